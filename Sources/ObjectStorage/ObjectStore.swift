/// A place that keeps objects by key: an S3 bucket below a prefix, or a folder.
///
/// What a caller may rely on, over every conformer: a write is seen whole or not at all; a conditional write that is
/// refused changed nothing; a listing that ends without an error is complete; an error never means "not there" unless
/// its code is `.notFound`.
package protocol ObjectStore: Sendable {
    /// The store as messages name it, for example `s3://bucket/prefix` or `_site`.
    var location: String { get }

    /// Whether an object's headers and metadata are kept with it.
    var keepsHeaders: Bool { get }

    /// All objects whose keys begin with `prefix`, in the order of their keys.
    func list(prefix: String) async throws(StorageError) -> ObjectListing

    /// An object's bytes with what is known of it, verified against the length and checksum the store told.
    ///
    /// - Parameter entityTag: the token of a copy the caller has.
    /// - Returns: nil where the object still has that token.
    func get(_ key: ObjectKey, unlessMatches entityTag: String?) async throws(StorageError) -> StoredObject?

    /// Some bytes of an object; fewer where it ends before.
    func get(_ key: ObjectKey, range: Range<Int>) async throws(StorageError) -> [UInt8]

    /// What is known of an object; nil where there is none.
    func info(_ key: ObjectKey) async throws(StorageError) -> ObjectInfo?

    /// Writes an object whole.
    ///
    /// - Throws: `.preconditionFailed` where `condition` does not hold: nothing was written.
    @discardableResult
    func put(
        _ key: ObjectKey, _ bytes: [UInt8], headers: ObjectHeaders, if condition: WriteCondition
    ) async throws(StorageError) -> ObjectInfo

    /// Removes an object; one that is gone already is no error.
    ///
    /// - Throws: `.preconditionFailed` where it has another token than `entityTag`: it was left as it is.
    func delete(_ key: ObjectKey, ifMatches entityTag: String?) async throws(StorageError)
}

extension ObjectStore {
    package var keepsHeaders: Bool { true }

    /// An object's bytes.
    package func bytes(of key: ObjectKey) async throws(StorageError) -> [UInt8] {
        try await get(key, unlessMatches: nil)?.bytes ?? []
    }

    /// The store's name of an object for messages, for example `s3://bucket/prefix/a/b.html`.
    package func location(of key: ObjectKey) -> String {
        location.hasSuffix("/") ? location + key.string : "\(location)/\(key)"
    }
}

/// An object as it was read.
package struct StoredObject: Sendable {
    package var info: ObjectInfo
    package var bytes: [UInt8]
    /// The headers it was stored with, where the store keeps any.
    package var headers: ObjectHeaders

    package init(info: ObjectInfo, bytes: [UInt8], headers: ObjectHeaders = ObjectHeaders()) {
        self.info = info
        self.bytes = bytes
        self.headers = headers
    }
}

/// When a write is to happen (RFC 9110 section 13.1: `If-None-Match: *`, `If-Match`).
package enum WriteCondition: Sendable, Hashable {
    case always
    /// Only where there is no such object.
    case absent
    /// Only where the object has this token.
    case matches(String)
}

/// How an object is served: the headers a browser and a cache get with it. A folder keeps none.
package struct ObjectHeaders: Sendable, Hashable {
    package var contentType: String?
    package var contentEncoding: String?
    package var contentDisposition: String?
    package var cacheControl: String?
    /// User metadata (`x-amz-meta-*`), names in lower case.
    package var metadata: [String: String]

    package init(
        contentType: String? = nil, contentEncoding: String? = nil, contentDisposition: String? = nil,
        cacheControl: String? = nil, metadata: [String: String] = [:]
    ) {
        self.contentType = contentType
        self.contentEncoding = contentEncoding
        self.contentDisposition = contentDisposition
        self.cacheControl = cacheControl
        self.metadata = metadata
    }
}
