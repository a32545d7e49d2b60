import AWS
import ProgramOutput

extension ExitStatus {
    /// What an error of `listen` ends the program with.
    init(listen error: any Error) {
        switch error {
        case is ReportEventError: self = .badNotebook
        case let error as SQSError:
            self =
                switch error.code {
                case .notFound, .other: .configuration
                case .permissionDenied, .unauthenticated: .permissionDenied
                case .unavailable: .unavailable
                case .cancelled: .tryAgain
                }
        case let error as StartError: self.init(error)
        default: self = ExitStatus(pipeline: error) ?? .internalError
        }
    }
}
