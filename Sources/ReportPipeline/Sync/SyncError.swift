package import ProgramOutput

/// Something of a sync that could not be done: what sort, on what, why, and what to do next. Holds no contact address.
package struct SyncError: Error, Sendable, CustomStringConvertible {
    /// What sort of failure it is; decides the exit code.
    package enum Code: String, Sendable, Hashable, CaseIterable {
        /// The source can't be reached, or goes on failing after all attempts.
        case unavailable
        /// The source refuses: no contact address, or one it does not take.
        case forbidden
        /// There is no such address.
        case notFound
        /// The source moved: addresses are not followed, since the contact address would go with them.
        case moved
        /// The folder page is something else, cut off, or partly not understood.
        case badListing
        /// The folder page lists no file.
        case emptyListing
        /// A file is not as long as the listing says.
        case wrongSize
        /// The population reply has no data, or data that can't be right.
        case badPopulation
        /// More stored files would be deleted than is allowed.
        case tooManyDeletes
        /// A file is not listed any more but still there.
        case stillThere
        /// A setting, for example the contact address, can't be used.
        case setting
        /// The state was written by a later version.
        case newerState
        /// Other runs were faster again and again.
        case contended
        case cancelled
    }

    package var code: Code
    /// What it is about: an address without its query, a file, or a setting.
    package var subject: String
    /// Why, as a sentence without a full stop.
    package var reason: String
    /// What to do next, as sentences.
    package var advice: String?
    package var underlying: (any Error)?

    package init(
        _ code: Code, _ subject: String, _ reason: String, advice: String? = nil, underlying: (any Error)? = nil
    ) {
        self.code = code
        self.subject = subject
        self.reason = reason
        self.advice = advice
        self.underlying = underlying
    }

    package var description: String {
        let end = reason.utf8.last == UInt8(ascii: ".") ? "" : "."
        return "\(subject): \(reason)\(end)" + (advice.map { " \($0)" } ?? "")
    }
}

extension ExitStatus {
    /// What an error of a sync ends the program with.
    package init(sync error: any Error) {
        guard let error = error as? SyncError else {
            self = ExitStatus(pipeline: error) ?? .internalError
            return
        }
        self =
            switch error.code {
            case .unavailable: .unavailable
            case .forbidden: .permissionDenied
            case .notFound, .moved, .setting, .newerState: .configuration
            case .badListing, .emptyListing, .wrongSize, .badPopulation, .tooManyDeletes, .stillThere: .badNotebook
            case .contended, .cancelled: .tryAgain
            }
    }
}
