extension XMLReader {
    /// Text up to the next tag, CDATA sections included, references resolved and line ends made `\n` (section 2.11).
    mutating func readText() throws(XMLFault) -> [UInt8] {
        var text: [UInt8] = []
        while let next = byte(at: position) {
            switch next {
            case 0x3C:
                guard starts(with: "<![CDATA[") else { return text }
                let start = position + 9
                try skip(past: "]]>", from: start, name: "CDATA section")
                Self.append(bytes[start..<position - 3], to: &text)
            case 0x26: try readReference(into: &text)
            case 0x5D where starts(with: "]]>"): throw fault("']]>' stands in a text")
            default:
                var end = position + 1
                while let byte = byte(at: end), byte != 0x3C, byte != 0x26, byte != 0x5D { end += 1 }
                Self.append(bytes[position..<end], to: &text)
                position = end
            }
        }
        return text
    }

    /// One of the five entities XML knows by itself, or a character's number (sections 4.1 and 4.6).
    mutating func readReference(into text: inout [UInt8]) throws(XMLFault) {
        // The longest is `&#x10FFFF;`; leading zeros are allowed a little.
        let window = bytes[position..<min(position + 16, bytes.count)]
        guard let semicolon = window.firstIndex(of: 0x3B) else { throw fault("'&' begins no reference") }
        let name = bytes[position + 1..<semicolon]
        switch String(decoding: name, as: UTF8.self) {
        case "amp": text.append(0x26)
        case "lt": text.append(0x3C)
        case "gt": text.append(0x3E)
        case "quot": text.append(0x22)
        case "apos": text.append(0x27)
        default:
            guard let scalar = Self.scalar(ofReference: name) else { throw fault("A reference stands for nothing") }
            text += String(Character(scalar)).utf8
        }
        position = semicolon + 1
    }

    private static func scalar(ofReference name: ArraySlice<UInt8>) -> Unicode.Scalar? {
        guard name.first == 0x23 else { return nil }
        let isHexadecimal = name.dropFirst().first == 0x78
        let digits = name.dropFirst(isHexadecimal ? 2 : 1)
        guard let first = digits.first, first != 0x2B, first != 0x2D,
            let number = UInt32(String(decoding: digits, as: UTF8.self), radix: isHexadecimal ? 16 : 10), number > 0
        else { return nil }
        return Unicode.Scalar(number)
    }

    private static func append(_ source: ArraySlice<UInt8>, to text: inout [UInt8]) {
        guard source.contains(0x0D) else {
            text += source
            return
        }
        var previous: UInt8 = 0
        for byte in source {
            if byte == 0x0D { text.append(0x0A) } else if byte != 0x0A || previous != 0x0D { text.append(byte) }
            previous = byte
        }
    }
}

extension XMLReader {
    /// The `<?xml ...?>` line, which may name no encoding but UTF-8 and its subset.
    mutating func readDeclaration() throws(XMLFault) {
        let start = position
        try skip(past: "?>", from: position + 5, name: "XML declaration")
        let text = String(decoding: bytes[start..<position], as: UTF8.self).lowercased()
        guard let encoding = text.firstRange(of: "encoding") else { return }
        let value = text[encoding.upperBound...].drop { $0 == " " || $0 == "=" || $0 == "\"" || $0 == "'" }
        if !value.hasPrefix("utf-8") && !value.hasPrefix("us-ascii") {
            throw fault("Its encoding is not UTF-8", at: start)
        }
    }

    /// Moves behind the next `end`; `forbidden` may stand before it only as its beginning.
    mutating func skip(
        past end: StaticString, from start: Int, forbidding forbidden: StaticString? = nil, name: String
    ) throws(XMLFault) {
        var index = start
        while index < bytes.count {
            if starts(with: end, at: index) {
                position = index + end.utf8CodeUnitCount
                return
            }
            if let forbidden, starts(with: forbidden, at: index) {
                throw fault("A \(name) holds '\(forbidden)'", at: index)
            }
            index += 1
        }
        throw fault("A \(name) does not end")
    }

    mutating func skipSpace() {
        while let next = byte(at: position), Self.isSpace(next) { position += 1 }
    }

    /// Outside of the outermost element only white space may stand.
    mutating func skipSpaceOutside() throws(XMLFault) {
        let start = position
        skipSpace()
        if position == start { throw fault("Text stands outside of the outermost element") }
    }

    /// A name, which keeps its prefix so that tags can be matched.
    mutating func readName(_ kind: String) throws(XMLFault) -> ArraySlice<UInt8> {
        let start = position
        while let next = byte(at: position), Self.isNameByte(next) { position += 1 }
        let name = bytes[start..<position]
        // Digits, '-' and '.' can't begin a name, and a prefix is followed by something.
        guard let first = name.first, !(0x2D...0x3A).contains(first), name.last != 0x3A else {
            throw fault("A name of an \(kind) is missing", at: start)
        }
        return name
    }

    static func localName(_ name: ArraySlice<UInt8>) -> String {
        let local = name.lastIndex(of: 0x3A).map { name[($0 + 1)...] } ?? name
        return String(decoding: local, as: UTF8.self)
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

    /// ASCII as section 2.3 has it; beyond, every byte, because a name is only compared.
    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x3A, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x80...0xFF: true
        default: false
        }
    }

    /// Where the first byte stands that is no UTF-8 or belongs to a control character other than tab and line end.
    static func firstInvalidByte(in bytes: [UInt8]) -> Int? {
        if let control = bytes.firstIndex(where: { $0 < 0x20 && !isSpace($0) }) { return control }
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var offset = 0
        if bytes.allSatisfy({ $0 < 0x80 }) { return nil }
        while true {
            switch decoder.decode(&iterator) {
            case .scalarValue(let scalar):
                if scalar.value == 0xFFFE || scalar.value == 0xFFFF { return offset }
                offset += UTF8.width(scalar)
            case .emptyInput: return nil
            case .error: return offset
            }
        }
    }
}
