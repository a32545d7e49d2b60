import Notebook

/// How high the charts of each library come out, from their specifications.
enum ChartHeight {
    /// `layout.height`, or the 450 pixels Plotly takes without one.
    static func plotly(_ figure: JSONNode) -> FrameHeight {
        .pixels(pixels(figure["layout"]?["height"]) ?? 450)
    }

    /// A height of parts, which multiply and add up: far more than any frame has, far less than numbers hold.
    static func bounded(_ pixels: Int) -> Int { min(max(pixels, -100_000), 100_000) }

    /// A height in pixels that is one.
    static func pixels(_ node: JSONNode?) -> Int? {
        guard let value = node?.double, value >= 1, value < 20_000 else { return nil }
        return Int(value.rounded(.up))
    }

    /// The figure in HTML that Plotly writes: the height of its element, else the layout's or the usual one.
    private static func plotly(html text: ArraySlice<UInt8>) -> FrameHeight? {
        guard let element = text.range(of: "plotly-graph-div") else { return nil }
        let behind = text[element.upperBound...]
        if let number = number(in: behind.prefix(200), behind: "height:"), number.unit == "px" {
            return .pixels(number.value + 20)
        }
        if let number = number(in: text.prefix(200), behind: "height:"), number.unit == "px" {
            return .pixels(number.value + 20)
        }
        return .pixels((number(in: behind, behind: "\"height\":")?.value ?? 450) + 20)
    }

    /// HTML by what it says itself: a specification Altair passes on, Bokeh's documents, a height in pixels on the first
    /// element, a ratio such as Folium's; else by how much of it there is.
    static func html(_ source: [UInt8]) -> FrameHeight {
        let text = source[...]
        for marker in ["})({", "spec = {"] {
            if let json = json(in: text, behind: marker), json["$schema"] != nil { return vega(json) }
        }
        if let height = plotly(html: text) { return height }
        for marker in ["docs_json = {", "docs_json = '{", "type=\"application/json\""] {
            if let json = json(in: text, behind: marker), json.members.first?.value["roots"] != nil {
                return bokeh(json)
            }
        }
        if let number = number(in: text, behind: "padding-bottom:"), number.unit == "%" { return .ratio(number.value) }
        if let number = number(in: text.prefix(2_000), behind: "height:"), number.unit == "px" {
            return .pixels(number.value + 20)
        }
        if text.prefix(1_000).holds("<audio") { return .pixels(75) }
        let lines = source.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
        return .pixels(min(600, 120 + 12 * lines))
    }

    /// The JSON object that begins at the first brace from the end of a marker on, that brace included.
    private static func json(in text: ArraySlice<UInt8>, behind marker: String) -> JSONNode? {
        guard let place = text.range(of: marker) else { return nil }
        let start =
            marker.hasSuffix("{") ? place.upperBound - 1 : text[place.upperBound...].firstIndex(of: UInt8(ascii: "{"))
        guard let start else { return nil }
        var (index, depth, isString) = (start, 0, false)
        while index < text.endIndex {
            let byte = text[index]
            if isString {
                if byte == UInt8(ascii: "\\") { index += 1 } else if byte == UInt8(ascii: "\"") { isString = false }
            } else if byte == UInt8(ascii: "\"") {
                isString = true
            } else if byte == UInt8(ascii: "{") {
                depth += 1
            } else if byte == UInt8(ascii: "}") {
                depth -= 1
                if depth == 0 { return (try? JSONDocument(Array(text[start...index])))?.root }
            }
            index += 1
        }
        return nil
    }

    /// The number and unit behind the first place of a text, such as `260.0px`.
    static func number(in text: ArraySlice<UInt8>, behind marker: String) -> (value: Int, unit: String)? {
        guard let place = text.range(of: marker) else { return nil }
        let rest = text[place.upperBound...].drop { $0 == 0x20 }
        let digits = rest.prefix { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
        guard let value = Double(String(decoding: digits, as: UTF8.self)), value < 20_000 else { return nil }
        let unit = rest[digits.endIndex...].prefix { $0 == UInt8(ascii: "%") || (0x61...0x7A).contains($0) }
        return (Int(value), String(decoding: unit, as: UTF8.self))
    }
}
