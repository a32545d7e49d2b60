import NotebookHTML

/// Writes an Atom feed: <https://www.rfc-editor.org/rfc/rfc4287>.
struct AtomWriter {
    private var xml = HTMLWriter(capacity: 20_000)

    /// The feed so far.
    var bytes: [UInt8] { xml.bytes }

    /// Begins the document.
    init(language: String) {
        xml.raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"")
        attribute("xml:lang", language)
        xml.raw(">\n")
    }

    /// Appends tags written by this module.
    mutating func raw(_ markup: StaticString) { xml.raw(markup) }

    /// `<name>text</name>`
    mutating func element(_ name: StaticString, _ text: String) {
        xml.raw("<")
        xml.raw(name)
        xml.raw(">")
        xml.text(Self.allowed(text))
        xml.raw("</")
        xml.raw(name)
        xml.raw(">\n")
    }

    /// `<link rel="..." type="..." href="..."/>`
    mutating func link(_ relation: String, type: String, _ address: String) {
        xml.raw("<link")
        attribute("rel", relation)
        attribute("type", type)
        attribute("href", address)
        xml.raw("/>\n")
    }

    /// `<category term="..."/>`
    mutating func category(_ term: String) {
        xml.raw("<category")
        attribute("term", term)
        xml.raw("/>\n")
    }

    private mutating func attribute(_ name: StaticString, _ value: String) { xml.attribute(name, Self.allowed(value)) }

    /// The text with U+FFFD for what XML 1.0 can't hold even escaped: <https://www.w3.org/TR/xml/#charsets>.
    private static func allowed(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { !isAllowed($0) }) else { return text }
        var allowed = ""
        allowed.unicodeScalars.append(contentsOf: text.unicodeScalars.lazy.map { isAllowed($0) ? $0 : "\u{FFFD}" })
        return allowed
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x9, 0xA, 0xD, 0x20...0xFFFD, 0x10000...: true
        default: false
        }
    }
}
