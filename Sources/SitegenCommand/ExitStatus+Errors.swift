import AWS
import ObjectStorage
import ProgramOutput
import Publishing

extension ExitStatus {
    /// The status an error ends the program with.
    init(_ error: any Error) {
        switch error {
        case let error as PublishError: self.init(error)
        case let error as StorageError: self.init(error)
        case is ConfigurationError, is AWSConfigurationError: self = .configuration
        case is AddressInUse: self = .unavailable
        default: self = .internalError
        }
    }

    private init(_ error: PublishError) {
        switch error {
        case .outputNotOurs, .newerManifest, .tooManyRemovals, .unsafeStore: self = .configuration
        case .outputBusy, .contended: self = .tryAgain
        case .invalidationFailed(let error as InvalidationError): self.init(error.code)
        case .invalidationFailed: self = .unavailable
        case .storage(let error): self.init(error)
        }
    }

    private init(_ code: InvalidationError.Code) {
        self =
            switch code {
            case .noSuchDistribution: .configuration
            case .permissionDenied, .unauthenticated: .permissionDenied
            case .unavailable: .unavailable
            case .referenceReused, .cancelled: .tryAgain
            case .other: .internalError
            }
    }
}
