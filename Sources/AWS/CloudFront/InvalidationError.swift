/// Why CloudFront was not told to forget paths: which distribution, what went wrong, and what to do about it.
package struct InvalidationError: Error, Sendable, CustomStringConvertible {
    /// What went wrong, as far as it decides what to do next.
    package enum Code: Sendable, Hashable {
        case noSuchDistribution
        /// The credentials lack `cloudfront:CreateInvalidation`.
        case permissionDenied
        /// There are no credentials, or they are not accepted.
        case unauthenticated
        /// CloudFront went on throttling, failing or having too much in progress after all attempts.
        case unavailable
        /// The reference was used before, for other paths.
        case referenceReused
        case cancelled
        case other
    }

    package var code: Code
    package var distribution: String
    package var pathCount: Int
    /// What was told, without what to do.
    package var reason: String
    package var underlying: (any Error)?

    package init(
        code: Code, distribution: String, pathCount: Int, reason: String, underlying: (any Error)? = nil
    ) {
        self.code = code
        self.distribution = distribution
        self.pathCount = pathCount
        self.reason = reason
        self.underlying = underlying
    }

    package var description: String {
        let paths = pathCount == 1 ? "1 path" : "\(pathCount) paths"
        let end = reason.utf8.last == 0x2E ? "" : "."
        let remedy = self.remedy.map { " \($0)" } ?? ""
        return "Can't invalidate \(paths) of CloudFront distribution '\(distribution)': \(reason)\(end)\(remedy)"
    }

    /// What to do next.
    private var remedy: String? {
        switch code {
        case .noSuchDistribution:
            "Check the id (aws cloudfront list-distributions shows them), and that the credentials are of its account."
        case .permissionDenied:
            "Allow cloudfront:CreateInvalidation on arn:aws:cloudfront::ACCOUNT:distribution/\(distribution)."
        case .unauthenticated: "Check the credentials (aws sts get-caller-identity shows whose they are)."
        case .unavailable: "Run it again later."
        case .referenceReused: "Run it again: the next run takes another reference."
        case .cancelled, .other: nil
        }
    }
}
