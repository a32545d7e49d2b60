import Notebook

extension WidgetModel {
    /// The figure of a Plotly `FigureWidget`, as a bundle with the chart; nil for other widgets.
    ///
    /// Arrays of NumPy are stored as buffers beside the state, `"x": {"dtype": "float64", "shape": [150]}` with the path
    /// `["_widget_data", 0, "x", "buffer"]`; a figure has them as `"x": {"bdata": "...", "dtype": "f8"}`.
    var figure: MIMEBundle? {
        guard state["_widget_data"] != nil || (name == "FigureModel" && state["_data"] != nil) else { return nil }
        let arrays = StoredArrays(buffers)
        var json = Array("{".utf8)
        for (key, fields) in [("data", ["_widget_data", "_data"]), ("layout", ["_widget_layout", "_layout"])] {
            guard let field = fields.first(where: { state[$0] != nil }), let node = state[field] else { continue }
            if json.count > 1 { json.append(UInt8(ascii: ",")) }
            json += Array("\"\(key)\":".utf8)
            Self.write(node, path: field, depth: 0, arrays, into: &json)
        }
        guard let root = (try? JSONDocument(json + [UInt8(ascii: "}")]))?.root else { return nil }
        return MIMEBundle(
            entries: [MIMEBundle.Entry(type: "application/vnd.plotly.v1+json", value: root)], metadata: nil)
    }

    /// Copies a value, arrays put in where buffers hold them.
    private static func write(
        _ node: JSONNode, path: String, depth: Int, _ arrays: StoredArrays, into json: inout [UInt8]
    ) {
        let members = node.members
        // A key with an escape would have to be written anew; no trace has one.
        let isPlain = members.allSatisfy { !$0.key.contains("\"") && !$0.key.contains("\\") }
        guard arrays.inside.contains(path), depth < 12, isPlain else {
            let quotes = node.kind == .string ? [UInt8(ascii: "\"")] : []
            json += quotes + node.source + quotes
            return
        }
        if let buffer = arrays.buffers[path], let type = node["dtype"]?.string.flatMap({ types[$0] }),
            let data = buffer["data"].flatMap({ Base64.normalised($0.source) })
        {
            let shape = (node["shape"]?.elements ?? []).compactMap(\.int).map(String.init).joined(separator: ", ")
            json += Array("{\"dtype\":\"\(type)\",\"shape\":\"\(shape)\",\"bdata\":\"".utf8) + data + Array("\"}".utf8)
            return
        }
        let isArray = node.kind == .array
        json.append(isArray ? UInt8(ascii: "[") : UInt8(ascii: "{"))
        for (index, child) in (isArray ? node.elements : members.map(\.value)).enumerated() {
            if index > 0 { json.append(UInt8(ascii: ",")) }
            let step = isArray ? String(index) : members[index].key
            if !isArray { json += Array("\"\(step)\":".utf8) }
            write(child, path: StoredArrays.path(path, step), depth: depth + 1, arrays, into: &json)
        }
        json.append(isArray ? UInt8(ascii: "]") : UInt8(ascii: "}"))
    }

    /// NumPy's names and the ones plotly.js reads (<https://github.com/plotly/plotly.js/blob/master/src/lib/array.js>).
    private static let types = [
        "float64": "f8", "float32": "f4", "int32": "i4", "uint32": "u4", "int16": "i2", "uint16": "u2", "int8": "i1",
        "uint8": "u1",
    ]
}

/// A widget's buffers by the path of the array each belongs to.
private struct StoredArrays {
    private(set) var buffers: [String: JSONNode] = [:]
    /// The paths of those arrays and of all values around them.
    private(set) var inside: Set<String> = []

    init(_ stored: [JSONNode]) {
        for buffer in stored where buffer["encoding"]?.string == "base64" {
            // The last step names the array's own field.
            let steps = (buffer["path"]?.elements ?? []).prefix(16).map { $0.string ?? $0.int.map(String.init) ?? "" }
            var path = ""
            for (index, step) in steps.dropLast().enumerated() {
                path = index == 0 ? step : Self.path(path, step)
                inside.insert(path)
            }
            buffers[path] = buffer
        }
    }

    static func path(_ path: String, _ step: String) -> String { "\(path)\u{1F}\(step)" }
}
