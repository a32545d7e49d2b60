import AWS
import ArgumentParser
import ObjectStorage
package import ProgramOutput

extension ExitStatus {
    /// The status that an error of the places and services all commands use ends the program with; nil for others.
    package init?(pipeline error: any Error) {
        switch error {
        case let error as StorageError: self.init(error)
        case let error as ServiceFailure: self.init(error)
        case let error as SecretError: self.init(error)
        case is PipelineSettingError, is AWSConfigurationError: self = .configuration
        case is CredentialError: self = .permissionDenied
        case is CancellationError: self = .tryAgain
        default: return nil
        }
    }

    private init(_ error: SecretError) {
        self =
            switch error.code {
            case .notFound, .unusable, .notText, .other: .configuration
            case .permissionDenied, .unauthenticated: .permissionDenied
            case .unavailable: .unavailable
            case .cancelled: .tryAgain
            }
    }

    private init(_ failure: ServiceFailure) {
        switch failure.cause {
        case .uncredentialed: self = .permissionDenied
        case .cancelled: self = .tryAgain
        case .unsent, .unreadable: self = .unavailable
        case .refused(let refusal):
            switch refusal.kind {
            case .permissionDenied, .unauthenticated, .expiredCredentials, .clockSkew: self = .permissionDenied
            case .throttled, .unavailable: self = .unavailable
            case .other: self = .configuration
            }
        }
    }
}
