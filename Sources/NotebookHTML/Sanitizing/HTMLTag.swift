/// The tag a tokenizer read last: its name and attributes in lower case, its values decoded.
///
/// Names and values lie in one buffer that is used again for the next tag.
package struct HTMLTag: Sendable {
    /// The name, in lower case.
    package internal(set) var name: [UInt8] = []
    /// Whether the tag ended in `/>`.
    package internal(set) var isSelfClosing = false
    /// The attributes in order, the first of each name.
    package internal(set) var attributes: [Attribute] = []
    /// The bytes of all attribute names and values.
    var bytes: [UInt8] = []
    /// Digests of the names seen, kept once a tag has many attributes: comparing each with each would be quadratic.
    private var seen: Set<Int> = []
    private static let fewAttributes = 12

    /// Where an attribute's name and value lie.
    package struct Attribute: Sendable {
        var name: Range<Int>
        var value: Range<Int>
        /// Where the name stands in the input, with its case as written.
        var source: Range<Int>
    }

    /// An attribute's name, in lower case.
    package func name(of attribute: Attribute) -> ArraySlice<UInt8> { bytes[attribute.name] }

    /// An attribute's value.
    package func value(of attribute: Attribute) -> ArraySlice<UInt8> { bytes[attribute.value] }

    /// Makes ready for the next tag.
    mutating func reset() {
        name.removeAll(keepingCapacity: true)
        attributes.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
        if !seen.isEmpty { seen.removeAll() }
        isSelfClosing = false
    }

    /// Keeps an attribute unless one of its name is there already
    /// (https://html.spec.whatwg.org/multipage/parsing.html#attribute-name-state).
    mutating func append(_ attribute: Attribute) {
        if isDuplicate(attribute.name) {
            bytes.removeSubrange(attribute.name.lowerBound...)
        } else {
            attributes.append(attribute)
        }
    }

    private mutating func isDuplicate(_ name: Range<Int>) -> Bool {
        guard attributes.count >= Self.fewAttributes else {
            return attributes.contains { $0.name.count == name.count && bytes[$0.name] == bytes[name] }
        }
        if seen.isEmpty {
            for attribute in attributes { seen.insert(digest(attribute.name)) }
        }
        return !seen.insert(digest(name)).inserted
    }

    /// A 64-bit keyed hash: two names of one tag share it with a chance nobody can raise from outside.
    private func digest(_ name: Range<Int>) -> Int {
        bytes[name].hashValue
    }
}
