/// Links between pages of the site.
package enum SiteAddress {
    /// The address of one path as seen from another, percent-encoded, for `href` and `src` over http and from disk.
    ///
    ///     href(to: "reports/a b/c.html", from: "reports/d/e.html")  ->  "../a%20b/c.html"
    ///
    /// The result never begins with a scheme or a slash: a first segment with a colon is encoded.
    package static func href(to path: String, from page: String) -> String {
        var (path, page) = (path, page)
        // Lists have hundreds of thousands of links, so nothing is split here.
        return path.withUTF8 { target in page.withUTF8 { unsafe href(to: target, from: $0) } }
    }

    @unsafe
    private static func href(to target: UnsafeBufferPointer<UInt8>, from page: UnsafeBufferPointer<UInt8>) -> String {
        // Where the first segment begins that the two do not share.
        var (start, index) = (0, 0)
        while index < target.count, index < page.count, unsafe target[index] == page[index] {
            index += 1
            if unsafe target[index - 1] == UInt8(ascii: "/") { start = index }
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(target.count + 16)
        for index in start..<page.count where unsafe page[index] == UInt8(ascii: "/") {
            bytes.append(contentsOf: "../".utf8)
        }
        for index in start..<target.count { unsafe appendEncoded(target[index], to: &bytes) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A path percent-encoded from the root of the site, for addresses below a base URL.
    package static func encoded(_ path: String) -> String { href(to: path, from: "") }

    /// Encodes all but slashes and the unreserved characters of RFC 3986 section 2.3.
    @inline(__always)
    private static func appendEncoded(_ byte: UInt8, to bytes: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"), UInt8(ascii: "/"):
            bytes.append(byte)
        default:
            bytes.append(UInt8(ascii: "%"))
            bytes.append(hexDigit(byte >> 4))
            bytes.append(hexDigit(byte & 15))
        }
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }
}
