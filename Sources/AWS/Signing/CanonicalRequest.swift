/// A request in the one form that both sides hash (Signature Version 4, "Create a canonical request").
///
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#create-canonical-request
struct CanonicalRequest {
    /// The names of the signed headers, sorted, with `;` between them.
    let signedHeaders: String
    /// The form itself.
    let bytes: [UInt8]

    /// - Parameter headers: fields by their lower-case names, as `CanonicalRequest.headers(of:)` gives them.
    init(
        _ request: HTTPRequest, headers: [(name: String, value: [UInt8])], signedHeaders: String, payloadHash: String,
        rules: SigV4Signer.Rules
    ) {
        self.signedHeaders = signedHeaders
        var bytes: [UInt8] = []
        bytes.reserveCapacity(1024)
        bytes += request.method.utf8
        bytes.append(0x0A)
        Self.append(path: request.url.path, rules: rules, to: &bytes)
        bytes.append(0x0A)
        Self.append(query: request.url.query, to: &bytes)
        bytes.append(0x0A)
        for header in headers {
            bytes += header.name.utf8
            bytes.append(0x3A)
            bytes += header.value
            bytes.append(0x0A)
        }
        bytes.append(0x0A)
        bytes += signedHeaders.utf8
        bytes.append(0x0A)
        bytes += payloadHash.utf8
        self.bytes = bytes
    }

    /// The fields that are signed, sorted by lower-case name, values of one name joined in their order.
    ///
    /// Left out is what clients and proxies between may add or rewrite: a signature over it would fail for no good.
    static func headers(of request: HTTPRequest) -> [(name: String, value: [UInt8])] {
        var headers: [(name: String, value: [UInt8])] = []
        for field in request.headers.fields {
            let name = field.name.lowercased()
            if unsigned.contains(name) { continue }
            if let index = headers.firstIndex(where: { $0.name == name }) {
                headers[index].value.append(0x2C)
                appendCollapsed(field.value, to: &headers[index].value)
            } else {
                var value: [UInt8] = []
                appendCollapsed(field.value, to: &value)
                headers.append((name, value))
            }
        }
        if !headers.contains(where: { $0.name == "host" }) {
            headers.append(("host", Array(request.url.authority.utf8)))
        }
        return headers.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    private static let unsigned: Set<String> = [
        "accept-encoding", "authorization", "connection", "expect", "keep-alive", "proxy-authorization",
        "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade", "user-agent", "x-amzn-trace-id",
    ]

    /// A value without white space around it and with single spaces for the runs in it.
    private static func appendCollapsed(_ value: String, to bytes: inout [UInt8]) {
        let start = bytes.count
        var pendingSpace = false
        for byte in value.utf8 {
            if byte == 0x20 || (0x09...0x0D).contains(byte) {
                pendingSpace = true
            } else {
                if pendingSpace && bytes.count > start { bytes.append(0x20) }
                pendingSpace = false
                bytes.append(byte)
            }
        }
    }

    private static func append(path: String, rules: SigV4Signer.Rules, to bytes: inout [UInt8]) {
        let path = rules.normalizesPath ? normalized(path) : path
        if !path.utf8.starts(with: "/".utf8) { bytes.append(0x2F) }
        if rules.encodesPathTwice {
            PercentEncoding.append(path.utf8, to: &bytes, keepingSlashes: true)
        } else {
            // Decoded first, so that the signature holds however sparingly the path was encoded.
            PercentEncoding.append(PercentEncoding.decode(path), to: &bytes, keepingSlashes: true)
        }
    }

    /// A path without empty, `.` and `..` parts (RFC 3986 section 6.2.2.3, and without doubled slashes).
    private static func normalized(_ path: String) -> String {
        var parts: [Substring] = []
        let all = path.split(separator: "/")
        for part in all where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        let endsInFolder = path.utf8.last == 0x2F || all.last == "." || all.last == ".."
        return "/" + parts.joined(separator: "/") + (endsInFolder && !parts.isEmpty ? "/" : "")
    }

    /// Names and values sorted by name, then value; a name without a value is signed as if it had an empty one.
    private static func append(query: [HTTPURL.QueryItem], to bytes: inout [UInt8]) {
        var items = query.map { item in
            (name: reencoded(item.name), value: reencoded(item.value ?? ""))
        }
        items.sort {
            $0.name == $1.name
                ? $0.value.lexicographicallyPrecedes($1.value) : $0.name.lexicographicallyPrecedes($1.name)
        }
        for (index, item) in items.enumerated() {
            if index > 0 { bytes.append(0x26) }
            bytes += item.name
            bytes.append(0x3D)
            bytes += item.value
        }
    }

    private static func reencoded(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        PercentEncoding.append(PercentEncoding.decode(text), to: &bytes)
        return bytes
    }
}
