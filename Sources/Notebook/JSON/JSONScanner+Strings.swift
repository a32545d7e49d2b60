extension JSONScanner {
    /// Reads a string from its opening quote and puts it on the tape.
    ///
    /// Plain ASCII is taken eight bytes at a time; base64 pictures are most of a large notebook.
    mutating func scanString() throws(NotebookError) {
        let start = position + 1
        var offset = start
        var hasEscapes = false
        while true {
            offset = endOfPlainRun(from: offset)
            switch byte(at: offset) {
            case UInt8(ascii: "\""):
                position = offset + 1
                appendToTape(.string, start: start, end: offset, hasEscapes: hasEscapes)
                return
            case UInt8(ascii: "\\"):
                hasEscapes = true
                offset = try endOfEscape(at: offset)
            case 0x80...0xFF:
                offset = try endOfMultibyteRun(from: offset)
            default:
                position = offset
                if offset >= count { throw fault("The file ends within a string") }
                throw fault("A control character stands unescaped in a string")
            }
        }
    }

    /// Puts a string or number on the tape.
    mutating func appendToTape(_ tag: TapeEntry.Tag, start: Int, end: Int, hasEscapes: Bool = false) {
        let length = end - start
        let isWide = length >= TapeEntry.narrowLengthLimit
        tape.append(
            TapeEntry(tag, offset: start, payload: isWide ? 0 : length, hasEscapes: hasEscapes, isWide: isWide).word)
        if isWide { tape.append(TapeEntry.wideWord(end: end, next: tape.count + 1)) }
    }

    /// The offset of the first byte that is a quote, a backslash, a control character or not ASCII.
    @inline(__always) private func endOfPlainRun(from start: Int) -> Int {
        var offset = start
        while let first = word(at: offset) {
            let stops = Self.stopBits(first)
            // A borrow can mark bytes above a true stop, never below it: the lowest mark is exact.
            if stops != 0 { return offset &+ (stops.trailingZeroBitCount >> 3) }
            offset &+= 8
        }
        while true {
            switch byte(at: offset) {
            case 0..<0x20, UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x80...0xFF: return offset
            default: offset &+= 1
            }
        }
    }

    /// A word with the high bit set in the first byte that ends a plain run (and perhaps in bytes after it).
    @inline(__always) private static func stopBits(_ word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let controls = word &- ones &* 0x20
        let quotes = (word ^ (ones &* 0x22)) &- ones
        let backslashes = (word ^ (ones &* 0x5C)) &- ones
        return (controls | quotes | backslashes | word) & (ones &* 0x80)
    }

    /// Checks the escape at a backslash. Surrogates need no partner here: readers make U+FFFD of a lone one.
    private mutating func endOfEscape(at backslash: Int) throws(NotebookError) -> Int {
        switch byte(at: backslash + 1) {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return backslash + 2
        case UInt8(ascii: "u"):
            for offset in backslash + 2..<backslash + 6 where byte(at: offset).hexDigitValue == nil {
                position = offset
                throw fault(offset < count ? "\\u needs four hexadecimal digits" : "The file ends within a string")
            }
            return backslash + 6
        default:
            position = backslash + 1
            throw fault(position < count ? "JSON has no such escape" : "The file ends within a string")
        }
    }

    /// Checks UTF-8 sequences of two to four bytes up to the next ASCII byte.
    ///
    /// Well-formed sequences: The Unicode Standard, table 3-7.
    private mutating func endOfMultibyteRun(from start: Int) throws(NotebookError) -> Int {
        var offset = start
        while byte(at: offset) >= 0x80 {
            let lead = byte(at: offset)
            let second = byte(at: offset &+ 1)
            let length: Int
            let isSecondValid: Bool
            switch lead {
            case 0xC2...0xDF: (length, isSecondValid) = (2, 0x80...0xBF ~= second)
            case 0xE0: (length, isSecondValid) = (3, 0xA0...0xBF ~= second)
            case 0xED: (length, isSecondValid) = (3, 0x80...0x9F ~= second)
            case 0xE1...0xEF: (length, isSecondValid) = (3, 0x80...0xBF ~= second)
            case 0xF0: (length, isSecondValid) = (4, 0x90...0xBF ~= second)
            case 0xF1...0xF3: (length, isSecondValid) = (4, 0x80...0xBF ~= second)
            case 0xF4: (length, isSecondValid) = (4, 0x80...0x8F ~= second)
            default: (length, isSecondValid) = (1, false)
            }
            let areOthersValid =
                (length < 3 || byte(at: offset &+ 2) & 0xC0 == 0x80)
                && (length < 4 || byte(at: offset &+ 3) & 0xC0 == 0x80)
            guard isSecondValid, areOthersValid else {
                position = offset
                throw fault("The text is not valid UTF-8")
            }
            offset &+= length
        }
        return offset
    }
}

extension UInt8 {
    /// The value of an ASCII hexadecimal digit.
    var hexDigitValue: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
