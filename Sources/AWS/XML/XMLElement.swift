/// An element of a reply with what is in it; attributes and prefixes of names are left out.
///
/// `<Error><Code>NoSuchKey</Code></Error>` -> `element.text(of: "Code") == "NoSuchKey"`.
package struct XMLElement: Sendable, Hashable {
    /// The name without its prefix.
    package let name: String
    /// The elements directly in it, in their order.
    package private(set) var children: [XMLElement] = []
    /// The text directly in it, joined, white space kept.
    package var text: String { String(decoding: textBytes, as: UTF8.self) }
    private var textBytes: [UInt8] = []

    private init(name: String) { self.name = name }

    /// Reads a whole document.
    package init(parsing bytes: [UInt8]) throws(XMLFault) {
        var reader = try XMLReader(bytes)
        var open: [XMLElement] = []
        var root: XMLElement?
        while let event = try reader.next() {
            switch event {
            case .start(let name): open.append(XMLElement(name: name))
            case .text(let text): open[open.count - 1].textBytes += text
            case .end:
                // The white space that lays elements out is not text.
                if !open[open.count - 1].children.isEmpty { open[open.count - 1].dropBlankText() }
                let element = open.removeLast()
                if open.isEmpty { root = element } else { open[open.count - 1].children.append(element) }
            }
        }
        guard let root else { throw XMLFault(reason: "It is empty", byteOffset: 0) }
        self = root
    }

    /// The first element of a name directly in this one.
    package subscript(name: String) -> XMLElement? { children.first { $0.name == name } }

    /// All elements of a name directly in this one.
    package func all(_ name: String) -> [XMLElement] { children.filter { $0.name == name } }

    /// The text of the first element of a name; nil where there is none.
    package func text(of name: String) -> String? { self[name]?.text }

    private mutating func dropBlankText() {
        if textBytes.allSatisfy(XMLReader.isSpace) { textBytes = [] }
    }
}
