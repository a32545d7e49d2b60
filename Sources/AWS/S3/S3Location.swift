/// A bucket and the prefix below which a store keeps its keys: `s3://bucket/prefix`.
package struct S3Location: Sendable, Hashable, CustomStringConvertible {
    package let bucket: String
    /// Empty, or ending with `/`.
    package let prefix: String

    /// A place in a bucket; a prefix is made to end with `/`. nil where the bucket's name can't be one.
    package init?(bucket: String, prefix: String = "") {
        guard Self.isBucketName(bucket) else { return nil }
        self.bucket = bucket
        self.prefix = prefix.isEmpty || prefix.hasSuffix("/") ? prefix : prefix + "/"
    }

    /// Reads `s3://bucket` or `s3://bucket/prefix`; nil for anything else.
    package init?(parsing text: String) {
        guard text.hasPrefix("s3://") else { return nil }
        let rest = text.dropFirst("s3://".count)
        let bucket = rest.prefix { $0 != "/" }
        self.init(bucket: String(bucket), prefix: String(rest.dropFirst(bucket.count + 1)))
    }

    package var description: String { prefix.isEmpty ? "s3://\(bucket)" : "s3://\(bucket)/\(prefix.dropLast())" }

    /// Whether a bucket may have this name, the names of before 2018 included, so that it can stand in an address.
    ///
    /// https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
    private static func isBucketName(_ name: String) -> Bool {
        (1...255).contains(name.utf8.count) && name != "." && name != ".."
            && name.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
                default: false
                }
            }
    }

    /// Whether the bucket's name can be a label before the endpoint's host, under the certificate of the endpoint.
    var isHostLabel: Bool {
        (3...63).contains(bucket.utf8.count) && bucket.utf8.first != 0x2D && bucket.utf8.last != 0x2D
            && bucket.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x61...0x7A, 0x2D: true
                default: false
                }
            }
    }
}

/// Where the servers of a store are, and how a bucket is named to them.
package struct S3Endpoint: Sendable, Hashable {
    /// How the bucket is named in an address.
    package enum Addressing: String, Sendable {
        /// AWS by host, anything else by path.
        case automatic = "auto"
        /// `https://host/bucket/key`
        case path
        /// `https://bucket.host/key`
        case virtual
    }

    /// The address of a store that is not AWS's own.
    package var url: HTTPURL?
    package var addressing: Addressing

    package init(url: HTTPURL? = nil, addressing: Addressing = .automatic) {
        self.url = url
        self.addressing = addressing
    }

    /// The address of a bucket, or of an object in it.
    ///
    /// - Parameter key: the whole key, with the store's prefix; empty for the bucket.
    func address(
        _ place: S3Location, key: String, query: [HTTPURL.QueryItem], region: String
    ) -> HTTPURL {
        var address = url ?? HTTPURL(host: "s3.\(region).\(AWSRegion.domain(of: region))")
        let base = address.path.hasSuffix("/") ? String(address.path.dropLast()) : address.path
        let isVirtual =
            switch addressing {
            case .automatic: url == nil && place.isHostLabel
            case .path: false
            case .virtual: true
            }
        if isVirtual { address.host = "\(place.bucket).\(address.host)" }
        let root = isVirtual ? base : "\(base)/\(place.bucket)"
        let path = key.isEmpty && !isVirtual ? root : "\(root)/\(PercentEncoding.encode(key, keepingSlashes: true))"
        address.path = path
        address.query += query
        return address
    }
}
