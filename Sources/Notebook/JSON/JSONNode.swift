/// One value inside a parsed JSON document: a cheap handle that reads the document's bytes when asked.
package struct JSONNode: Sendable {
    /// The kinds of JSON value; NaN and the infinities, which Python's json writes, count as numbers.
    package enum Kind: Sendable, Hashable {
        case object, array, string, number, boolean, null
    }

    package var kind: Kind { fatalError("not built yet") }
    /// The members of an object in file order, keys unescaped; empty for other kinds. Of duplicate keys the last wins.
    package var members: [(key: String, value: JSONNode)] { fatalError("not built yet") }
    /// The elements of an array; empty for other kinds.
    package var elements: [JSONNode] { fatalError("not built yet") }
    /// A member of an object by key; nil for other kinds. Of duplicate keys the last wins.
    package subscript(key: String) -> JSONNode? { fatalError("not built yet") }
    /// The value of a string; nil for other kinds.
    package var string: String? { fatalError("not built yet") }
    /// The value of a number that is a whole number and fits; nil for others (`1.0` is a whole number).
    package var int: Int? { fatalError("not built yet") }
    /// The value of a number; nil for other kinds.
    package var double: Double? { fatalError("not built yet") }
    /// The value of a boolean; nil for other kinds.
    package var bool: Bool? { fatalError("not built yet") }
    /// The bytes of the value as they stand in the file: for a string without its quotes, escapes unresolved.
    package var source: ArraySlice<UInt8> { fatalError("not built yet") }
    /// Whether a string holds escapes, so that `source` is not its text.
    package var hasEscapes: Bool { fatalError("not built yet") }
    /// Appends the text of a string, or of a list of strings joined, as UTF-8; other kinds append their JSON source.
    package func appendText(to bytes: inout [UInt8]) { fatalError("not built yet") }
}
