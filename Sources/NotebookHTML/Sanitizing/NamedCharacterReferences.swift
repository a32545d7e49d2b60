/// The standard's named character references, looked up by longest match
/// (https://html.spec.whatwg.org/multipage/parsing.html#named-character-reference-state).
struct NamedCharacterReferences: Sendable {
    /// The table, read once from its literal.
    static let all = NamedCharacterReferences()

    /// One name and the one or two scalars it stands for (`second` is 0 without one).
    private struct Entry {
        var start: Int
        var end: Int
        var first: UInt32
        var second: UInt32
    }

    /// What was found at a place of the input.
    struct Match {
        /// How many bytes after the `&` the name takes.
        var length: Int
        /// The first scalar.
        var first: UInt32
        /// The second scalar, 0 without one.
        var second: UInt32
    }

    private var names: [UInt8] = []
    private var entries: [Entry] = []
    /// For each first byte, the entries that begin with it: names begin with ASCII letters alone.
    private var buckets = [Range<Int>](repeating: 0..<0, count: 128)

    private init() {
        var entry = Entry(start: 0, end: 0, first: 0, second: 0)
        var inName = true
        let table = Self.table
        let source = unsafe UnsafeBufferPointer(start: table.utf8Start, count: table.utf8CodeUnitCount)
        for index in source.indices {
            let byte = unsafe source[index]
            switch byte {
            case UInt8(ascii: "="):
                inName = false
                entry.end = names.count
            case UInt8(ascii: ","):
                entry.second = entry.first
                entry.first = 0
            case UInt8(ascii: " "), UInt8(ascii: "\n"):
                append(entry)
                inName = true
                entry = Entry(start: names.count, end: 0, first: 0, second: 0)
            default:
                if inName { names.append(byte) } else { entry.first = entry.first << 4 | Self.digit(byte) }
            }
        }
        append(entry)
    }

    /// Adds a name as it was read: with two scalars the accumulator holds the second one last.
    private mutating func append(_ read: Entry) {
        var entry = read
        if entry.second != 0 { swap(&entry.first, &entry.second) }
        let first = Int(names[entry.start])
        let index = entries.count
        buckets[first] = (buckets[first].isEmpty ? index : buckets[first].lowerBound)..<(index + 1)
        entries.append(entry)
    }

    private static func digit(_ byte: UInt8) -> UInt32 {
        UInt32(byte) - (byte <= UInt8(ascii: "9") ? 0x30 : 0x37)
    }

    /// The longest name at `start`, narrowing the sorted names byte by byte: at most 32 binary searches.
    func longestMatch(in input: [UInt8], at start: Int) -> Match? {
        guard start < input.count, input[start] < 128 else { return nil }
        var candidates = buckets[Int(input[start])]
        var match: Match?
        var depth = 1
        while !candidates.isEmpty {
            let entry = entries[candidates.lowerBound]
            if entry.end - entry.start == depth {
                match = Match(length: depth, first: entry.first, second: entry.second)
                candidates = (candidates.lowerBound + 1)..<candidates.upperBound
            }
            guard start + depth < input.count else { break }
            candidates = narrowed(candidates, depth: depth, to: input[start + depth])
            depth += 1
        }
        return match
    }

    /// The candidates whose byte at `depth` is `byte`.
    private func narrowed(_ candidates: Range<Int>, depth: Int, to byte: UInt8) -> Range<Int> {
        let lower = firstIndex(in: candidates, depth: depth) { $0 >= byte }
        let upper = firstIndex(in: lower..<candidates.upperBound, depth: depth) { $0 > byte }
        return lower..<upper
    }

    @inline(__always)
    private func firstIndex(in range: Range<Int>, depth: Int, where isBeyond: (UInt8) -> Bool) -> Int {
        var low = range.lowerBound
        var high = range.upperBound
        while low < high {
            let middle = (low + high) / 2
            if isBeyond(names[entries[middle].start + depth]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
