import Notebook

extension ChartHeight {
    /// A Vega or Vega-Lite specification: the height of what is drawn, and room for title, axes and padding.
    static func vega(_ specification: JSONNode) -> FrameHeight {
        var layout = VegaLayout(specification)
        return .pixels(layout.height(specification, depth: 0) + 30)
    }
}

/// How Vega-Lite lays views out (<https://vega.github.io/vega-lite/docs/size.html>).
private struct VegaLayout {
    private let datasets: JSONNode?
    /// The data of the whole specification, which its views share.
    private let shared: [JSONNode]
    /// How many more rows of data are looked at: each view may ask for those of all.
    private var patience = 200_000

    init(_ specification: JSONNode) {
        datasets = specification["datasets"]
        shared = Self.rows(specification["data"], datasets) ?? []
    }

    mutating func height(_ node: JSONNode, depth: Int) -> Int {
        depth < 8 ? ChartHeight.bounded(unboundedHeight(node, depth: depth)) : 0
    }

    private mutating func unboundedHeight(_ node: JSONNode, depth: Int) -> Int {
        func each(_ key: String) -> [Int] { node[key]?.elements.map { height($0, depth: depth + 1) } ?? [] }
        let title = node["title"] == nil ? 0 : 25
        let (down, across, all) = (each("vconcat"), each("hconcat"), each("concat"))
        if !down.isEmpty { return down.reduce(title, +) + 20 * (down.count - 1) }
        if !across.isEmpty { return title + (across.max() ?? 0) }
        if !all.isEmpty {
            return title + (all.max() ?? 0) * Self.lines(of: all.count, columns: node["columns"])
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
            let lines = Self.lines(of: distinct(facet, rows), columns: facet["columns"])
            return title + 60 + lines * (plot + 60) + controls
        }
        return title + plot + 60 + controls
    }

    /// How many lines so many views take; without a number of columns one.
    private static func lines(of count: Int, columns: JSONNode?) -> Int {
        let columns = max(1, min(count, columns?.int ?? count))
        return (count + columns - 1) / columns
    }

    /// How many rows of views a repeated or faceted specification has.
    private mutating func copies(_ node: JSONNode, _ rows: [JSONNode]) -> Int {
        let grid = node["repeat"] ?? node["facet"]
        if let row = grid?["row"] { return max(1, row.kind == .array ? row.elements.count : distinct(row, rows)) }
        if grid?["column"] != nil || grid?["layer"] != nil { return 1 }
        let count = grid?.kind == .array ? grid?.elements.count ?? 1 : grid.map { distinct($0, rows) } ?? 1
        return max(1, Self.lines(of: count, columns: node["columns"]))
    }

    private mutating func plotHeight(_ node: JSONNode, _ rows: [JSONNode]) -> Int {
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
    private mutating func distinct(_ channel: JSONNode, _ rows: [JSONNode]) -> Int {
        guard let field = channel["field"]?.string else { return 1 }
        var values: Set<[UInt8]> = []
        let read = rows.prefix(patience)
        patience -= read.count
        for row in read {
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
