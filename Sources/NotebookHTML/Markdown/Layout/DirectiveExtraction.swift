/// Takes fences, directives and attributes of Quarto, MyST and Pandoc out of Markdown before it is parsed.
///
/// A fence becomes a paragraph of its own that holds a mark, and its title if it has one; so one parser reads the whole
/// text, and what stands between two marks may be anything. A mark that the parser finds elsewhere, in code or in a
/// comment, is put back as it was.
struct DirectiveExtraction: Sendable {
    /// The Markdown with marks.
    fileprivate(set) var text: [UInt8] = []
    fileprivate(set) var directives: [Directive] = []
    /// How each stood in the source.
    fileprivate(set) var sources: [[UInt8]] = []
    /// How many blocks are open at the end, those of earlier cells included.
    fileprivate(set) var unclosed: Int
    private(set) var marks: TextMarks

    /// Reads a text; `unclosed` blocks of Pandoc were left open by earlier cells, as Quarto allows.
    init(_ source: [UInt8], unclosed: Int = 0) {
        marks = TextMarks(unusedIn: source)
        self.unclosed = unclosed
        guard Self.mayHoldDirectives(source) else {
            text = source
            return
        }
        text.reserveCapacity(source.count + 64)
        var scanner = DirectiveScanner(source, result: self)
        scanner.run()
        self = scanner.result
    }

    /// Whether the text has what every directive begins or ends with, or what other dialects may read in their own way:
    /// a number sign before a word, a table, a line that ends with a tag.
    private static func mayHoldDirectives(_ source: [UInt8]) -> Bool {
        var previous: UInt8 = 0x0A
        for byte in source {
            switch (previous, byte) {
            case (UInt8(ascii: ":"), UInt8(ascii: ":")), (UInt8(ascii: ")"), UInt8(ascii: "{")),
                (UInt8(ascii: ")"), UInt8(ascii: "=")), (UInt8(ascii: "]"), UInt8(ascii: "{")),
                (UInt8(ascii: "`"), UInt8(ascii: "{")), (UInt8(ascii: "~"), UInt8(ascii: "{")),
                (UInt8(ascii: "{"), UInt8(ascii: "#")), (UInt8(ascii: ">"), 0x0A), (UInt8(ascii: ">"), 0x0D),
                (_, UInt8(ascii: "|")):
                return true
            case (UInt8(ascii: "#"), _) where byte > 0x20 && byte != UInt8(ascii: "#"): return true
            default: previous = byte
            }
        }
        return false
    }

    /// Adds a directive and gives its mark.
    mutating func add(_ directive: Directive, source: some Sequence<UInt8>) -> [UInt8] {
        directives.append(directive)
        sources.append(Array(source))
        return marks.mark(directives.count - 1)
    }

    mutating func append(_ bytes: some Sequence<UInt8>) { text += bytes }

    mutating func append(_ byte: UInt8) { text.append(byte) }

    /// Takes back what has been written from a place on.
    mutating func removeText(from start: Int) { text.removeSubrange(start...) }

    /// Notes that a block of an earlier cell ends, or that one stays open.
    mutating func changeUnclosed(by difference: Int) { unclosed = max(0, unclosed + difference) }

    /// A parsed text as it stood in the source.
    func restored(_ bytes: [UInt8]) -> [UInt8] {
        guard !directives.isEmpty, bytes.contains(marks.character[0]) else { return bytes }
        var result: [UInt8] = []
        for part in marks.parts(bytes[...], count: directives.count) {
            switch part {
            case .text(let text): result += text
            case .mark(let number): result += sources[number]
            }
        }
        return result
    }

    /// A parsed text without the marks.
    func stripped(_ bytes: [UInt8]) -> [UInt8] {
        guard !directives.isEmpty, bytes.contains(marks.character[0]) else { return bytes }
        return marks.parts(bytes[...], count: directives.count).reduce(into: []) { result, part in
            if case .text(let text) = part { result += text }
        }
    }
}
