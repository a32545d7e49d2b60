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
