/// An address from a notebook, read as a browser would read it and sorted by what it may be used for.
///
/// The browser's URL parser trims controls and blanks at both ends and removes tabs and line ends anywhere before it
/// looks for a scheme (https://url.spec.whatwg.org/#concept-basic-url-parser), so the same is done here first. The
/// bytes of every case are percent-encoded where an address can't hold them as they are, but not HTML-escaped.
///
///     SafeAddress("java\tscript:alert(1)".utf8)   // .refused
///     SafeAddress(" https://a.b/c d ".utf8)       // .web, https://a.b/c%20d
package enum SafeAddress: Sendable, Hashable {
    /// `#name`: the name without its `#`, possibly empty, not yet prefixed.
    case fragment([UInt8])
    /// An address without a scheme that is resolved against the page.
    case relative([UInt8])
    /// http, https, or `//host`: loading it tells another host who reads.
    case web([UInt8])
    /// `mailto:`, for links alone.
    case mail([UInt8])
    /// `ftp:`, for links alone: the program that opens it shows or saves a file.
    case transfer([UInt8])
    /// No address at all, which leads nowhere.
    case empty
    /// `data:image/...`, for images alone.
    case imageData([UInt8])
    /// `attachment:name`: the name without the scheme.
    case attachment([UInt8])
    /// Anything else: a scheme that is not on the list.
    case refused

    /// Sorts an address whose character references are already decoded.
    package init(_ address: some Collection<UInt8>) {
        // Most addresses have none of these: a picture of megabytes is copied, not picked.
        var bytes = Array(address)
        if bytes.contains(where: Self.isIgnored) { bytes.removeAll(where: Self.isIgnored) }
        bytes.removeLast(bytes.reversed().prefix { $0 <= 0x20 }.count)
        bytes.removeFirst(bytes.prefix { $0 <= 0x20 }.count)
        self = Self.sort(bytes)
    }

    private static func isIgnored(_ byte: UInt8) -> Bool { byte == 0x09 || byte == 0x0A || byte == 0x0D }

    private static func sort(_ bytes: [UInt8]) -> SafeAddress {
        guard let first = bytes.first else { return .empty }
        if first == UInt8(ascii: "#") { return .fragment(encoded(bytes.dropFirst(), slashes: false)) }
        guard let colon = schemeEnd(bytes) else {
            let isOtherHost = bytes.count > 1 && isSlash(first) && isSlash(bytes[1])
            let address = encoded(bytes[...], slashes: true)
            return isOtherHost ? .web(address) : .relative(address)
        }
        let rest = bytes[(colon + 1)...]
        switch String(decoding: bytes[..<colon].map { $0 | 0x20 }, as: UTF8.self) {
        case "http", "https": return .web(encoded(bytes[...], slashes: true))
        case "ftp": return .transfer(encoded(bytes[...], slashes: true))
        case "mailto": return .mail(encoded(bytes[...], slashes: false))
        case "data": return isImage(rest) ? .imageData(encoded(bytes[...], slashes: false)) : .refused
        case "attachment": return .attachment(Array(rest))
        default: return .refused
        }
    }

    /// The index of the colon after a scheme (https://url.spec.whatwg.org/#scheme-state), nil without one.
    private static func schemeEnd(_ bytes: [UInt8]) -> Int? {
        guard let first = bytes.first, isLetter(first) else { return nil }
        for (index, byte) in bytes.enumerated() {
            switch byte {
            case UInt8(ascii: ":"): return index
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
                continue
            default: if !isLetter(byte) { return nil }
            }
        }
        return nil
    }

    /// Whether what follows `data:` names an image type before its first `;` or `,`.
    private static func isImage(_ rest: ArraySlice<UInt8>) -> Bool {
        let type = rest.prefix { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: ",") }
        guard type.count < 64, type.count < rest.count else { return false }
        let name = type.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        return name.starts(with: "image/".utf8) && name.count > 6
            && name.allSatisfy { isLetter($0) || (0x2B...0x39).contains($0) && $0 != UInt8(ascii: ",") }
    }

    /// Percent-encodes controls, blanks, quotes and angle brackets, and turns `\` in a path into the `/` a browser sees.
    private static func encoded(_ bytes: ArraySlice<UInt8>, slashes: Bool) -> [UInt8] {
        guard bytes.contains(where: isEncoded) else { return Array(bytes) }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var inPath = slashes
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\\") where inPath: result.append(UInt8(ascii: "/"))
            case _ where isEncoded(byte): percentEncode(byte, into: &result)
            case UInt8(ascii: "?"), UInt8(ascii: "#"):
                inPath = false
                result.append(byte)
            default: result.append(byte)
            }
        }
        return result
    }

    private static func isEncoded(_ byte: UInt8) -> Bool {
        switch byte {
        case 0...0x20, 0x22, 0x3C, 0x3E, 0x5C, 0x60, 0x7F: true
        default: false
        }
    }

    private static func percentEncode(_ byte: UInt8, into result: inout [UInt8]) {
        let digits = Array("0123456789ABCDEF".utf8)
        result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 0xF)]]
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

    private static func isSlash(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\") }
}
