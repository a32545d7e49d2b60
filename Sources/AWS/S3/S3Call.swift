import ObjectStorage

/// One call of the S3 API, before it is signed.
struct S3Call: Sendable {
    /// The name in the API, for example `PutObject`.
    var name: String
    var method: String
    /// What errors say was attempted.
    var operation: StorageError.Operation
    /// What credentials must be allowed, for example `s3:PutObject`.
    var permission: String
    var key: ObjectKey?
    var query: [HTTPURL.QueryItem] = []
    var headers = HTTPHeaders()
    var body: [UInt8] = []
    /// The digest of `body` where it is known already.
    var digest: SHA256Digest?
    /// Statuses beyond 2xx that are answers, not errors.
    var answers: Set<Int> = []
    /// The write happens under a condition: after a lost reply it must not be sent again without a look.
    var isConditional = false

    /// The store, as errors name it; filled in by the session.
    var location = ""
    var bucket = ""
    /// The key with the store's prefix.
    var fullKey = ""
    var isSigned = true
}

/// What was sent to a store, told for each request when it is over.
package struct S3RequestRecord: Sendable, Hashable {
    /// The name in the API, for example `ListObjectsV2`.
    package var operation: String
    package var method: String
    package var bytesSent: Int
    package var bytesReceived: Int
    /// nil where no reply came.
    package var status: Int?
}

/// Told of every request, retries included.
package typealias S3RequestLog = @Sendable (S3RequestRecord) -> Void
