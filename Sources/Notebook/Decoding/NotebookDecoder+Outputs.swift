extension NotebookDecoder {
    /// Reads the outputs of a code cell; each element becomes one output.
    mutating func outputs(_ node: JSONNode?) -> [Output] {
        guard let node, !node.isNull else { return [] }
        defer { place.output = nil }
        guard node.kind == .array else {
            note("is \(node.kind.phrase) where a list is expected; it is shown as JSON", at: [.key("outputs")])
            return [.unknown(type: "", node)]
        }
        var outputs: [Output] = []
        outputs.reserveCapacity(node.count)
        for (number, element) in node.elements.enumerated() {
            place.output = number
            outputs.append(output(element))
        }
        return outputs
    }

    private mutating func output(_ node: JSONNode) -> Output {
        guard node.kind == .object else {
            note("is \(node.kind.phrase) where an output is expected; it is shown as JSON")
            return .unknown(type: "", node)
        }
        let fields = fields(of: node)
        let type = fields["output_type"]?.string ?? ""
        let known: Output? =
            switch type {
            case "stream": stream(fields)
            case "display_data": bundle(fields).map { .displayData($0) }
            case "execute_result", "pyout":
                bundle(fields).map { .executeResult(executionCount: executionCount(fields), $0) }
            case "error", "pyerr": error(fields)
            default: nil
            }
        if let known { return known }
        if type.isEmpty {
            note("has no output type; it is shown as JSON")
        } else if Self.knownTypes.contains(type) {
            note("is an output of type \(type) without content that can be read; it is shown as JSON")
        }
        return .unknown(type: type, node)
    }

    private static let knownTypes: Set<String> = [
        "stream", "display_data", "execute_result", "pyout", "error", "pyerr",
    ]

    /// `name` (`stream` in format 3, standard output where both are missing) and `text`.
    private mutating func stream(_ fields: Fields) -> Output? {
        guard let text = fields["text"] else { return nil }
        let name = self.text(fields["name"], key: "name") ?? self.text(fields["stream"], key: "stream")
        return .stream(name: name ?? "stdout", text: multilineText(text, at: .key("text")))
    }

    /// `ename` (`etype` in format 2), `evalue` and `traceback`; each may be missing but not all.
    private mutating func error(_ fields: Fields) -> Output? {
        let name = text(fields["ename"], key: "ename") ?? text(fields["etype"], key: "etype")
        let value = text(fields["evalue"], key: "evalue")
        let traceback = fields["traceback"]
        guard name != nil || value != nil || traceback != nil else { return nil }
        return .error(name: name ?? "", value: value ?? "", traceback: self.traceback(traceback))
    }

    private mutating func traceback(_ node: JSONNode?) -> [MultilineText] {
        guard let node, !node.isNull else { return [] }
        guard node.kind == .array else { return [multilineText(node, at: .key("traceback"))] }
        var frames: [MultilineText] = []
        for (number, frame) in node.elements.enumerated() {
            frames.append(multilineText(frame, at: .key("traceback"), .index(number)))
        }
        return frames
    }

    /// The representations in `data`, or of formats 1 to 3 beside the type; nil where there are none to be found.
    private mutating func bundle(_ fields: Fields) -> MIMEBundle? {
        let metadata = object(fields["metadata"], key: "metadata")
        guard let data = fields["data"] else {
            let entries = flatEntries(fields)
            return entries.isEmpty ? nil : MIMEBundle(entries: entries, metadata: upgradedMetadata(metadata))
        }
        guard data.kind == .object else { return nil }
        return MIMEBundle(entries: entries(self.fields(of: data, at: .key("data"))), metadata: metadata)
    }

    /// The members of a MIME bundle, types in lower case: RFC 2045 section 5.1 compares them so.
    mutating func entries(_ fields: Fields) -> [MIMEBundle.Entry] {
        fields.members.map { MIMEBundle.Entry(type: $0.key.lowercased(), value: $0.value) }
    }
}
