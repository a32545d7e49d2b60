import Notebook

extension PageRenderer {
    /// Shows a JSON value as a tree of native collapsible parts; past a size the rest of each branch is shown as text.
    mutating func jsonTree(_ node: JSONNode, open: Bool = true) {
        var budget = 2_000
        jsonValue(node, depth: 0, open: open, budget: &budget)
    }

    private mutating func jsonValue(_ node: JSONNode, depth: Int, open: Bool, budget: inout Int) {
        budget -= 1
        switch node.kind {
        case .object: jsonContainer(node, depth: depth, open: open, budget: &budget)
        case .array: jsonContainer(node, depth: depth, open: open, budget: &budget)
        case .string:
            html.raw("<span class=\"json-string\">&quot;")
            html.text(node.source)
            html.raw("&quot;</span>")
        case .number: jsonScalar(node, "json-number")
        case .boolean, .null: jsonScalar(node, "json-word")
        }
    }

    private mutating func jsonScalar(_ node: JSONNode, _ name: StaticString) {
        html.raw("<span class=\"")
        html.raw(name)
        html.raw("\">")
        html.text(node.source)
        html.raw("</span>")
    }

    private mutating func jsonContainer(_ node: JSONNode, depth: Int, open: Bool, budget: inout Int) {
        let isObject = node.kind == .object
        let entries: [(key: String?, value: JSONNode)] =
            isObject ? node.members.map { ($0.key, $0.value) } : node.elements.map { (nil, $0) }
        guard !entries.isEmpty else { return html.raw(isObject ? "{}" : "[]") }
        html.raw(open ? "<details open><summary>" : "<details><summary>")
        html.raw(isObject ? "{…} " : "[…] ")
        html.text(NumberText.grouped(entries.count))
        html.raw(isObject ? (entries.count == 1 ? " key" : " keys") : (entries.count == 1 ? " item" : " items"))
        html.raw("</summary>")
        if depth > 30 || budget < entries.count {
            preformatted(Array(node.source), class: "json-source")
        } else {
            html.raw(isObject ? "<ul>" : "<ul class=\"json-list\">")
            for entry in entries {
                html.raw("<li>")
                if let key = entry.key {
                    html.raw("<span class=\"json-key\">")
                    html.text(key)
                    html.raw("</span>: ")
                }
                jsonValue(entry.value, depth: depth + 1, open: false, budget: &budget)
                html.raw("</li>")
            }
            html.raw("</ul>")
        }
        html.raw("</details>")
    }
}
