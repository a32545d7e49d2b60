/// Links between pages of the site.
package enum SiteAddress {
    /// The address of one path as seen from another, percent-encoded, for `href` and `src` over http and from disk.
    ///
    ///     href(to: "reports/a b/c.html", from: "reports/d/e.html")  ->  "../a%20b/c.html"
    ///
    /// The result never begins with a scheme or a slash: a first segment with a colon is encoded.
    package static func href(to path: String, from page: String) -> String {
        let target = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        let folders = page.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).dropLast()
        var shared = 0
        while shared < folders.count, shared < target.count - 1, folders[shared].elementsEqual(target[shared]) {
            shared += 1
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(path.utf8.count + 16)
        for _ in shared..<folders.count { bytes.append(contentsOf: "../".utf8) }
        for (index, segment) in target[shared...].enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: "/")) }
            appendEncoded(segment, to: &bytes)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A path percent-encoded from the root of the site, for addresses below a base URL.
    package static func encoded(_ path: String) -> String { href(to: path, from: "") }

    /// Encodes all but the unreserved characters of RFC 3986 section 2.3.
    private static func appendEncoded(_ segment: Substring.UTF8View, to bytes: inout [UInt8]) {
        for byte in segment {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                bytes.append(byte)
            default:
                bytes.append(UInt8(ascii: "%"))
                bytes.append(hexDigit(byte >> 4))
                bytes.append(hexDigit(byte & 15))
            }
        }
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }
}
