import Foundation

/// A folder of its own for one test, removed with the value.
package final class TemporaryFolder: Sendable {
    /// Its absolute path.
    package let path: String

    package init() {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sitegen-test-\(UUID().uuidString)")
        path = folder.path
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}
