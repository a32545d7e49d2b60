/// Names of places in a page: `h-` and a slug of the heading's text or of the id the author gave.
enum Anchor {
    static let prefix = "h-"

    /// Letters and digits in lower case, everything else as single hyphens: `Results & Notes` is `results-notes`.
    ///
    /// JupyterLab's and nbconvert's own anchors (`Results-&-Notes`) have the same slug, so links to them find the place.
    static func slug(_ text: some Sequence<UInt8>) -> [UInt8] {
        var slug: [UInt8] = []
        for byte in text {
            // Long enough; but a character is not cut in two.
            if slug.count >= 96, byte & 0xC0 != 0x80 { break }
            switch byte {
            case 0x41...0x5A: slug.append(byte | 0x20)
            case 0x61...0x7A, 0x30...0x39, 0x80...: slug.append(byte)
            default: if let last = slug.last, last != UInt8(ascii: "-") { slug.append(UInt8(ascii: "-")) }
            }
        }
        var marks = CombiningMarks()
        if marks.areTooMany(in: slug[...]) { slug.removeAll { $0 >= 0x80 } }
        if slug.last == UInt8(ascii: "-") { slug.removeLast() }
        return slug.isEmpty ? Array("section".utf8) : slug
    }

    /// The slug a fragment names, percent-encoding resolved.
    static func slug(fragment: [UInt8]) -> [UInt8] { slug(PercentEncoding.decoded(fragment)) }
}

/// Percent-encoding of RFC 3986 §2.1.
enum PercentEncoding {
    /// The bytes an encoded text stands for; a `%` without two digits stays.
    static func decoded(_ text: some Collection<UInt8>) -> [UInt8] {
        let bytes = Array(text)
        guard bytes.contains(UInt8(ascii: "%")) else { return bytes }
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count, let high = digit(bytes[index + 1]),
                let low = digit(bytes[index + 2])
            {
                result.append(high << 4 | low)
                index += 3
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return result
    }

    /// A path with everything but unreserved characters and `/` encoded.
    static func encoded(path: some Sequence<UInt8>) -> [UInt8] {
        let hex = Array("0123456789ABCDEF".utf8)
        var result: [UInt8] = []
        for byte in path {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: "/"):
                result.append(byte)
            default: result += [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
            }
        }
        return result
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46, 0x61...0x66: (byte | 0x20) - 0x61 + 10
        default: nil
        }
    }
}
