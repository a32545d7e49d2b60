import Notebook

extension WidgetModel {
    /// The kind of widget as people call it: `LeafletMap`, or the class of an anywidget.
    var title: String {
        if let name = state["_anywidget_id"]?.string { return String(name.split(separator: ".").last ?? "") }
        return name.hasSuffix("Model") ? String(name.dropLast(5)) : name
    }

    /// Whether the state holds something to show without the widget's program.
    var isShowable: Bool {
        if name == "ButtonModel" || name == "FileUploadModel" { return true }
        if ["VideoModel", "AudioModel"].contains(name) { return false }
        return ["children", "outputs", "value", "index", "_options_labels"].contains { state[$0] != nil }
            || name == "ImageModel"
    }

    /// The titles of the pages of a tab or accordion: `titles` since ipywidgets 8, `_titles` by number before.
    var titles: [Int: String] {
        let numbered =
            state["titles"]?.elements.enumerated().map { ($0.offset, $0.element) }
            ?? (state["_titles"]?.members ?? []).compactMap { member in Int(member.key).map { ($0, member.value) } }
        return Dictionary(numbered.compactMap { index, title in title.string.map { (index, $0) } }) { $1 }
            .filter { !$0.value.isEmpty }
    }

    /// The value of a control as text: the chosen option, on or off, a range, a date, or the number itself.
    var valueText: String {
        switch name {
        case "PasswordModel": return state["value"]?.string?.isEmpty == false ? "••••••" : ""
        case "ButtonModel": return "(button)"
        case "FileUploadModel": return "(files are not kept)"
        default: break
        }
        if let options = state["_options_labels"]?.elements {
            let chosen = state["index"].map {
                $0.kind == .array ? $0.elements.compactMap(\.int) : [$0.int].compactMap(\.self)
            }
            let labels = (chosen ?? []).filter(options.indices.contains).compactMap { options[$0].string }
            return labels.joined(separator: name.contains("Range") ? " – " : ", ")
        }
        guard let value = state["value"] else { return title }
        switch value.kind {
        case .boolean: return value.bool == true ? "☑" : "☐"
        case .array: return value.elements.map(\.text).joined(separator: name.contains("Range") ? " – " : ", ")
        case .object: return Self.moment(value) ?? value.text
        case .null: return "none"
        default: return value.text
        }
    }

    /// A date or time of day; months count from zero, as in JavaScript.
    private static func moment(_ value: JSONNode) -> String? {
        func digits(_ key: String, plus one: Int = 0) -> String? {
            guard let number = value[key]?.int, (0...9_999).contains(number) else { return nil }
            return number + one < 10 ? "0\(number + one)" : "\(number + one)"
        }
        var parts: [String] = []
        if let year = digits("year"), let month = digits("month", plus: 1), let day = digits("date") {
            parts.append("\(year)-\(month)-\(day)")
        }
        if let hours = digits("hours"), let minutes = digits("minutes") {
            parts.append(hours + ":" + minutes + (digits("seconds").map { $0 == "00" ? "" : ":\($0)" } ?? ""))
        }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }
}

extension JSONNode {
    /// A string's text, or another value's JSON.
    fileprivate var text: String {
        var bytes: [UInt8] = []
        appendText(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
