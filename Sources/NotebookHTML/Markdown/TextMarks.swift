/// Marks that stand in a Markdown text for what was taken out of it: a private-use character, a number, and it again.
struct TextMarks: Sendable {
    /// The character, which the text is free of.
    let character: [UInt8]

    /// One part of a text: text proper, or the number of a mark.
    enum Part {
        case text(ArraySlice<UInt8>)
        case mark(Int)
    }

    init(unusedIn source: [UInt8]) {
        var used: Set<UInt32> = []
        if source.contains(0xF3) {
            for scalar in String(decoding: source, as: UTF8.self).unicodeScalars where scalar.value >= 0xF0000 {
                used.insert(scalar.value)
            }
        }
        let free = (0xF0000...0xFFFFD as ClosedRange<UInt32>).first { !used.contains($0) } ?? 0xF0000
        character = Array(String(Unicode.Scalar(free) ?? "\u{F0000}").utf8)
    }

    /// The mark of a number.
    func mark(_ number: Int) -> [UInt8] { character + String(number).utf8 + character }

    /// Splits a text at its marks with numbers below `count`.
    func parts(_ bytes: ArraySlice<UInt8>, count: Int) -> [Part] {
        guard count > 0, bytes.contains(character[0]) else { return [.text(bytes)] }
        var parts: [Part] = []
        var start = bytes.startIndex
        var index = start
        while index + character.count <= bytes.endIndex {
            guard bytes[index] == character[0], bytes[index...].starts(with: character) else {
                index += 1
                continue
            }
            guard let (number, end) = number(in: bytes, at: index), number < count else {
                index += character.count
                continue
            }
            if index > start { parts.append(.text(bytes[start..<index])) }
            parts.append(.mark(number))
            index = end
            start = end
        }
        if start < bytes.endIndex { parts.append(.text(bytes[start...])) }
        return parts
    }

    /// The number of the mark that begins here, and where it ends.
    func number(in bytes: ArraySlice<UInt8>, at start: Int) -> (number: Int, end: Int)? {
        guard bytes[start...].starts(with: character) else { return nil }
        let digits = bytes[(start + character.count)...].prefix { (0x30...0x39).contains($0) }
        guard digits.count < 10, bytes[digits.endIndex...].starts(with: character),
            let number = Int(String(decoding: digits, as: UTF8.self))
        else { return nil }
        return (number, digits.endIndex + character.count)
    }
}
