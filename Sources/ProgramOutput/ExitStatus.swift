package import ArgumentParser
package import ObjectStorage

/// What a program's exit code says (sysexits.h).
package enum ExitStatus: Int32, Sendable, CaseIterable {
    /// Everything was done.
    case success = 0
    /// The command line can't be understood.
    case usage = 64
    /// Some notebook, or some file of a data source, was bad; everything else was done.
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
    package var exitCode: ExitCode { ExitCode(rawValue) }

    /// What a store's error ends a program with.
    package init(_ error: StorageError) {
        self =
            switch error.code {
            case .permissionDenied, .readOnly, .unauthenticated: .permissionDenied
            case .busy, .preconditionFailed, .cancelled: .tryAgain
            case .unavailable, .damaged: .unavailable
            case .notFound, .notAFolder, .isAFolder, .symbolicLink, .unsafeKey, .nameTooLong, .wrongPlace, .unsupported,
                .notOurs:
                .configuration
            case .storageFull, .tooManyOpenFiles, .other: .internalError
            }
    }
}
