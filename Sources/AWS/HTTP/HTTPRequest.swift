/// One HTTP request, ready to be signed and sent.
package struct HTTPRequest: Sendable {
    /// `GET`, `HEAD`, `PUT`, `POST` or `DELETE`.
    package var method: String
    package var url: HTTPURL
    package var headers: HTTPHeaders
    package var body: HTTPBody
    /// How long the whole exchange may take. Separate from the transport's limits on connecting and on standing still.
    package var timeout: Duration?

    package init(
        method: String = "GET", url: HTTPURL, headers: HTTPHeaders = HTTPHeaders(), body: HTTPBody = .none,
        timeout: Duration? = nil
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeout = timeout
    }
}

/// What is sent with a request. It can be sent again, so that a request can be retried.
package enum HTTPBody: Sendable {
    case none
    case bytes([UInt8])
    /// `length` bytes that `read` gives piece by piece: the piece that begins at an offset, of at most a count.
    case stream(length: Int, read: @Sendable (_ offset: Int, _ count: Int) throws -> [UInt8])

    /// How many bytes there are.
    package var length: Int {
        switch self {
        case .none: 0
        case .bytes(let bytes): bytes.count
        case .stream(let length, _): length
        }
    }
}

/// An address taken apart, with its path and query encoded exactly as they go over the wire.
package struct HTTPURL: Sendable, Hashable, CustomStringConvertible {
    /// `http` or `https`.
    package var scheme: String
    package var host: String
    /// nil for the scheme's own port.
    package var port: Int?
    /// Percent-encoded, beginning with `/`.
    package var path: String
    /// Percent-encoded names and values in the order they are sent; a name without a value has nil.
    package var query: [QueryItem]

    /// A part of the query, encoded.
    package struct QueryItem: Sendable, Hashable {
        package var name: String
        package var value: String?

        package init(_ name: String, _ value: String?) {
            self.name = name
            self.value = value
        }
    }

    package init(scheme: String = "https", host: String, port: Int? = nil, path: String = "/", query: [QueryItem] = [])
    {
        self.scheme = scheme
        self.host = host
        self.port = port
        self.path = path
        self.query = query
    }

    /// What the `Host` header says: the port only where it is not the scheme's own.
    package var authority: String {
        guard let port, port != (scheme == "https" ? 443 : 80) else { return host }
        return "\(host):\(port)"
    }

    /// The address as it is sent. It may hold a presigned query: never shown to people.
    package var wireText: String {
        let query = self.query.map { item in item.value.map { "\(item.name)=\($0)" } ?? item.name }
        return "\(scheme)://\(authority)\(path)" + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
    }

    /// The address without its query, for messages.
    package var description: String { "\(scheme)://\(authority)\(path)" }
}

/// Header fields in the order they were added; names are compared without regard to case (RFC 9110 section 5.1).
package struct HTTPHeaders: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    /// A field and its value.
    package struct Field: Sendable, Hashable {
        package var name: String
        package var value: String
    }

    package private(set) var fields: [Field] = []

    package init() {}

    package init(dictionaryLiteral elements: (String, String)...) {
        fields = elements.map { Field(name: $0.0, value: $0.1) }
    }

    /// The first value of a field. Setting replaces all of that name; nil removes them.
    package subscript(name: String) -> String? {
        get { fields.first { $0.name.lowercased() == name.lowercased() }?.value }
        set {
            fields.removeAll { $0.name.lowercased() == name.lowercased() }
            if let newValue { fields.append(Field(name: name, value: newValue)) }
        }
    }

    /// Adds a field beside others of its name.
    package mutating func add(_ name: String, _ value: String) { fields.append(Field(name: name, value: value)) }

    /// Adds to the value of the field that was added last.
    mutating func extendLast(with text: String) {
        if !fields.isEmpty { fields[fields.count - 1].value += text }
    }
}

/// What came back, with its body in memory.
package struct HTTPResponse: Sendable {
    package var status: Int
    package var headers: HTTPHeaders
    package var body: [UInt8]

    package init(status: Int, headers: HTTPHeaders = HTTPHeaders(), body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}
