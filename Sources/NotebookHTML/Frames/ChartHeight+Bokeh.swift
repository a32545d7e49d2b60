import Notebook

extension ChartHeight {
    /// Bokeh's documents by id, as in `docs_json`: what their roots need below each other.
    static func bokeh(_ documents: JSONNode) -> FrameHeight {
        .pixels(
            documents.members.reduce(16) { sum, document in
                var layout = BokehLayout(document.value["roots"])
                return sum + layout.roots.reduce(0) { $0 + layout.height($1, depth: 0) }
            })
    }
}

/// The models of a Bokeh document that take room.
///
/// Bokeh 3 nests them: `[{"name": "Column", "attributes": {"children": [...]}}]`; Bokeh 2 lists them and refers by id:
/// `{"root_ids": ["1002"], "references": [{"id": "1002", "type": "Column", "attributes": {"children": [{"id": "1003"}]}}]}`.
private struct BokehLayout {
    private let references: [String: JSONNode]
    let roots: [JSONNode]
    /// How many more models are measured: one may refer to itself, or to another any number of times.
    private var patience = 5_000

    init(_ roots: JSONNode?) {
        let models = (roots?["references"]?.elements ?? []).compactMap { node in
            node["id"]?.string.map { ($0, node) }
        }
        let references = Dictionary(models, uniquingKeysWith: { $1 })
        self.references = references
        self.roots =
            roots?["root_ids"]?.elements.compactMap { $0.string.flatMap { references[$0] } } ?? roots?.elements ?? []
    }

    mutating func height(_ model: JSONNode, depth: Int) -> Int {
        patience -= 1
        let model = model["attributes"] == nil ? model["id"]?.string.flatMap { references[$0] } ?? model : model
        guard depth < 8, patience > 0, let attributes = model["attributes"] else { return 0 }
        let children = attributes["children"]?.elements ?? []
        // A grid's children are [model, row, column].
        let heights = children.map { height($0.kind == .array ? $0.elements.first ?? $0 : $0, depth: depth + 1) }
        // Panel's models keep a distance all round.
        let margin = attributes["margin"]
        return ChartHeight.bounded(
            2 * ChartHeight.bounded(margin?.int ?? margin?.elements.first?.int ?? 0)
                + inner(model, attributes, children, heights, depth: depth))
    }

    private mutating func inner(
        _ model: JSONNode, _ attributes: JSONNode, _ children: [JSONNode], _ heights: [Int], depth: Int
    ) -> Int {
        switch model["name"]?.string ?? model["subtype"]?.string ?? model["type"]?.string {
        case "Column": return heights.reduce(0, +)
        case "Row": return heights.max() ?? 0
        case "GridPlot", "GridBox":
            let rows = Set(children.compactMap { $0.elements.dropFirst().first?.int })
            return (heights.max() ?? 0) * max(1, rows.count) + 40
        case "Tabs":
            let pages = (attributes["tabs"]?.elements ?? []).map { tab in
                let panel = tab["attributes"] == nil ? tab["id"]?.string.flatMap { references[$0] } ?? tab : tab
                return panel["attributes"]?["child"].map { height($0, depth: depth + 1) } ?? 0
            }
            return 40 + (pages.max() ?? 0)
        case let name:
            return ChartHeight.pixels(attributes["height"]) ?? (name == "Figure" || name == "Plot" ? 600 : 60)
        }
    }
}
