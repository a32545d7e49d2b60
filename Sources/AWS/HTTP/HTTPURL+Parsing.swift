#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// An address of a service that can't be used. Its description never shows a password or a query.
package struct HTTPURLError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The address as far as it may be shown.
    package var text: String
    /// What is wrong with it and how to write it, as sentences.
    package var reason: String

    package var description: String { "\(text): \(reason)" }
}

extension HTTPURL {
    /// Takes the address of a service apart, as `--endpoint-url` and the AWS configuration give it:
    /// `http://127.0.0.1:9000/base`, `https://[::1]:9000`, `https://s3.example.org`.
    ///
    /// The host is lowered; an IPv6 address keeps its brackets (RFC 3986 section 3.2.2). A trailing slash is kept.
    package init(parsing text: String) throws(HTTPURLError) {
        let fail = { (reason: String) in HTTPURLError(text: Self.showable(text), reason: reason) }
        guard let colon = text.firstRange(of: "://") else {
            throw fail("An address must begin with 'https://' or 'http://'.")
        }
        let scheme = text[..<colon.lowerBound].lowercased()
        guard scheme == "http" || scheme == "https" else {
            throw fail("The scheme '\(Self.showable(scheme))' is not supported; use 'https://' or 'http://'.")
        }
        let rest = text[colon.upperBound...]
        if rest.contains("?") { throw fail("A query ('?...') has no place in the address of a service.") }
        if rest.contains("#") { throw fail("A fragment ('#...') has no place in the address of a service.") }
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        let authority = rest[..<slash]
        if authority.contains("@") {
            throw fail("A user name or password has no place in the address of a service; credentials are set apart.")
        }
        let (host, portText) = try Self.split(authority, fail)
        var port: Int?
        if let portText, !portText.isEmpty {
            guard portText.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(portText),
                (1...65535).contains(number)
            else { throw fail("The port must be a number from 1 to 65535.") }
            port = number
        }
        let path = slash == rest.endIndex ? "/" : String(rest[slash...])
        guard Self.isEncoded(path) else {
            throw fail(
                "The path has a character that must be percent-encoded, or a '%' without two hexadecimal digits.")
        }
        self.init(scheme: scheme, host: host, port: port, path: path)
    }

    private static func split(
        _ authority: Substring, _ fail: (String) -> HTTPURLError
    ) throws(HTTPURLError) -> (host: String, port: Substring?) {
        if isIPv6(String(authority)) {
            throw fail("An IPv6 address is written in brackets, for example 'http://[::1]:9000'.")
        }
        guard !authority.isEmpty, !authority.hasPrefix(":") else { throw fail("The address has no host.") }
        if authority.hasPrefix("[") {
            guard let close = authority.firstIndex(of: "]") else { throw fail("The IPv6 address has no closing ']'.") }
            let address = String(authority[authority.index(after: authority.startIndex)..<close])
            guard isIPv6(address) else { throw fail("What is in brackets is no IPv6 address.") }
            let after = authority[authority.index(after: close)...]
            guard after.isEmpty || after.hasPrefix(":") else { throw fail("After ']' only ':PORT' may follow.") }
            return ("[\(address.lowercased())]", after.isEmpty ? nil : after.dropFirst())
        }
        let parts = authority.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts[0].utf8.allSatisfy({ isHostByte($0) }) else {
            throw fail(
                "The host may have letters, digits, '-', '.' and '_' only; write an international name in ASCII ('xn--...')."
            )
        }
        return (parts[0].lowercased(), parts.count > 1 ? parts[1] : nil)
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"): true
        default: false
        }
    }

    private static func isIPv6(_ text: String) -> Bool {
        guard !text.utf8.contains(0) else { return false }
        var address = in6_addr()
        return unsafe inet_pton(AF_INET6, text, &address) == 1
    }

    /// Whether a path holds only what may stand in one (RFC 3986 section 3.3).
    private static func isEncoded(_ path: String) -> Bool {
        let bytes = Array(path.utf8)
        let isDigit = { (index: Int) in index < bytes.count && Character(UnicodeScalar(bytes[index])).isHexDigit }
        return bytes.indices.allSatisfy { index in
            switch bytes[index] {
            case UInt8(ascii: "%"): isDigit(index + 1) && isDigit(index + 2)
            case UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"), UInt8(ascii: "^"),
                UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"), UInt8(ascii: "["),
                UInt8(ascii: "]"):
                false
            default: (0x21...0x7E).contains(bytes[index])
            }
        }
    }

    /// The text up to a query, without what stands before `@`, and with control characters written out.
    private static func showable(_ text: String) -> String {
        // Scalars, since a combining character would hide a '?' or '@' in a Character.
        var shown = Array(text.unicodeScalars.prefix { $0 != "?" && $0 != "#" })
        if let at = shown.lastIndex(of: "@") { shown = Array("...".unicodeScalars) + shown[at...] }
        return String(
            String.UnicodeScalarView(shown.map { $0.properties.generalCategory == .control ? "\u{FFFD}" : $0 }))
    }
}
