import Notebook

/// How high the charts of each library come out, from their specifications.
enum ChartHeight {
    /// `layout.height`, or the 450 pixels Plotly takes without one.
    static func plotly(_ figure: JSONNode) -> FrameHeight {
        .pixels(pixels(figure["layout"]?["height"]) ?? 450)
    }

    /// A Vega or Vega-Lite specification: the height of what is drawn, and room for title, axes and padding.
    static func vega(_ specification: JSONNode) -> FrameHeight {
        .pixels(vega(specification, depth: 0) + 30)
    }

    private static func vega(_ node: JSONNode, depth: Int) -> Int {
        guard depth < 8 else { return 0 }
        func each(_ key: String) -> [Int] { node[key]?.elements.map { vega($0, depth: depth + 1) } ?? [] }
        let title = node["title"] == nil ? 0 : 25
        let (down, across, all) = (each("vconcat"), each("hconcat"), each("concat"))
        if !down.isEmpty { return down.reduce(title, +) + 20 * (down.count - 1) }
        if !across.isEmpty { return title + (across.max() ?? 0) }
        if !all.isEmpty {
            let columns = max(1, node["columns"]?.int ?? all.count)
            return title + (all.max() ?? 0) * ((all.count + columns - 1) / columns)
        }
        if let inner = node["spec"] { return title + 2 * vega(inner, depth: depth + 1) }
        let view = node["config"]?["view"]
        let plot = pixels(node["height"]) ?? pixels(view?["continuousHeight"]) ?? pixels(view?["height"]) ?? 300
        // Axis labels and its title below, and a slider or menu a line each.
        return title + plot + 60 + 30 * (node["params"]?.elements.filter { $0["bind"]?.kind == .object }.count ?? 0)
    }

    /// Bokeh's documents by id, as in `docs_json`: what their roots need below each other.
    static func bokeh(_ documents: JSONNode) -> FrameHeight {
        let roots = documents.members.flatMap { $0.value["roots"]?.elements ?? [] }
        return .pixels(roots.reduce(16) { $0 + bokeh(root: $1, depth: 0) })
    }

    private static func bokeh(root: JSONNode, depth: Int) -> Int {
        guard depth < 8, let attributes = root["attributes"] else { return 0 }
        let children = (attributes["children"]?.elements ?? []).map { child in
            // A grid's children are [model, row, column].
            child.kind == .array ? child.elements.first ?? child : child
        }
        let heights = children.map { bokeh(root: $0, depth: depth + 1) }
        switch root["name"]?.string {
        case "Column": return heights.reduce(0, +)
        case "Row": return heights.max() ?? 0
        case "GridPlot", "GridBox":
            let rows = Set((attributes["children"]?.elements ?? []).compactMap { $0.elements.dropFirst().first?.int })
            return (heights.max() ?? 0) * max(1, rows.count) + 40
        case "Tabs": return 640
        default: return pixels(attributes["height"]) ?? (root["name"]?.string == "Figure" ? 600 : 60)
        }
    }

    private static func pixels(_ node: JSONNode?) -> Int? {
        guard let value = node?.double, value >= 1, value < 20_000 else { return nil }
        return Int(value.rounded(.up))
    }

    /// HTML by what it says itself: a specification Altair passes on, Bokeh's documents, a height in pixels on the first
    /// element, a ratio such as Folium's; else by how much of it there is.
    static func html(_ source: [UInt8]) -> FrameHeight {
        let text = source[...]
        if let json = json(in: text, behind: "})({"), json["$schema"] != nil { return vega(json) }
        for marker in ["docs_json = {", "type=\"application/json\""] {
            if let json = json(in: text, behind: marker), json.members.first?.value["roots"] != nil { return bokeh(json) }
        }
        if let number = number(in: text, behind: "padding-bottom:"), number.unit == "%" { return .ratio(number.value) }
        if let number = number(in: text.prefix(2_000), behind: "height:"), number.unit == "px" {
            return .pixels(number.value + 20)
        }
        let lines = source.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
        return .pixels(min(600, 120 + 12 * lines))
    }

    /// The JSON object that begins at the first brace from the end of a marker on, that brace included.
    private static func json(in text: ArraySlice<UInt8>, behind marker: String) -> JSONNode? {
        guard let place = range(of: marker, in: text) else { return nil }
        let start = marker.hasSuffix("{") ? place.upperBound - 1 : text[place.upperBound...].firstIndex(of: UInt8(ascii: "{"))
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

    private static func number(in text: ArraySlice<UInt8>, behind marker: String) -> (value: Int, unit: String)? {
        guard let place = range(of: marker, in: text) else { return nil }
        let rest = text[place.upperBound...].drop { $0 == 0x20 }
        let digits = rest.prefix { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
        guard let value = Double(String(decoding: digits, as: UTF8.self)), value < 20_000 else { return nil }
        let unit = rest[digits.endIndex...].prefix { $0 == UInt8(ascii: "%") || (0x61...0x7A).contains($0) }
        return (Int(value), String(decoding: unit, as: UTF8.self))
    }

    /// Where a text first stands.
    static func range(of marker: String, in text: ArraySlice<UInt8>) -> Range<Int>? {
        let pattern = Array(marker.utf8)
        guard text.count >= pattern.count else { return nil }
        for start in text.startIndex...(text.endIndex - pattern.count)
        where text[start] == pattern[0] && text[start...].starts(with: pattern) {
            return start..<start + pattern.count
        }
        return nil
    }
}
