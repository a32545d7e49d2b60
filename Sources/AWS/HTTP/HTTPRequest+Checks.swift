extension HTTPRequest {
    /// Why the request can't be sent, or nil. What would end a line or a name early is refused, so that no key and no
    /// metadata adds a header or a second request (RFC 9110 sections 5.1, 5.5 and 9.1; RFC 3986 sections 3.3 and 3.4).
    var fault: String? {
        guard Self.isToken(method) else { return "The method is no HTTP method." }
        guard url.scheme == "http" || url.scheme == "https" else { return "Only http and https are supported." }
        guard Self.isHost(url.host) else { return "The host of the address has a character that is not allowed." }
        if let port = url.port, !(1...65535).contains(port) { return "The port is not from 1 to 65535." }
        guard url.path.utf8.first == UInt8(ascii: "/"), Self.isTarget(url.path, but: "?#") else {
            return "The path must begin with '/' and be percent-encoded."
        }
        for item in url.query where !Self.isTarget(item.name, but: "#&") || !Self.isTarget(item.value ?? "", but: "#&")
        {
            return "The query must be percent-encoded."
        }
        for field in headers.fields {
            guard Self.isToken(field.name) else { return "A header has a name that is not allowed." }
            guard field.value.utf8.allSatisfy({ ($0 >= 0x20 && $0 != 0x7F) || $0 == 0x09 }) else {
                return "The header '\(field.name)' has a line break or another control character in its value."
            }
            if field.name.lowercased() == "transfer-encoding" {
                return "The body's length is known: no Transfer-Encoding."
            }
        }
        return nil
    }

    private static func isToken(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
                default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
                }
            }
    }

    private static func isHost(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
                default: "-._[]:".utf8.contains(byte)
                }
            }
    }

    private static func isTarget(_ text: String, but refused: StaticString) -> Bool {
        text.utf8.allSatisfy { byte in (0x21...0x7E).contains(byte) && !refused.contains(byte) }
    }
}

extension StaticString {
    fileprivate func contains(_ byte: UInt8) -> Bool {
        withUTF8Buffer { unsafe $0.contains(byte) }
    }
}
