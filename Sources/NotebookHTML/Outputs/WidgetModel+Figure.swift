import Notebook

extension WidgetModel {
    /// The figure of a Plotly `FigureWidget`, as a bundle with the chart; nil for other widgets.
    ///
    /// Arrays of NumPy are stored as buffers beside the state, `"x": {"dtype": "float64", "shape": [150]}` with the path
    /// `["_widget_data", 0, "x", "buffer"]`; a figure has them as `"x": {"bdata": "...", "dtype": "f8"}`.
    var figure: MIMEBundle? {
        guard state["_widget_data"] != nil || (name == "FigureModel" && state["_data"] != nil) else { return nil }
        var json = Array("{".utf8)
        for (key, fields) in [("data", ["_widget_data", "_data"]), ("layout", ["_widget_layout", "_layout"])] {
            guard let field = fields.first(where: { state[$0] != nil }), let node = state[field] else { continue }
            if json.count > 1 { json.append(UInt8(ascii: ",")) }
            json += Array("\"\(key)\":".utf8)
            write(node, path: [field], into: &json)
        }
        guard let root = (try? JSONDocument(json + [UInt8(ascii: "}")]))?.root else { return nil }
        return MIMEBundle(
            entries: [MIMEBundle.Entry(type: "application/vnd.plotly.v1+json", value: root)], metadata: nil)
    }

    /// Copies a value, arrays put in where buffers hold them.
    private func write(_ node: JSONNode, path: [String], into json: inout [UInt8]) {
        let inside = buffers.filter { buffer in
            let steps = buffer["path"]?.elements ?? []
            return steps.count > path.count && zip(steps, path).allSatisfy { Self.text($0) == $1 }
        }
        let keys = node.members.map(\.key)
        guard !inside.isEmpty, path.count < 12, keys.allSatisfy({ !$0.contains("\"") && !$0.contains("\\") }) else {
            let quotes = node.kind == .string ? [UInt8(ascii: "\"")] : []
            json += quotes + node.source + quotes
            return
        }
        if let buffer = inside.first(where: { $0["path"]?.elements.count == path.count + 1 && node["dtype"] != nil }),
            let type = node["dtype"]?.string.flatMap({ Self.types[$0] }),
            let data = buffer["data"].flatMap({ Base64.normalised($0.source) })
        {
            let shape = (node["shape"]?.elements ?? []).compactMap(\.int).map(String.init).joined(separator: ", ")
            json += Array("{\"dtype\":\"\(type)\",\"shape\":\"\(shape)\",\"bdata\":\"".utf8) + data + Array("\"}".utf8)
            return
        }
        json.append(node.kind == .array ? UInt8(ascii: "[") : UInt8(ascii: "{"))
        for (index, child) in (node.kind == .array ? node.elements : node.members.map(\.value)).enumerated() {
            if index > 0 { json.append(UInt8(ascii: ",")) }
            let step = node.kind == .array ? String(index) : keys[index]
            if node.kind != .array { json += Array("\"\(step)\":".utf8) }
            write(child, path: path + [step], into: &json)
        }
        json.append(node.kind == .array ? UInt8(ascii: "]") : UInt8(ascii: "}"))
    }

    private static func text(_ step: JSONNode) -> String { step.string ?? step.int.map(String.init) ?? "" }

    /// NumPy's names and the ones plotly.js reads (<https://github.com/plotly/plotly.js/blob/master/src/lib/array.js>).
    private static let types = [
        "float64": "f8", "float32": "f4", "int32": "i4", "uint32": "u4", "int16": "i2", "uint16": "u2", "int8": "i1",
        "uint8": "u1",
    ]
}
