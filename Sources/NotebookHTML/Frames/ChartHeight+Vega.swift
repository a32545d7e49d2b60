import Notebook

extension ChartHeight {
    /// A Vega or Vega-Lite specification: the height of what is drawn, and room for title, axes and padding.
    static func vega(_ specification: JSONNode) -> FrameHeight {
        .pixels(VegaLayout(specification).height(specification, depth: 0) + 30)
    }
}

/// How Vega-Lite lays views out (<https://vega.github.io/vega-lite/docs/size.html>).
private struct VegaLayout {
    private let datasets: JSONNode?
    /// The data of the whole specification, which its views share.
    private let shared: [JSONNode]

    init(_ specification: JSONNode) {
        datasets = specification["datasets"]
        shared = Self.rows(specification["data"], datasets) ?? []
    }

    func height(_ node: JSONNode, depth: Int) -> Int {
        guard depth < 8 else { return 0 }
        func each(_ key: String) -> [Int] { node[key]?.elements.map { height($0, depth: depth + 1) } ?? [] }
        let title = node["title"] == nil ? 0 : 25
        let (down, across, all) = (each("vconcat"), each("hconcat"), each("concat"))
        if !down.isEmpty { return down.reduce(title, +) + 20 * (down.count - 1) }
        if !across.isEmpty { return title + (across.max() ?? 0) }
        if !all.isEmpty {
            let columns = max(1, node["columns"]?.int ?? all.count)
            return title + (all.max() ?? 0) * ((all.count + columns - 1) / columns)
        }
        let rows = Self.rows(node["data"], datasets) ?? shared
        if let inner = node["spec"] {
            return title + 40 + copies(node, rows) * (height(inner, depth: depth + 1) - 30)
        }
        let plot = plotHeight(node, rows)
        // Axis labels and its title below, and a slider or menu a line each.
        let controls = 30 * (node["params"]?.elements.filter { $0["bind"]?.kind == .object }.count ?? 0)
        if let row = node["encoding"]?["row"] { return title + 80 + distinct(row, rows) * (plot + 20) + controls }
        if let facet = node["encoding"]?["facet"] {
            let columns = max(1, facet["columns"]?.int ?? distinct(facet, rows))
            return title + 60 + (distinct(facet, rows) + columns - 1) / columns * (plot + 60) + controls
        }
        return title + plot + 60 + controls
    }

    /// How many rows of views a repeated or faceted specification has.
    private func copies(_ node: JSONNode, _ rows: [JSONNode]) -> Int {
        let grid = node["repeat"] ?? node["facet"]
        if let row = grid?["row"] { return max(1, row.kind == .array ? row.elements.count : distinct(row, rows)) }
        if grid?["column"] != nil || grid?["layer"] != nil { return 1 }
        let count = grid?.kind == .array ? grid?.elements.count ?? 1 : grid.map { distinct($0, rows) } ?? 1
        let columns = max(1, node["columns"]?.int ?? count)
        return max(1, (count + columns - 1) / columns)
    }

    private func plotHeight(_ node: JSONNode, _ rows: [JSONNode]) -> Int {
        if let pixels = ChartHeight.pixels(node["height"]) { return pixels }
        let view = node["config"]?["view"]
        let y = node["encoding"]?["y"] ?? node["layer"]?.elements.lazy.compactMap { $0["encoding"]?["y"] }.first
        if let y, y["bin"] == nil, let type = y["type"]?.string, type == "nominal" || type == "ordinal" {
            let step = ChartHeight.pixels(node["height"]?["step"]) ?? ChartHeight.pixels(view?["step"]) ?? 20
            return distinct(y, rows) * step
        }
        return ChartHeight.pixels(view?["continuousHeight"]) ?? ChartHeight.pixels(view?["height"]) ?? 300
    }

    /// How many values a field has in the data; one where the data is not in the specification.
    private func distinct(_ channel: JSONNode, _ rows: [JSONNode]) -> Int {
        guard let field = channel["field"]?.string else { return 1 }
        var values: Set<[UInt8]> = []
        for row in rows {
            var text: [UInt8] = []
            row[field]?.appendText(to: &text)
            values.insert(text)
        }
        return min(max(1, values.count), 200)
    }

    private static func rows(_ data: JSONNode?, _ datasets: JSONNode?) -> [JSONNode]? {
        data?["values"]?.elements ?? data?["name"]?.string.flatMap { datasets?[$0]?.elements }
    }
}
