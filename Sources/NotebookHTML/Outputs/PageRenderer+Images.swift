import Notebook

extension PageRenderer {
    /// Shows a stored picture as a data URI; the base64 text goes from the notebook's bytes to the page's.
    mutating func image(_ type: String, _ bundle: MIMEBundle, _ place: OutputPlace, _ shown: CellOptions) -> Bool {
        guard let node = bundle[type] else { return false }
        var stored: [UInt8] = []
        if node.kind != .string || node.hasEscapes { node.appendText(to: &stored) }
        let payload = stored.isEmpty ? node.source : stored[...]
        guard let data = Base64.normalised(payload) else {
            notice("A picture of type \(type) is damaged: its base64 text is not valid.")
            return false
        }
        let metadata = ImageMetadata(bundle: bundle, type: type)
        openFigure(metadata)
        html.raw("<img src=\"data:")
        html.text(type)
        html.raw(";base64,")
        html.raw(safe: data)
        html.raw("\"")
        imageAttributes(metadata, size: metadata.size ?? PictureSize.read(type: type, base64: data), place, shown)
        closeFigure()
        return true
    }

    /// Shows SVG as an image, where scripts and links in it are inert.
    mutating func vectorImage(_ bundle: MIMEBundle, _ place: OutputPlace, _ shown: CellOptions) -> Bool {
        guard let svg = text(bundle, "image/svg+xml") else { return false }
        guard DrawingCost.isAffordable(svg) else {
            notice("A drawing whose parts are used so often that browsers would not finish it.")
            return false
        }
        let metadata = ImageMetadata(bundle: bundle, type: "image/svg+xml")
        openFigure(metadata)
        html.raw("<img src=\"")
        VectorImage.appendDataURI(svg, to: &html)
        html.raw("\"")
        imageAttributes(metadata, size: metadata.size, place, shown)
        closeFigure()
        return true
    }

    private mutating func openFigure(_ metadata: ImageMetadata) {
        html.raw("<figure class=\"image")
        switch metadata.background {
        case .light: html.raw(" needs-light")
        case .dark: html.raw(" needs-dark")
        case nil: break
        }
        html.raw("\">")
    }

    /// Size and text alternative. Without one from the author the alternative tells where the picture is, not what.
    private mutating func imageAttributes(
        _ metadata: ImageMetadata, size: PictureSize?, _ place: OutputPlace, _ shown: CellOptions
    ) {
        let author = metadata.alternativeText ?? shown.alternativeText ?? shown.caption
        html.attribute("alt", author ?? "Picture: output \(place.output) of cell \(place.cell)")
        if let size {
            html.attribute("width", String(size.width))
            if let height = size.height { html.attribute("height", String(height)) }
        }
        html.raw(">")
    }

    private mutating func closeFigure() {
        html.raw("</figure>\n")
    }
}

/// What a notebook's metadata tells of one picture.
struct ImageMetadata {
    /// The background a transparent picture was drawn for.
    enum Background { case light, dark }

    var alternativeText: String?
    var size: PictureSize?
    var background: Background?

    /// Reads `metadata[type]`, `metadata` itself, and as text alternative a text/plain that says more than its type.
    init(bundle: MIMEBundle, type: String) {
        let own = bundle.metadata(for: type)
        alternativeText =
            own?["alt"]?.string ?? bundle.metadata?["alt"]?.string ?? Self.describing(bundle["text/plain"])
        let width = Self.pixels(own?["width"] ?? bundle.metadata?["width"])
        let height = Self.pixels(own?["height"] ?? bundle.metadata?["height"])
        if let width { size = PictureSize(width: width, height: height) }
        switch own?["needs_background"]?.string ?? bundle.metadata?["needs_background"]?.string {
        case "light": background = .light
        case "dark": background = .dark
        default: background = nil
        }
    }

    private static func pixels(_ node: JSONNode?) -> Int? {
        guard let node else { return nil }
        let value = node.double ?? node.string.flatMap { Double($0.hasSuffix("px") ? String($0.dropLast(2)) : $0) }
        guard let value, value >= 1, value < 20_000 else { return nil }
        return Int(value.rounded())
    }

    /// `<Figure size 640x480 with 1 Axes>` and other `repr`s in angle brackets describe nothing.
    private static func describing(_ node: JSONNode?) -> String? {
        guard let node else { return nil }
        var bytes: [UInt8] = []
        node.appendText(to: &bytes)
        guard bytes.count < 500 else { return nil }
        let text = String(decoding: bytes, as: UTF8.self).trimmingASCIISpace()
        return text.isEmpty || text.hasPrefix("<") && text.hasSuffix(">") ? nil : text
    }
}
