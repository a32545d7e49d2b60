/// The size of a picture in CSS pixels, so that the page does not jump while it is laid out.
struct PictureSize: Sendable, Hashable {
    var width: Int
    /// Nil where only the width is known.
    var height: Int?

    /// Reads the size from the first bytes of a PNG or GIF; nil for other types and damaged headers.
    ///
    /// PNG: IHDR is always first, <https://www.w3.org/TR/png-3/#11IHDR>; GIF: logical screen descriptor, GIF89a §18.
    static func read(type: String, base64: ArraySlice<UInt8>) -> PictureSize? {
        let head = Base64.decoded(base64.prefix(32))
        switch type {
        case "image/png":
            guard head.count >= 24, head[12..<16].elementsEqual("IHDR".utf8) else { return nil }
            return checked(bigEndian(head[16..<20]), bigEndian(head[20..<24]))
        case "image/gif":
            guard head.count >= 10, head.starts(with: "GIF8".utf8) else { return nil }
            return checked(Int(head[6]) | Int(head[7]) << 8, Int(head[8]) | Int(head[9]) << 8)
        default: return nil
        }
    }

    private static func bigEndian(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.reduce(0) { $0 << 8 | Int($1) }
    }

    private static func checked(_ width: Int, _ height: Int) -> PictureSize? {
        (1..<20_000).contains(width) && (1..<20_000).contains(height) ? PictureSize(width: width, height: height) : nil
    }
}
