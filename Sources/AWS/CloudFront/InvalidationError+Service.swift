extension InvalidationError {
    /// What an answer that was no invalidation means.
    init(_ failure: ServiceFailure, distribution: String, pathCount: Int) {
        self.init(
            code: Self.code(failure), distribution: distribution, pathCount: pathCount, reason: "\(failure)",
            underlying: failure)
    }

    private static func code(_ failure: ServiceFailure) -> Code {
        switch failure.cause {
        case .cancelled: return .cancelled
        case .uncredentialed: return .unauthenticated
        case .unsent, .unreadable: return failure.isPassing ? .unavailable : .other
        case .refused(let error):
            switch (error.code, error.kind) {
            case ("NoSuchDistribution", _): return .noSuchDistribution
            case ("InvalidationBatchAlreadyExists", _): return .referenceReused
            case (_, .permissionDenied): return .permissionDenied
            case (_, .unauthenticated), (_, .clockSkew), (_, .expiredCredentials): return .unauthenticated
            default: return failure.isPassing ? .unavailable : .other
            }
        }
    }
}
