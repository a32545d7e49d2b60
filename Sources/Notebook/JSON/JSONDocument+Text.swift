extension JSONDocument {
    /// Appends the text of the string at a tape index, escapes resolved; of other values the JSON source.
    func appendText(at index: Int, to output: inout [UInt8]) {
        let range = range(at: index)
        guard entry(at: index).hasEscapes else {
            output.append(contentsOf: bytes[range])
            return
        }
        unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe Self.appendUnescaped(UnsafeBufferPointer(rebasing: buffer[range]), to: &output)
        }
    }

    /// Appends a valid string's bytes with escapes resolved: RFC 8259 section 7.
    private static func appendUnescaped(_ source: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
        // Text of many pieces grows by itself: to reserve for each exactly what it needs would copy all before it.
        if output.isEmpty { output.reserveCapacity(source.count) }
        var offset = 0
        var runStart = 0
        while offset < source.count {
            guard unsafe source[offset] == UInt8(ascii: "\\") else {
                offset += 1
                continue
            }
            unsafe output.append(contentsOf: source[runStart..<offset])
            offset = unsafe appendEscape(source, at: offset, to: &output)
            runStart = offset
        }
        unsafe output.append(contentsOf: source[runStart...])
    }

    /// Appends what one escape stands for and tells the offset behind it. A lone surrogate becomes U+FFFD.
    private static func appendEscape(
        _ source: UnsafeBufferPointer<UInt8>, at backslash: Int, to output: inout [UInt8]
    ) -> Int {
        switch unsafe source[backslash + 1] {
        case UInt8(ascii: "n"): output.append(0x0A)
        case UInt8(ascii: "t"): output.append(0x09)
        case UInt8(ascii: "r"): output.append(0x0D)
        case UInt8(ascii: "b"): output.append(0x08)
        case UInt8(ascii: "f"): output.append(0x0C)
        case UInt8(ascii: "u"):
            return unsafe appendUnicodeEscape(source, at: backslash, to: &output)
        case let other: output.append(other)
        }
        return backslash + 2
    }

    private static func appendUnicodeEscape(
        _ source: UnsafeBufferPointer<UInt8>, at backslash: Int, to output: inout [UInt8]
    ) -> Int {
        let unit = unsafe codeUnit(source, at: backslash + 2)
        if let scalar = Unicode.Scalar(unit) {
            output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            return backslash + 6
        }
        if unit < 0xDC00, backslash + 12 <= source.count, unsafe source[backslash + 6] == UInt8(ascii: "\\"),
            unsafe source[backslash + 7] == UInt8(ascii: "u")
        {
            let low = unsafe codeUnit(source, at: backslash + 8)
            if 0xDC00...0xDFFF ~= low {
                let value = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
                let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
                output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
                return backslash + 12
            }
        }
        output.append(contentsOf: UTF8.encodedReplacementCharacter)
        return backslash + 6
    }

    /// The number four hexadecimal digits write; the scanner has checked them.
    private static func codeUnit(_ source: UnsafeBufferPointer<UInt8>, at offset: Int) -> UInt32 {
        var value: UInt32 = 0
        for index in offset..<offset + 4 {
            value = value << 4 | UInt32(unsafe source[index].hexDigitValue ?? 0)
        }
        return value
    }
}
