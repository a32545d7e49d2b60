import ObjectStorage
import ProgramOutput

/// A file with events that a person named.
enum EventFile {
    /// The file's bytes; `-` is standard input.
    static func read(_ path: String) throws -> [UInt8] {
        // A batch of SQS has at most 6 MB.
        if path == "-" { return try StandardInput.read(upTo: 16 << 20) }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let above = parts.dropLast().joined(separator: "/")
        let folder = parts.count == 1 ? "." : above.isEmpty ? "/" : above
        return try DirectoryStore(path: folder).get(ObjectKey(String(parts.last ?? "")))
    }
}
