/// SVG as an image address: inert, since a browser runs no script and loads nothing for an SVG in `<img>`
/// (<https://www.w3.org/TR/SVG2/conform.html#secure-static-mode>).
enum VectorImage {
    /// Appends `data:image/svg+xml;base64,...`; a root element without its namespace gets it, else no browser draws it.
    static func appendDataURI(_ svg: [UInt8], to html: inout HTMLWriter) {
        html.raw("data:image/svg+xml;base64,")
        html.raw(safe: Base64.encoded(withNamespace(svg)))
    }

    private static func withNamespace(_ svg: [UInt8]) -> [UInt8] {
        let root = Array("<svg".utf8)
        guard let start = firstIndex(of: root, in: svg) else { return svg }
        let name = start + root.count
        let end = svg[name...].firstIndex(of: UInt8(ascii: ">")) ?? svg.endIndex
        guard firstIndex(of: Array("xmlns=".utf8), in: Array(svg[name..<end])) == nil else { return svg }
        return svg[..<name] + Array(" xmlns=\"http://www.w3.org/2000/svg\"".utf8) + svg[name...]
    }

    private static func firstIndex(of pattern: [UInt8], in bytes: [UInt8]) -> Int? {
        guard bytes.count >= pattern.count else { return nil }
        return (0...(bytes.count - pattern.count)).first { bytes[$0...].starts(with: pattern) }
    }
}
