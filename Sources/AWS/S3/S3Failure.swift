import ObjectStorage

/// A call that came to nothing, with what is needed to judge whether it was carried out.
struct S3Failure: Error {
    var error: StorageError
    /// What the store said, nil where no reply came.
    var fault: S3Fault?
    /// The request may have been carried out although it looks failed.
    var isAmbiguous = false
    /// Set where the same call may go well later.
    var retry: RetryableFailure?
}

extension S3Failure {
    /// A call to which no reply came.
    init(_ error: StorageError, _ failure: HTTPError) {
        self.error = error
        retry = RetryableFailure(failure)
        switch failure.code {
        case .unknownHost, .unreachable, .insecure: isAmbiguous = false
        case .interrupted, .timedOut, .malformedReply, .cancelled, .stoppedByCaller, .other: isAmbiguous = true
        }
    }
}

extension S3Call {
    /// What to tell people of a reply that is no success.
    func storageError(_ fault: S3Fault) -> StorageError {
        switch fault.code {
        case "NoSuchKey", "NoSuchVersion": error(.notFound, "There is no such object", advice: "Check its key.")
        case "NoSuchBucket":
            bucketError("There is no such bucket", advice: "Check the bucket's name, --region and --endpoint-url.")
        case "PermanentRedirect", "TemporaryRedirect", "AuthorizationHeaderMalformed",
            "IllegalLocationConstraintException":
            bucketError(
                fault.otherRegion.map { "The bucket is in region \($0)" } ?? "The bucket is in another region",
                advice: fault.otherRegion.map { "Use --region \($0)." } ?? "Name its region with --region.")
        case "AccessDenied", "AllAccessDisabled", "AccountProblem", "UnauthorizedAccess": denied(fault)
        case "InvalidAccessKeyId", "NotSignedUp", "InvalidSecurity":
            error(.unauthenticated, "The store does not know the access key", advice: Self.credentialAdvice)
        case "SignatureDoesNotMatch":
            error(
                .unauthenticated, "The signature does not match: the secret access key is wrong",
                advice: "Check the secret access key, and that no proxy rewrites the request.")
        case "InvalidToken", "ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired", "RequestExpired":
            error(
                .unauthenticated, "The session of the credentials has ended or is not valid",
                advice: "Sign in again (aws sso login) or get new credentials, then run it again.")
        case "RequestTimeTooSkewed", "RequestInTheFuture":
            error(.unauthenticated, "This machine's clock is wrong by more than 15 minutes", advice: "Set the clock.")
        case "PreconditionFailed": error(.preconditionFailed, "It is not as expected")
        case "ConditionalRequestConflict", "OperationAborted":
            error(.preconditionFailed, "Another run was writing it at the same moment")
        case "KeyTooLongError": error(.nameTooLong, "The key is longer than 1,024 bytes")
        case "EntityTooLarge", "QuotaExceeded", "InsufficientStorage", "XMinioStorageFull":
            error(.storageFull, said(fault), advice: "Make room in the bucket or raise its quota.")
        case "BadDigest", "InvalidDigest", "XAmzContentSHA256Mismatch", "XAmzContentChecksumMismatch", "IncompleteBody":
            error(.damaged, "What arrived is not what was sent: \(said(fault))")
        case "InvalidObjectState":
            error(.permissionDenied, "The object is archived", advice: "Restore it (aws s3api restore-object).")
        case "NotImplemented":
            error(.unsupported, "The store can't do this: \(said(fault))")
        default: storageError(status: fault)
        }
    }

    private func storageError(status fault: S3Fault) -> StorageError {
        switch fault.status {
        case 301, 307, 308:
            bucketError(
                "The bucket is elsewhere", advice: "Name its region with --region, or its address with --endpoint-url.")
        case 401: error(.unauthenticated, said(fault), advice: Self.credentialAdvice)
        case 403: denied(fault)
        case 404 where fault.isWordless:
            bucketError("This address is no S3 store", advice: "Check --endpoint-url and --region.")
        case 412: error(.preconditionFailed, "It is not as expected")
        case 501: error(.unsupported, "The store can't do this: \(said(fault))")
        case 507: error(.storageFull, said(fault), advice: "Make room in the store.")
        case _ where fault.retry != nil:
            error(
                .unavailable, "The store goes on answering \(said(fault))",
                advice: fault.retry?.isThrottled == true ? "It asks for fewer requests: try again later." : nil)
        default: error(.other, "The store answered \(said(fault))")
        }
    }

    /// A refusal, with the permission it asks for.
    private func denied(_ fault: S3Fault) -> StorageError {
        if !isSigned {
            return error(
                .permissionDenied, "The bucket is not public: \(said(fault))",
                advice: "Run it without --no-sign-request.")
        }
        let permission = Self.permission(in: fault.service.message) ?? self.permission
        let resource = permission == "s3:ListBucket" ? "arn:aws:s3:::\(bucket)" : "arn:aws:s3:::\(bucket)/\(fullKey)"
        var advice = "Allow \(permission) on \(resource) for these credentials."
        if permission == "s3:GetObject" {
            advice += " Without s3:ListBucket on arn:aws:s3:::\(bucket) an object that is missing is refused too."
        }
        if permission == "s3:PutObject", isConditional { advice += " A write with a condition needs s3:GetObject too." }
        return error(.permissionDenied, "\(permission) is not allowed: \(said(fault))", advice: advice)
    }

    /// The action AWS names: `... is not authorized to perform: s3:GetObject on resource: ...`.
    private static func permission(in message: String) -> String? {
        let words = message.split(separator: " ")
        guard let index = words.firstIndex(of: "perform:"), index + 1 < words.count else { return nil }
        let action = words[index + 1]
        return action.utf8.count < 80 && action.contains(":") ? String(action) : nil
    }

    private func said(_ fault: S3Fault) -> String {
        S3Fault.shown(fault.service.description)
    }

    private static var credentialAdvice: String {
        "Check the credentials (aws sts get-caller-identity shows whose they are)."
    }

    /// What to tell people where no reply came.
    func storageError(_ failure: HTTPError) -> StorageError {
        let reason = "\(failure.url.scheme)://\(failure.url.authority): " + S3Fault.shown(failure.reason)
        return switch failure.code {
        case .unknownHost, .unreachable:
            error(.unavailable, reason, advice: "Check the network, --endpoint-url and --region.")
        case .insecure:
            error(
                .unavailable, reason,
                advice: "Check --endpoint-url, and AWS_CA_BUNDLE where a company has its own certificates.")
        case .interrupted, .timedOut: error(.unavailable, reason)
        case .malformedReply: error(.damaged, reason)
        case .cancelled: error(.cancelled, "It was cancelled")
        case .stoppedByCaller, .other: error(.other, reason)
        }
    }

    /// An error on this call's object.
    func error(_ code: StorageError.Code, _ reason: String, advice: String? = nil) -> StorageError {
        StorageError(code: code, operation: operation, key: key, root: location, reason: reason, advice: advice)
    }

    private func bucketError(_ reason: String, advice: String) -> StorageError {
        StorageError(
            code: .wrongPlace, operation: operation, key: nil, root: "s3://\(bucket)", reason: reason, advice: advice)
    }
}
