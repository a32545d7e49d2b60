/// Pictures and recordings that HTML of an output holds as `data:` addresses.
struct EmbeddedPicture {
    /// Base64 without spaces.
    var base64: [UInt8]
    var size: PictureSize?

    /// The first PNG, also where a program spells it over several lines, each ended by a backslash.
    static func first(in source: [UInt8]) -> EmbeddedPicture? {
        guard let place = source[...].range(of: "data:image/png;base64,") else { return nil }
        let quotes = [UInt8(ascii: "\""), UInt8(ascii: "'")]
        let base64 = source[place.upperBound...].prefix { !quotes.contains($0) }
            .filter { $0 > 0x20 && $0 != UInt8(ascii: "\\") }
        return EmbeddedPicture(base64: base64, size: PictureSize.read(type: "image/png", base64: base64[...]))
    }

    /// Whether this is an animation of Matplotlib's `to_jshtml`.
    static func isAnimation(_ source: [UInt8]) -> Bool {
        source[...].holds("<div class=\"animation\">")
    }

    /// Whether there is a sound or film.
    static func hasRecording(_ source: [UInt8]) -> Bool {
        ["data:audio/", "data:video/"].contains { source[...].holds($0) }
    }
}
