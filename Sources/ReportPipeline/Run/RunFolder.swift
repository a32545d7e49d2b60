import FoundationEssentials
import ObjectStorage

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The private temporary folder of one run, removed with the value.
final class RunFolder: Sendable {
    /// Its absolute path.
    let path: String

    /// The files a kernel reads, relative to the folder.
    static let staging = "staging"
    static let template = "template.ipynb"
    static let log = "papermill.log"

    /// Makes the folder, which only this user may enter.
    ///
    /// - Parameter parent: an existing folder, `TMPDIR` for example.
    init(in parent: String) throws(RunError) {
        let base = parent.hasSuffix("/") ? String(parent.dropLast()) : parent
        var name = Array("\(base)/reportpipe-XXXXXX".utf8CString)
        guard unsafe mkdtemp(&name) != nil else {
            let error = StorageError(errno: errno, operation: .write, root: parent)
            throw RunError(
                .noRoom, parent, "There can be no temporary folder: \(error.reason)",
                advice: "Set TMPDIR to a folder with room for the data files and the report.")
        }
        // A path through a link would not be the one the kernel's process shows.
        path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The path of something in it.
    subscript(name: String) -> String { "\(path)/\(name)" }

    /// Makes a folder in it.
    func makeFolder(_ name: String) throws(RunError) -> String {
        do {
            try FileManager.default.createDirectory(atPath: self[name], withIntermediateDirectories: true)
        } catch { throw Self.noRoom(self[name], error) }
        return self[name]
    }

    /// Writes a file in it.
    func write(_ name: String, _ bytes: [UInt8]) throws(RunError) {
        do { try Data(bytes).write(to: URL(filePath: self[name])) } catch { throw Self.noRoom(self[name], error) }
    }

    /// A file in it; nil where there is none.
    func read(_ name: String) -> [UInt8]? {
        (try? Data(contentsOf: URL(filePath: self[name]))).map { Array($0) }
    }

    /// How many bytes a file in it has; nil where there is none.
    func size(_ name: String) -> Int? {
        var status = stat()
        return unsafe stat(self[name], &status) == 0 ? Int(status.st_size) : nil
    }

    private static func noRoom(_ path: String, _ error: any Error) -> RunError {
        RunError(
            .noRoom, path, "It can't be written: \((error as? CocoaError)?.underlying ?? "\(error)")",
            advice: "Free some space there, or set TMPDIR to another folder.")
    }
}

extension CocoaError {
    /// The words for the sorts of failure that a temporary folder has; nil for others.
    fileprivate var underlying: String? {
        switch code {
        case .fileWriteOutOfSpace: "No space left on device"
        case .fileWriteNoPermission: "Permission denied"
        default: nil
        }
    }
}
