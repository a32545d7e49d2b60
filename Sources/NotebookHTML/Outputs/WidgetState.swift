import Notebook

/// The models of ipywidgets that a notebook stores, by id.
///
/// Schema: <https://github.com/jupyter-widgets/ipywidgets/blob/main/packages/schema/v2/state.schema.json>.
struct WidgetState {
    private let models: [String: WidgetModel]

    init(notebook: Notebook) {
        let state = notebook.metadata?["widgets"]?["application/vnd.jupyter.widget-state+json"]
        let stored = state?["state"]?.members ?? []
        models = Dictionary(
            stored.compactMap { member in WidgetModel(id: member.key, member.value).map { (member.key, $0) } },
            uniquingKeysWith: { $1 })
    }

    /// The model a view or an `IPY_MODEL_...` reference names.
    subscript(reference: String) -> WidgetModel? {
        models[reference.hasPrefix("IPY_MODEL_") ? String(reference.dropFirst(10)) : reference]
    }

    /// Whether the author hid a widget, as tqdm does with bars that shall not stay.
    func isHidden(_ model: WidgetModel) -> Bool {
        model.layout.flatMap { self[$0] }?.hides == true
    }

    /// The children a container shows, with their index: the chosen one of a stack, those of a grid in its areas' order.
    func ordered(_ children: [JSONNode], of model: WidgetModel) -> [(index: Int, child: JSONNode)] {
        let all = children.enumerated().map { (index: $0.offset, child: $0.element) }
        if model.name == "StackModel" { return all.filter { $0.index == model.state["selected_index"]?.int } }
        guard let ranks = model.layout.flatMap({ self[$0] })?.gridRanks, !ranks.isEmpty else { return all }
        func rank(_ child: JSONNode) -> Int {
            let layout = child.string.flatMap { self[$0] }?.layout.flatMap { self[$0] }
            return layout?.gridArea.flatMap { ranks[$0] } ?? .max
        }
        return all.map { (rank($0.child), $0) }.sorted { ($0.0, $0.1.index) < ($1.0, $1.1.index) }.map(\.1)
    }
}

/// One stored widget.
struct WidgetModel {
    /// For example `IntSliderModel`.
    var name: String
    var id: String
    var state: JSONNode
    var buffers: [JSONNode]
    /// How many bytes of the notebook it is.
    var byteCount: Int
    /// The reference to its layout. It and what follows are read once: any number of widgets may have one layout.
    var layout: String?
    /// As a layout: whether its widget is hidden.
    var hides: Bool
    /// As a layout: the area of a grid that its widget stands in.
    var gridArea: String?
    /// As a layout: the places of its grid's areas in reading order, by name; empty where it has none.
    var gridRanks: [String: Int]

    /// Reads a stored model; nil for what is none.
    init?(id: String, _ node: JSONNode) {
        guard let name = node["model_name"]?.string, let state = node["state"] else { return nil }
        self.id = id
        self.name = name
        self.state = state
        buffers = node["buffers"]?.elements ?? []
        byteCount = node.source.count
        layout = state["layout"]?.string
        hides = state["display"]?.string == "none" || state["visibility"]?.string == "hidden"
        gridArea = state["grid_area"]?.string
        let areas = (state["grid_template_areas"]?.string ?? "").split { $0 == "\"" || $0.isWhitespace }
        gridRanks = Dictionary(areas.enumerated().map { (String($0.element), $0.offset) }) { first, _ in first }
    }

    /// The base64 text stored for a field such as `value` of an image.
    func buffer(_ field: String) -> JSONNode? {
        buffers.first { $0["path"]?.elements.first?.string == field && $0["encoding"]?.string == "base64" }?["data"]
    }
}
