import Notebook

/// The models of ipywidgets that a notebook stores, by id.
///
/// Schema: <https://github.com/jupyter-widgets/ipywidgets/blob/main/packages/schema/v2/state.schema.json>.
struct WidgetState {
    private let models: [String: JSONNode]

    init(notebook: Notebook) {
        let state = notebook.metadata?["widgets"]?["application/vnd.jupyter.widget-state+json"]
        let stored = state?["state"]?.members ?? []
        models = Dictionary(stored.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
    }

    /// The model a view or an `IPY_MODEL_...` reference names.
    subscript(reference: String) -> WidgetModel? {
        let id = reference.hasPrefix("IPY_MODEL_") ? String(reference.dropFirst(10)) : reference
        guard let node = models[id], let name = node["model_name"]?.string, let state = node["state"] else {
            return nil
        }
        return WidgetModel(name: name, state: state, buffers: node["buffers"]?.elements ?? [])
    }

    /// Whether the author hid a widget, as tqdm does with bars that shall not stay.
    func isHidden(_ model: WidgetModel) -> Bool {
        let layout = model.state["layout"]?.string.flatMap { self[$0] }
        return layout?.state["display"]?.string == "none" || layout?.state["visibility"]?.string == "hidden"
    }

    /// The children a container shows, with their index: the chosen one of a stack, those of a grid in its areas' order.
    func ordered(_ children: [JSONNode], of model: WidgetModel) -> [(index: Int, child: JSONNode)] {
        let all = children.enumerated().map { (index: $0.offset, child: $0.element) }
        if model.name == "StackModel" { return all.filter { $0.index == model.state["selected_index"]?.int } }
        let layout = model.state["layout"]?.string.flatMap { self[$0] }
        guard let areas = layout?.state["grid_template_areas"]?.string else { return all }
        let names = areas.split { $0 == "\"" || $0.isWhitespace }.map(String.init)
        let ranks = Dictionary(names.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
        func rank(_ child: JSONNode) -> Int {
            let layout = child.string.flatMap { self[$0] }?.state["layout"]?.string.flatMap { self[$0] }
            return layout?.state["grid_area"]?.string.flatMap { ranks[$0] } ?? names.count
        }
        return all.map { (rank($0.child), $0) }.sorted { ($0.0, $0.1.index) < ($1.0, $1.1.index) }.map(\.1)
    }
}

/// One stored widget.
struct WidgetModel {
    /// For example `IntSliderModel`.
    var name: String
    var state: JSONNode
    var buffers: [JSONNode]

    /// The base64 text stored for a field such as `value` of an image.
    func buffer(_ field: String) -> JSONNode? {
        buffers.first { $0["path"]?.elements.first?.string == field && $0["encoding"]?.string == "base64" }?["data"]
    }
}
