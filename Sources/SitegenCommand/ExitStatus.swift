internal import ArgumentParser
import ObjectStorage
import Publishing

/// What the program's exit code says (sysexits.h).
package enum ExitStatus: Int32, Sendable, CaseIterable {
    /// Everything was done.
    case success = 0
    /// The command line can't be understood.
    case usage = 64
    /// Some notebook was bad; everything else was done.
    case badNotebook = 65
    /// A service can't be reached or an address is taken.
    case unavailable = 69
    /// A fault of this program, or a full disk.
    case internalError = 70
    /// Another run is at work: try again.
    case tryAgain = 75
    /// A file or folder may not be read or written.
    case permissionDenied = 77
    /// The configuration, or the folder that it names, can't be used.
    case configuration = 78

    /// The code that ends the program.
    var exitCode: ExitCode { ExitCode(rawValue) }

    /// The status an error ends the program with.
    init(_ error: any Error) {
        switch error {
        case let error as PublishError: self.init(error)
        case let error as StorageError: self.init(error)
        case is ConfigurationError: self = .configuration
        case is AddressInUse: self = .unavailable
        default: self = .internalError
        }
    }

    private init(_ error: PublishError) {
        switch error {
        case .outputNotOurs, .newerManifest, .tooManyRemovals, .unsafeStore: self = .configuration
        case .outputBusy, .contended: self = .tryAgain
        case .invalidationFailed: self = .unavailable
        case .storage(let error): self.init(error)
        }
    }

    private init(_ error: StorageError) {
        self =
            switch error.code {
            case .permissionDenied, .readOnly, .unauthenticated: .permissionDenied
            case .busy, .preconditionFailed, .cancelled: .tryAgain
            case .unavailable, .damaged: .unavailable
            case .notFound, .notAFolder, .isAFolder, .symbolicLink, .unsafeKey, .nameTooLong, .wrongPlace, .unsupported:
                .configuration
            case .storageFull, .tooManyOpenFiles, .other: .internalError
            }
    }
}
