extension NotebookDecoder {
    /// Reads one cell; whatever it is, a cell comes out.
    mutating func cell(_ node: JSONNode) -> Cell {
        guard node.kind == .object else {
            note("is \(node.kind.phrase) where a cell is expected; it is shown as text")
            return Cell(kind: .unknown(type: ""), id: nil, source: multilineText(json: node), metadata: nil)
        }
        let fields = fields(of: node)
        let type = cellType(fields)
        var cell = Cell(
            kind: kind(type, fields), id: ids.accept(fields["id"]), source: source(type, fields, of: node),
            metadata: cellMetadata(fields), attachments: attachments(fields["attachments"]))
        if type == "heading" { cell.source = Self.heading(cell.source, level: fields["level"]?.int ?? 1) }
        return cell
    }

    private func multilineText(json node: JSONNode) -> MultilineText { MultilineText(pieces: [.json(node)]) }

    /// The declared type; code where none is declared but the cell has what only code cells have.
    private mutating func cellType(_ fields: Fields) -> String {
        if let type = fields["cell_type"]?.string { return type }
        let isCode = fields["outputs"] != nil || fields["execution_count"] != nil || fields["input"] != nil
        note("has no cell type; it is \(isCode ? "read as a code cell" : "shown as text")")
        return isCode ? "code" : ""
    }

    private mutating func kind(_ type: String, _ fields: Fields) -> Cell.Kind {
        switch type {
        case "code":
            return .code(
                executionCount: executionCount(fields), outputs: outputs(fields["outputs"]))
        case "markdown", "heading", "html", "text":
            noteUnshownOutputs(fields)
            return .markdown
        case "raw":
            noteUnshownOutputs(fields)
            return .raw
        default:
            noteUnshownOutputs(fields)
            return .unknown(type: type)
        }
    }

    /// `execution_count`, or `prompt_number` of formats 1 to 3.
    mutating func executionCount(_ fields: Fields) -> Int? {
        wholeNumber(fields["execution_count"], key: "execution_count")
            ?? wholeNumber(fields["prompt_number"], key: "prompt_number")
    }

    private mutating func noteUnshownOutputs(_ fields: Fields) {
        guard let outputs = fields["outputs"], outputs.count > 0 else { return }
        note("has outputs though it is no code cell; they are not shown")
    }

    /// The cell's text under the name its version uses; a cell of unknown type without text shows its JSON.
    private mutating func source(_ type: String, _ fields: Fields, of node: JSONNode) -> MultilineText {
        let names = type == "code" ? ["source", "input", "code"] : ["source", "text"]
        for name in names {
            if let value = fields[name] { return multilineText(value, at: .key(name)) }
        }
        switch type {
        case "code", "markdown", "raw", "heading", "html", "text":
            note("has no source")
            return MultilineText()
        default:
            return multilineText(json: node)
        }
    }

    /// `metadata`; with the `collapsed` that formats 2 and 3 kept beside it.
    private mutating func cellMetadata(_ fields: Fields) -> JSONNode? {
        let metadata = object(fields["metadata"], key: "metadata")
        guard fields["collapsed"]?.bool == true else { return metadata }
        return Self.adding("collapsed", to: metadata) ?? metadata
    }

    private mutating func attachments(_ node: JSONNode?) -> [Cell.Attachment] {
        guard let node = object(node, key: "attachments") else { return [] }
        var attachments: [Cell.Attachment] = []
        for (name, value) in node.members {
            guard value.kind == .object else {
                note(
                    "is \(value.kind.phrase) where an attachment is expected; it is left out",
                    at: [.key("attachments"), .key(name)])
                continue
            }
            let fields = fields(of: value, at: .key("attachments"), .key(name))
            attachments.append(.init(name: name, data: MIMEBundle(entries: entries(fields), metadata: nil)))
        }
        return attachments
    }
}
