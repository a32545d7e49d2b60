/// One value inside a parsed JSON document: a cheap handle that reads the document's bytes when asked.
package struct JSONNode: Sendable {
    /// The kinds of JSON value; NaN and the infinities, which Python's json writes, count as numbers.
    package enum Kind: Sendable, Hashable {
        case object, array, string, number, boolean, null
    }

    /// The document the value belongs to.
    package let document: JSONDocument
    /// Where the value stands on the document's tape.
    let index: Int

    /// The value at a tape index.
    init(document: JSONDocument, index: Int) {
        self.document = document
        self.index = index
    }

    private var entry: TapeEntry { document.entry(at: index) }

    /// The kind of the value.
    package var kind: Kind {
        switch entry.tag {
        case .object: .object
        case .array: .array
        case .string: .string
        case .number: .number
        case .yes, .no: .boolean
        case .null: .null
        }
    }

    /// The value of a string; nil for other kinds.
    package var string: String? {
        guard entry.tag == .string else { return nil }
        guard entry.hasEscapes else { return String(decoding: source, as: UTF8.self) }
        var bytes: [UInt8] = []
        document.appendText(at: index, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The value of a number that is a whole number and fits; nil for others (`1.0` is a whole number).
    package var int: Int? {
        guard entry.tag == .number else { return nil }
        let text = String(decoding: source, as: UTF8.self)
        return Int(text) ?? double.flatMap { Int(exactly: $0) }
    }

    /// The value of a number; nil for other kinds.
    package var double: Double? {
        guard entry.tag == .number else { return nil }
        return Double(String(decoding: source, as: UTF8.self))
    }

    /// The value of a boolean; nil for other kinds.
    package var bool: Bool? {
        switch entry.tag {
        case .yes: true
        case .no: false
        default: nil
        }
    }

    /// Whether the value is `null`.
    package var isNull: Bool { entry.tag == .null }

    /// The bytes of the value as they stand in the file: for a string without its quotes, escapes unresolved.
    package var source: ArraySlice<UInt8> { document.bytes[document.range(at: index)] }

    /// Whether a string holds escapes, so that `source` is not its text.
    package var hasEscapes: Bool { entry.hasEscapes }

    /// Appends the text of a string, or of a list of strings joined, as UTF-8; other kinds append their JSON source.
    package func appendText(to bytes: inout [UInt8]) {
        guard entry.tag == .array else { return document.appendText(at: index, to: &bytes) }
        let children = document.children(at: index)
        var child = children.lowerBound
        while child < children.upperBound {
            document.appendText(at: child, to: &bytes)
            child = document.next(after: child)
        }
    }
}
