/// An inline `<svg>`, written anew as a document of its own: as the source of an `<img>` it is inert.
///
/// HTML's lax syntax becomes well-formed XML: quoted, balanced, names in their case as written. What could not work in an
/// image (scripts, handlers, foreign objects, names of unknown namespaces) is left out.
struct InlinePicture {
    /// The document, nil when there is nothing to show or the picture has no size of its own.
    private(set) var document: [UInt8]?
    /// The picture's own description: its label or title.
    private(set) var title: [UInt8] = []

    private var xml = HTMLWriter()
    /// The names of open elements, as written and in lower case.
    private var open: [(written: [UInt8], lowercased: [UInt8])] = []
    /// How many dropped elements are open around the present place.
    private var dropped = 0
    private var isTitle = false
    private var hasSize = false
    private static let depthLimit = 200

    /// Reads from `<svg` up to and including its end tag.
    init(_ source: ArraySlice<UInt8>) {
        var tokens = HTMLTokenizer(Array(source))
        tokens.allowsCDATA = true
        while let token = tokens.next() {
            switch token {
            case .text(let range): text(tokens.input[range])
            case .decoded: text(tokens.decoded[...])
            case .startTag: start(tokens)
            case .endTag: end(tokens)
            case .comment, .doctype: break
            }
        }
        while !open.isEmpty { close() }
        if hasSize, DrawingCost.isAffordable(xml.bytes) { document = xml.bytes }
    }

    private mutating func text(_ text: ArraySlice<UInt8>) {
        guard dropped == 0, !open.isEmpty else { return }
        let allowed = text.filter(Self.isXMLByte)
        xml.text(allowed)
        if isTitle, title.count < 500 { title += allowed }
    }

    private mutating func start(_ tokens: HTMLTokenizer) {
        let tag = tokens.tag
        let name = Array(tokens.input[(tokens.tokenStart + 1)...].prefix(tag.name.count))
        let isDropped = ["script", "foreignobject"].contains { tag.name.elementsEqual($0.utf8) } || !Self.isName(name)
        guard dropped == 0, !isDropped, open.count < Self.depthLimit else {
            if !tag.isSelfClosing { dropped += 1 }
            return
        }
        isTitle = open.count == 1 && title.isEmpty && tag.name.elementsEqual("title".utf8)
        xml.raw("<")
        xml.raw(safe: name)
        if open.isEmpty {
            xml.raw(" xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"")
            hasSize = tag.first("viewbox".utf8) != nil || tag.first(.width) != nil && tag.first(.height) != nil
            title = Array(tag.first("aria-label".utf8) ?? [])
        }
        for attribute in tag.attributes { write(attribute, tokens) }
        xml.raw(tag.isSelfClosing ? "/>" : ">")
        if !tag.isSelfClosing { open.append((name, tag.name)) }
    }

    private mutating func write(_ attribute: HTMLTag.Attribute, _ tokens: HTMLTokenizer) {
        let name = tokens.tag.name(of: attribute)
        guard !name.starts(with: "on".utf8), !name.starts(with: "xmlns".utf8) else { return }
        let source = tokens.input[attribute.source]
        let colon = source.firstIndex(of: UInt8(ascii: ":"))
        if let colon {
            let prefix = source[..<colon]
            guard prefix.elementsEqual("xlink".utf8) || prefix.elementsEqual("xml".utf8) else { return }
        }
        guard Self.isName(source[(colon.map { $0 + 1 } ?? source.startIndex)...]) else { return }
        xml.raw(" ")
        xml.raw(safe: source)
        xml.raw("=\"")
        xml.text(tokens.tag.value(of: attribute).filter(Self.isXMLByte))
        xml.raw("\"")
    }

    private mutating func end(_ tokens: HTMLTokenizer) {
        if dropped > 0 {
            dropped -= 1
            return
        }
        isTitle = false
        let name = tokens.tag.name
        guard let index = open.lastIndex(where: { $0.lowercased == name }) else { return }
        while open.count > index { close() }
    }

    private mutating func close() {
        guard let name = open.popLast() else { return }
        xml.raw("</")
        xml.raw(safe: name.written)
        xml.raw(">")
    }

    /// A name of ASCII letters, digits, `-`, `_` and `.`, without a prefix.
    private static func isName(_ name: some Collection<UInt8>) -> Bool {
        guard let first = name.first, HTMLTokenizer.isLetter(first) else { return false }
        return name.allSatisfy { HTMLTokenizer.isLetter($0) || (0x2D...0x39).contains($0) && $0 != 0x2F || $0 == 0x5F }
    }

    /// Whether XML may hold a byte: of the controls it has blanks alone.
    private static func isXMLByte(_ byte: UInt8) -> Bool {
        byte >= 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }
}

extension SafeHTMLWriter {
    /// Shows an inline picture as an image of its own.
    mutating func writePicture(_ source: ArraySlice<UInt8>) {
        let picture = InlinePicture(source)
        guard let document = picture.document else {
            report.droppedPictures += 1
            return
        }
        report.pictures += 1
        prepareContent()
        html.raw("<img src=\"data:image/svg+xml;base64,")
        html.raw(safe: Self.base64(document))
        html.raw("\" alt=\"")
        escape(picture.title[...])
        html.raw("\">")
    }

    /// https://datatracker.ietf.org/doc/html/rfc4648#section-4
    private static func base64(_ bytes: [UInt8]) -> [UInt8] {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var result: [UInt8] = []
        result.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let count = min(3, bytes.count - start)
            var group = UInt32(0)
            for offset in 0..<3 { group = group << 8 | (offset < count ? UInt32(bytes[start + offset]) : 0) }
            for digit in 0..<4 {
                let value = Int(group >> UInt32(18 - 6 * digit) & 0x3F)
                result.append(digit <= count ? digits[value] : UInt8(ascii: "="))
            }
        }
        return result
    }
}
