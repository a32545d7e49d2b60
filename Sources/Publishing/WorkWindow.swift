/// Runs work side by side within two bounds: how many at once and how many bytes of input at once.
struct WorkWindow: Sendable {
    /// How many pieces of work run at once.
    var width: Int
    /// How many bytes of input they may have together; a larger piece runs alone.
    var byteLimit: Int

    /// Runs `work` on every item and hands each result to `collect` as it comes. The first error stops what has not begun.
    func run<Item: Sendable, Output: Sendable>(
        _ items: [Item], size: (Item) -> Int, work: @escaping @Sendable (Item) async throws -> Output,
        collect: (Output) -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: (Output, Int).self) { group in
            var (running, bytes) = (0, 0)
            for item in items {
                let next = size(item)
                while running > 0, running >= width || bytes + next > byteLimit {
                    guard let (output, size) = try await group.next() else { break }
                    (running, bytes) = (running - 1, bytes - size)
                    collect(output)
                }
                (running, bytes) = (running + 1, bytes + next)
                group.addTask { (try await work(item), next) }
            }
            while let (output, _) = try await group.next() { collect(output) }
        }
    }
}
