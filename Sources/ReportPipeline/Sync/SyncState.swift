import FoundationEssentials
package import ObjectStorage

/// What a sync knows of the files it has stored. It saves work and is never relied on: each record holds for one version
/// of an object only, by its token, and what has no record that holds is read again.
package struct SyncState: Sendable, Equatable, Codable {
    /// Below the staging place; no key of a source begins with `_`.
    package static let key: ObjectKey = "_reportpipe/sync.json"
    /// The version of this form.
    package static let format = 1

    /// Where a file comes from.
    package enum Source: String, Sendable, Codable {
        case series, population
    }

    /// A file that a source has, or had: its name belongs to sync, whoever wrote what stands there.
    package struct Record: Sendable, Equatable, Codable {
        package var source: Source
        /// What was stored; nil before it was.
        package var copy: StoredCopy?

        package init(source: Source, copy: StoredCopy? = nil) {
            self.source = source
            self.copy = copy
        }
    }

    package var format = SyncState.format
    /// By name.
    package var files: [String: Record] = [:]

    package init() {}

    /// Reads a state; nil where it is damaged, and so does not count.
    ///
    /// - Throws: `.newerState` where a later version of this program wrote it.
    package init?(json: [UInt8], location: String) throws(SyncError) {
        struct Head: Decodable { var format: Int }
        let data = Data(json)
        guard let head = try? JSONDecoder().decode(Head.self, from: data), head.format > 0 else { return nil }
        guard head.format <= Self.format else {
            throw SyncError(
                .newerState, location, "It was written by a later version of reportpipe (format \(head.format))",
                advice: "Update reportpipe.")
        }
        guard let state = try? JSONDecoder().decode(SyncState.self, from: data) else { return nil }
        self = state
    }

    /// The file: sorted, so that the same knowledge is the same bytes.
    package var json: [UInt8] {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
            return Array(try encoder.encode(self)) + [0x0A]
        }
    }

    /// How many files of the series are stored.
    package var seriesNames: [String] {
        files.filter { $0.value.source == .series }.keys.sorted()
    }
}

/// What is known of one version of a stored file.
package struct StoredCopy: Sendable, Equatable, Codable {
    /// The token of the version this is about.
    package var entityTag: String
    /// Of the stored bytes, 64 hexadecimal digits.
    package var sha256: String
    package var size: Int
    /// The fingerprint of the address it came from: validators of one server say nothing of another's files.
    package var address: String?
    /// What that server told of it.
    package var validators: Validators

    package init(
        entityTag: String, sha256: String, size: Int, address: String? = nil, validators: Validators = Validators()
    ) {
        self.entityTag = entityTag
        self.sha256 = sha256
        self.size = size
        self.address = address
        self.validators = validators
    }
}

extension StoredCopy {
    /// Names of metadata, so that what is known of an object goes with it.
    private enum Name {
        static let sha256 = "reportpipe-sha256"
        static let source = "reportpipe-source"
        static let address = "reportpipe-address"
        static let etag = "reportpipe-etag"
        static let modified = "reportpipe-modified"
    }

    /// Of an object as it was read. Its metadata counts where it is about these bytes.
    ///
    /// - Parameter sha256: the digest of its bytes.
    init(_ object: StoredObject, sha256: String) {
        self.init(entityTag: object.info.entityTag, sha256: sha256, size: object.bytes.count)
        let metadata = object.headers.metadata
        guard metadata[Name.sha256] == sha256 else { return }
        address = metadata[Name.address]
        validators = Validators(etag: metadata[Name.etag], modified: metadata[Name.modified])
    }

    /// The headers an object is stored with.
    static func headers(
        sha256: String, source: SyncState.Source, address: String, validators: Validators
    ) -> ObjectHeaders {
        var metadata = [Name.sha256: sha256, Name.source: source.rawValue, Name.address: address]
        metadata[Name.etag] = validators.etag
        metadata[Name.modified] = validators.modified
        return ObjectHeaders(
            contentType: source == .population ? "application/json" : "text/plain; charset=utf-8", metadata: metadata)
    }

    /// The source that an object's headers name, where sync has written it.
    static func source(_ headers: ObjectHeaders) -> SyncState.Source? {
        headers.metadata[Name.source].flatMap(SyncState.Source.init)
    }
}
