extension MarkdownWalk {
    /// Text with formulas in it. What touches an inline formula stays on its line, `($x$).`: browsers would break there,
    /// which leaves a period alone at the beginning of a line (https://www.w3.org/TR/css-text-3/#line-break-details).
    mutating func text(_ bytes: [UInt8], page: inout MarkdownPage) {
        let parts = extraction.parts(bytes)
        var before: ArraySlice<UInt8> = []
        var taken = 0
        for (index, part) in parts.enumerated() {
            switch part {
            case .text(let text):
                let rest = text.dropFirst(taken)
                taken = 0
                before = index + 1 < parts.count && isInline(parts[index + 1]) ? rest.leaningOnNext : []
                prose(rest.dropLast(before.count), page: &page)
            case .formula(let number):
                var after: ArraySlice<UInt8> = []
                if isInline(part), index + 1 < parts.count, case .text(let text) = parts[index + 1] {
                    after = text.leaningOnPrevious
                }
                write(formula: number, between: before, and: after)
                taken = after.count
                before = []
            }
        }
    }

    private mutating func write(formula number: Int, between before: ArraySlice<UInt8>, and after: ArraySlice<UInt8>) {
        guard !before.isEmpty || !after.isEmpty else { return writer.trusted(formulas[number]) }
        writer.openTrusted("span", attributes: Array(" class=\"math-nobreak\"".utf8))
        writer.text(Array(before))
        writer.trusted(formulas[number])
        writer.text(Array(after))
        writer.closeTrusted()
    }

    /// A heading's text for the table of contents, with its formulas set; nil where it has none, or one that is no
    /// inline formula: what stands twice in a page may have no name.
    func contentsMarkup(_ heading: [MarkdownEvent]) -> [UInt8]? {
        guard heading.contains(where: holdsFormula) else { return nil }
        var markup = HTMLWriter()
        for event in heading {
            guard case .text(let bytes) = event else {
                markup.text(plainText([event]))
                continue
            }
            for part in extraction.parts(bytes) {
                switch part {
                case .text(let text): markup.text(directives.stripped(Array(text)))
                case .formula(let number):
                    guard isInline(part), !formulas[number][...].holds(" id=") else { return nil }
                    markup.raw(safe: formulas[number])
                }
            }
        }
        return markup.bytes
    }

    /// Whether a part is a formula within a line; one that stayed source may be long, and breaks as text does.
    private func isInline(_ part: MathExtraction.Part) -> Bool {
        guard case .formula(let number) = part else { return false }
        return formulas[number].starts(with: "<math>".utf8)
    }
}

extension ArraySlice<UInt8> {
    /// The last character where no line may end behind it, or the last word; else nothing.
    fileprivate var leaningOnNext: ArraySlice<UInt8> {
        let word = suffix(20).suffix(while: \.isWordByte)
        guard word.isEmpty else { return word }
        guard let start = lastIndex(where: { $0 & 0xC0 != 0x80 }) else { return [] }
        let character = self[start...]
        return character.scalar?.leansOnNext == true ? character : []
    }

    /// The first character where no line may begin with it, or the first word; else nothing.
    fileprivate var leaningOnPrevious: ArraySlice<UInt8> {
        guard !isEmpty else { return [] }
        let word = prefix(20).prefix(while: \.isWordByte)
        guard word.isEmpty else { return word }
        let end = dropFirst().firstIndex { $0 & 0xC0 != 0x80 } ?? endIndex
        let character = self[..<end]
        return character.scalar?.leansOnPrevious == true ? character : []
    }

    private var scalar: Unicode.Scalar? { String(decoding: self, as: UTF8.self).unicodeScalars.first }
}

extension UInt8 {
    fileprivate var isWordByte: Bool { isTeXLetter || (0x30...0x39).contains(self) }
}

extension ArraySlice<UInt8> {
    /// The longest end whose bytes all satisfy a condition.
    fileprivate func suffix(while condition: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        var start = endIndex
        while start > startIndex, condition(self[start - 1]) { start -= 1 }
        return self[start...]
    }
}

extension Unicode.Scalar {
    fileprivate var leansOnNext: Bool {
        switch properties.generalCategory {
        case .openPunctuation, .initialPunctuation: true
        default: isWordOrSign
        }
    }

    fileprivate var leansOnPrevious: Bool {
        switch properties.generalCategory {
        case .closePunctuation, .finalPunctuation, .otherPunctuation: true
        default: isWordOrSign
        }
    }

    /// Part of a word or number that an author wrote without a blank, or a blank that keeps its line; scripts without
    /// blanks between words, such as Chinese, break anywhere.
    private var isWordOrSign: Bool {
        if value < 0x80 { return value > 0x20 && value != 0x7F }
        return value == 0xA0 || value == 0x202F || properties.isCased || value < 0x250 && value > 0xA0
    }
}
