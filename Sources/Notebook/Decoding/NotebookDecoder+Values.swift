extension NotebookDecoder {
    /// The members of one object, looked up by name.
    struct Fields {
        /// The members in file order.
        var members: [(key: String, value: JSONNode)]

        /// The value of a member.
        subscript(name: String) -> JSONNode? {
            members.first { $0.key == name }?.value
        }
    }

    /// An object; nil where there is none, told where there is something else.
    mutating func object(_ node: JSONNode?, key: String) -> JSONNode? {
        guard let node, !node.isNull else { return nil }
        if node.kind == .object {
            // Only the duplicates matter: metadata is handed on as it is.
            _ = fields(of: node, at: .key(key))
            return node
        }
        note("is \(node.kind.phrase) where an object is expected; it is left out", at: [.key(key)])
        return nil
    }

    /// A whole number; nil where there is none, told where there is something else. `"4"` is taken for 4.
    mutating func wholeNumber(_ node: JSONNode?, key: String) -> Int? {
        guard let node, !node.isNull else { return nil }
        if let number = node.int { return number }
        let meant = node.string.flatMap { Int($0) }
        let outcome = meant.map { "it is read as \($0)" } ?? "it is left out"
        note("is \(node.kind.phrase) where a whole number is expected; \(outcome)", at: [.key(key)])
        return meant
    }

    /// A short text such as a name; of other kinds the JSON text, told.
    mutating func text(_ node: JSONNode?, key: String) -> String? {
        guard let node, !node.isNull else { return nil }
        if let string = node.string { return string }
        return multilineText(node, at: .key(key)).string
    }

    /// A string or list of strings; of other kinds the JSON text, told; empty where there is none.
    mutating func multilineText(_ node: JSONNode?, at steps: JSONPath.Step...) -> MultilineText {
        guard let node, !node.isNull else { return MultilineText() }
        if let stranger = node.nodeThatIsNoText {
            let place = stranger.position.map { steps + [.index($0)] } ?? steps
            note("is \(stranger.kind.phrase) where text is expected; it is shown as JSON", at: place)
        }
        return MultilineText(pieces: [.json(withLineEnds(node))])
    }
}

extension JSONNode {
    /// What keeps the value from being a string or list of strings: itself or its first other element.
    fileprivate var nodeThatIsNoText: (kind: Kind, position: Int?)? {
        guard kind == .array else { return kind == .string ? nil : (kind, nil) }
        let children = document.children(at: index)
        var child = children.lowerBound
        var position = 0
        while child < children.upperBound {
            let node = JSONNode(document: document, index: child)
            if node.kind != .string { return (node.kind, position) }
            child = document.next(after: child)
            position += 1
        }
        return nil
    }
}

extension JSONNode.Kind {
    /// The kind with its article, for sentences.
    var phrase: String {
        switch self {
        case .object: "an object"
        case .array: "a list"
        case .string: "a string"
        case .number: "a number"
        case .boolean: "a boolean"
        case .null: "null"
        }
    }
}
