#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A store could not do what was asked: what, on which object, why, and what to do next.
package struct StorageError: Error, Sendable, CustomStringConvertible {
    /// What kind of failure it is; decides the exit code and the remedy.
    package enum Code: Sendable, Hashable {
        case notFound, permissionDenied, storageFull, notAFolder, isAFolder, symbolicLink, unsafeKey, nameTooLong
        case readOnly, tooManyOpenFiles, busy, other
        /// A conditional write or delete was refused: the object is not as the caller expected. Nothing was changed.
        case preconditionFailed
        /// Someone else's object stands where one is to be written. It was left as it is.
        case notOurs
        /// No credentials, or ones the store does not know, or that have ended.
        case unauthenticated
        /// The bucket is elsewhere, or the address of the store is wrong.
        case wrongPlace
        /// The store can't be reached, or goes on failing or throttling after all retries.
        case unavailable
        /// What came is not what the store said it would send.
        case damaged
        /// The store does not keep a promise that publishing needs, conditional writes for example.
        case unsupported
        case cancelled
    }

    /// What was attempted.
    package enum Operation: String, Sendable {
        case open = "open the folder"
        case list, read, write, delete, lock
    }

    package var code: Code
    package var operation: Operation
    /// The object, where the operation was on one.
    package var key: ObjectKey?
    /// The folder or bucket of the store.
    package var root: String
    /// The system's or the service's words without a full stop, for example `No space left on device`.
    package var reason: String
    /// What to do next where the code alone does not tell it, as sentences.
    package var advice: String?

    package init(
        code: Code, operation: Operation, key: ObjectKey? = nil, root: String, reason: String, advice: String? = nil
    ) {
        self.code = code
        self.operation = operation
        self.key = key
        self.root = root
        self.reason = reason
        self.advice = advice
    }

    /// The error an `errno` value stands for.
    package init(errno number: Int32, operation: Operation, key: ObjectKey? = nil, root: String) {
        self.init(
            code: Self.code(of: number), operation: operation, key: key, root: root, reason: Self.text(of: number))
    }

    /// The path of the object, or of the folder.
    package var path: String {
        guard let key else { return root }
        return root.hasSuffix("/") ? root + key.string : "\(root)/\(key)"
    }

    package var description: String {
        let object = operation == .open ? "" : " "
        let remedy = (advice ?? self.remedy).map { " \($0)" } ?? ""
        return "Can't \(operation.rawValue)\(object.isEmpty ? " " : object)'\(path)': \(reason).\(remedy)"
    }

    /// What to do next, by the code alone.
    private var remedy: String? {
        switch code {
        case .notFound: "Check the spelling of the path."
        case .permissionDenied: "Check who owns it and its permissions (ls -ld), or choose another folder."
        case .storageFull: "Free some space on that disk (df -h) or choose another folder, then run it again."
        case .notAFolder: "Name a folder, not a file."
        case .isAFolder: "A folder stands where a file is expected: move it away or rename it."
        case .symbolicLink: "Symbolic links are not followed: put the file itself there."
        case .unsafeKey: "A key can't leave its folder: rename the object."
        case .nameTooLong: "Shorten the name."
        case .readOnly: "Choose a folder on a disk that can be written."
        case .tooManyOpenFiles: "Raise the limit of open files (ulimit -n)."
        case .busy: "Wait for the other run to end, then run it again."
        case .preconditionFailed: "Another run was faster: run it again."
        case .notOurs: "Move it away, or choose another destination, then run it again."
        case .unauthenticated: "Check the credentials (aws sts get-caller-identity shows whose they are)."
        case .wrongPlace: "Check the bucket's name, --region and --endpoint-url."
        case .unavailable: "Try again later; nothing was lost."
        case .damaged: "Run it again; where it stays, check the network and the store."
        case .other, .unsupported, .cancelled: nil
        }
    }

    private static func code(of number: Int32) -> Code {
        switch number {
        case ENOENT: .notFound
        case EACCES, EPERM: .permissionDenied
        case ENOSPC, EDQUOT, EFBIG: .storageFull
        case ENOTDIR: .notAFolder
        case EISDIR, ENOTEMPTY: .isAFolder
        case ELOOP: .symbolicLink
        case ENAMETOOLONG: .nameTooLong
        case EROFS: .readOnly
        case EMFILE, ENFILE: .tooManyOpenFiles
        case EAGAIN: .busy
        default: .other
        }
    }

    private static func text(of number: Int32) -> String {
        var buffer = [CChar](repeating: 0, count: 256)
        // POSIX strerror_r fills the buffer; the other variant of glibc is not visible to Swift.
        guard unsafe strerror_r(number, &buffer, buffer.count) == 0 else { return "error \(number)" }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
