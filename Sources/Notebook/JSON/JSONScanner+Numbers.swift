extension JSONScanner {
    /// Reads a number: RFC 8259 section 6, or `-Infinity`.
    mutating func scanNumber() throws(NotebookError) {
        let start = position
        var offset = start
        if byte(at: offset) == UInt8(ascii: "-") {
            offset += 1
            if byte(at: offset) == UInt8(ascii: "I") { return try scanLiteral("-Infinity", .number) }
        }
        if byte(at: offset) == UInt8(ascii: "0") {
            offset += 1
        } else {
            offset = try endOfDigits(from: offset)
        }
        if byte(at: offset) == UInt8(ascii: ".") { offset = try endOfDigits(from: offset + 1) }
        if byte(at: offset) | 0x20 == UInt8(ascii: "e") {
            offset += 1
            if byte(at: offset) == UInt8(ascii: "+") || byte(at: offset) == UInt8(ascii: "-") { offset += 1 }
            offset = try endOfDigits(from: offset)
        }
        // `01`, `1x` and `1.2.3` are noticed by whoever expects a comma or an end next.
        position = offset
        appendToTape(.number, start: start, end: offset)
    }

    /// Reads a fixed word and puts it on the tape.
    mutating func scanLiteral(_ literal: StaticString, _ tag: TapeEntry.Tag) throws(NotebookError) {
        let start = position
        for index in 0..<literal.utf8CodeUnitCount {
            let expected = unsafe literal.utf8Start[index]
            guard byte(at: start + index) == expected else {
                position = start
                throw fault("A JSON value is expected")
            }
        }
        position = start + literal.utf8CodeUnitCount
        appendToTape(tag, start: start, end: position)
    }

    /// The offset behind one or more digits.
    private mutating func endOfDigits(from start: Int) throws(NotebookError) -> Int {
        var offset = start
        while 0x30...0x39 ~= byte(at: offset) { offset &+= 1 }
        guard offset > start else {
            position = offset
            throw fault(offset < count ? "A digit is expected" : "The file ends within a number")
        }
        return offset
    }
}
