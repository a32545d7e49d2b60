import ObjectStorage

/// One page of ListObjectsV2.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
struct S3ListingPage {
    /// What stands on it, keys without the store's prefix.
    var objects: [ObjectInfo] = []
    var skipped: [ObjectListing.Skipped] = []
    /// What asks for the next page; nil on the last.
    var continuation: String?

    /// Reads a reply. A page that is not exactly what was asked for is refused: a listing that lacks objects would
    /// have their pages deleted.
    ///
    /// - Parameters:
    ///   - storePrefix: what keys are told without.
    ///   - prefix: what was asked for; every key begins with it.
    init(_ body: [UInt8], storePrefix: String, prefix: String) throws(S3Damage) {
        let root: XMLElement
        do { root = try XMLElement(parsing: body) } catch { throw S3Damage(reason: "\(error)") }
        guard root.name == "ListBucketResult", let truncated = root.text(of: "IsTruncated") else {
            throw S3Damage(reason: "The reply is no listing of a bucket")
        }
        let isEncoded = root.text(of: "EncodingType") == "url"
        for element in root.all("Contents") {
            try add(element, isEncoded: isEncoded, storePrefix: storePrefix, prefix: prefix)
        }
        if truncated == "true" {
            guard let next = root.text(of: "NextContinuationToken"), !next.isEmpty else {
                throw S3Damage(reason: "The listing is cut off without a way to go on")
            }
            continuation = next
        } else if truncated != "false" {
            throw S3Damage(reason: "The listing does not tell whether it is whole")
        }
    }

    private mutating func add(
        _ element: XMLElement, isEncoded: Bool, storePrefix: String, prefix: String
    ) throws(S3Damage) {
        guard let written = element.text(of: "Key"), let size = element.text(of: "Size").flatMap({ Int($0) }),
            let modified = element.text(of: "LastModified").flatMap(S3Time.nanoseconds), size >= 0
        else { throw S3Damage(reason: "The listing tells an object without key, size or time") }
        let bytes = isEncoded ? Self.decoded(written) : Array(written.utf8)
        guard bytes.starts(with: prefix.utf8) else {
            throw S3Damage(reason: "The listing tells of objects that were not asked for")
        }
        let own = bytes.dropFirst(storePrefix.utf8.count)
        // The marker that consoles make for the prefix itself.
        if own.isEmpty { return }
        guard let key = String(validating: own, as: UTF8.self) else {
            skipped.append(.init(name: String(decoding: own, as: UTF8.self), reason: "its name is not UTF-8"))
            return
        }
        objects.append(
            ObjectInfo(
                key: ObjectKey(key), size: size, modified: modified,
                entityTag: S3EntityTag.plain(element.text(of: "ETag") ?? "")))
    }

    /// What `encoding-type=url` stands for: AWS and moto write a space `%20`, SeaweedFS `+`, all a plus `%2B`.
    private static func decoded(_ text: String) -> [UInt8] {
        PercentEncoding.decode(String(decoding: text.utf8.map { $0 == 0x2B ? 0x20 : $0 }, as: UTF8.self))
    }
}

/// What came is not what the protocol allows.
struct S3Damage: Error {
    /// A sentence without its full stop.
    var reason: String
}

/// ETags without the quotes some replies have and others lack.
enum S3EntityTag {
    static func plain(_ tag: String) -> String {
        tag.utf8.count >= 2 && tag.hasPrefix("\"") && tag.hasSuffix("\"") ? String(tag.dropFirst().dropLast()) : tag
    }

    /// As conditions need it.
    static func quoted(_ tag: String) -> String { tag.hasPrefix("W/") ? tag : "\"\(tag)\"" }
}
