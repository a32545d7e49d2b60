/// Reads XML piece by piece: the part of it that AWS services reply with, strictly.
///
/// Grammar: XML 1.0, https://www.w3.org/TR/xml/, in UTF-8, without document types, so that no entity can expand. Comments and
/// processing instructions are passed over, prefixes of names are dropped. Unlike XML 1.0, `&#1;` and the like are
/// read, because S3 writes such characters of keys so. Iterative, with bounds on size, depth and attributes.
struct XMLReader {
    /// What stands next in the text.
    enum Event: Sendable, Hashable {
        case start(String)
        case text([UInt8])
        case end
    }

    /// What a text may have at most; a listing of 1,000 keys stays far below.
    struct Limits: Sendable {
        var bytes = 32 << 20
        var depth = 32
        var attributes = 32
    }

    let bytes: [UInt8]
    let limits: Limits
    /// The offset of the byte to be read next.
    var position = 0
    /// The full names of the elements around `position`, outermost first.
    private var open: [ArraySlice<UInt8>] = []
    private var sawRoot = false
    /// An element `<a/>` was begun and its end is to be told next.
    private var endIsPending = false

    /// A reader at the beginning of a text.
    init(_ bytes: [UInt8], limits: Limits = Limits()) throws(XMLFault) {
        self.bytes = bytes
        self.limits = limits
        if bytes.count > limits.bytes { throw fault("It is larger than \(limits.bytes) bytes", at: limits.bytes) }
        if let bad = Self.firstInvalidByte(in: bytes) {
            throw fault("It holds what is no UTF-8, or a character XML forbids", at: bad)
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        if starts(with: "<?xml"), let next = byte(at: position + 5), Self.isSpace(next) { try readDeclaration() }
    }

    /// The next event; nil at the end of the text.
    mutating func next() throws(XMLFault) -> Event? {
        if endIsPending {
            endIsPending = false
            open.removeLast()
            return .end
        }
        while position < bytes.count {
            if bytes[position] != 0x3C || starts(with: "<![CDATA[") {
                if !open.isEmpty { return .text(try readText()) }
                try skipSpaceOutside()
            } else if starts(with: "<!--") {
                try skip(past: "-->", from: position + 4, forbidding: "--", name: "comment")
            } else if starts(with: "<?") {
                try skip(past: "?>", from: position + 2, name: "processing instruction")
            } else if starts(with: "<!") {
                throw fault("It has a document type, which no AWS service sends")
            } else if starts(with: "</") {
                return try readEndTag()
            } else {
                return try readStartTag()
            }
        }
        if let name = open.last { throw fault("It ends inside of <\(String(decoding: name, as: UTF8.self))>") }
        if !sawRoot { throw fault("It is empty") }
        return nil
    }

    func fault(_ reason: String, at offset: Int? = nil) -> XMLFault {
        XMLFault(reason: reason, byteOffset: offset ?? position)
    }

    func byte(at offset: Int) -> UInt8? { offset < bytes.count ? bytes[offset] : nil }

    func starts(with text: StaticString, at offset: Int? = nil) -> Bool {
        unsafe bytes[(offset ?? position)...].starts(
            with: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private mutating func readStartTag() throws(XMLFault) -> Event {
        if open.isEmpty && sawRoot { throw fault("A second element follows the outermost one") }
        if open.count >= limits.depth { throw fault("It is nested deeper than \(limits.depth) elements") }
        position += 1
        let name = try readName("element")
        try readAttributes()
        sawRoot = true
        open.append(name)
        if byte(at: position) == 0x2F {
            position += 1
            endIsPending = true
        }
        guard byte(at: position) == 0x3E else { throw fault("A start tag lacks its '>'") }
        position += 1
        return .start(Self.localName(name))
    }

    private mutating func readEndTag() throws(XMLFault) -> Event {
        position += 2
        let start = position
        let name = try readName("element")
        skipSpace()
        guard byte(at: position) == 0x3E else { throw fault("An end tag lacks its '>'") }
        guard let expected = open.popLast(), expected == name else {
            throw fault("</\(String(decoding: name, as: UTF8.self))> ends nothing that is open", at: start)
        }
        position += 1
        return .end
    }

    /// Passes over attributes: no reply this is used for says anything in them.
    private mutating func readAttributes() throws(XMLFault) {
        var names: [ArraySlice<UInt8>] = []
        while true {
            let start = position
            skipSpace()
            guard let next = byte(at: position) else { throw fault("It ends inside of a tag") }
            if next == 0x3E || next == 0x2F { return }
            if position == start { throw fault("A tag holds something that is no attribute") }
            let name = try readName("attribute")
            if names.contains(name) { throw fault("An attribute stands twice in a tag") }
            if names.count == limits.attributes { throw fault("A tag has more than \(limits.attributes) attributes") }
            names.append(name)
            try readAttributeValue()
        }
    }

    private mutating func readAttributeValue() throws(XMLFault) {
        skipSpace()
        guard byte(at: position) == 0x3D else { throw fault("An attribute has no value") }
        position += 1
        skipSpace()
        guard let quote = byte(at: position), quote == 0x22 || quote == 0x27 else {
            throw fault("An attribute's value is not quoted")
        }
        position += 1
        var ignored: [UInt8] = []
        while let next = byte(at: position), next != quote {
            if next == 0x3C { throw fault("'<' stands in an attribute") }
            if next == 0x26 { try readReference(into: &ignored) } else { position += 1 }
        }
        if position >= bytes.count { throw fault("It ends inside of an attribute") }
        position += 1
    }
}
