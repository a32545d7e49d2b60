/// Estimates, in one pass, what the Markdown parser would spend on constructs it is quadratic in.
///
/// cmark-gfm 0.29.0.gfm.6 goes over and over the same text for an address with many closing parentheses after it, for
/// many `@`, for links inside unfinished images, and fills up every short row of a table
/// (<https://github.com/github/cmark-gfm/security/advisories>). A megabyte of each takes minutes or all memory, a
/// text that people wrote never comes near the bounds.
struct MarkdownHazards {
    private var emailCost = 0
    private var bracketCost = 0
    private var addressCost = 0
    private var cells = 0

    // Of the present block: the lines up to a blank one.
    private var length = 0
    private var ats = 0
    private var images = 0
    private var closings = 0
    private var columns = 0

    // Of the present line.
    private var isBlank = true
    private var isDelimiter = true
    private var pipes = 0
    private var hyphens = 0

    // Of the present word: what autolinks are made of.
    private var wordLength = 0
    private var parentheses = 0

    /// Whether the parser should be spared this text.
    static func areIn(_ source: [UInt8]) -> Bool {
        var hazards = MarkdownHazards()
        var previous: UInt8 = 0
        for byte in source {
            hazards.take(byte, after: previous)
            previous = byte
        }
        hazards.endWord()
        hazards.endLine()
        hazards.endBlock()
        // Each bound stands for about a third of a second.
        return hazards.emailCost > 8_000_000_000 || hazards.bracketCost > 160_000_000
            || hazards.addressCost > 400_000_000 || hazards.cells > 200_000
    }

    private mutating func take(_ byte: UInt8, after previous: UInt8) {
        length += 1
        wordLength += 1
        switch byte {
        case 0x0A, 0x0D:
            endWord()
            endLine()
        case 0x20, 0x09: endWord()
        case UInt8(ascii: "<"):
            endWord()
            isBlank = false
            isDelimiter = false
        default: takeCharacter(byte, after: previous)
        }
    }

    private mutating func takeCharacter(_ byte: UInt8, after previous: UInt8) {
        isBlank = false
        switch byte {
        case UInt8(ascii: "|"): pipes += 1
        case UInt8(ascii: "-"): hyphens += 1
        // What may stand before a table in a quote or list, and the colons of alignment.
        case UInt8(ascii: ":"), UInt8(ascii: ">"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "."),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            break
        case UInt8(ascii: ")"): parentheses += 1
        case UInt8(ascii: "@"):
            ats += 1
            isDelimiter = false
        case UInt8(ascii: "["):
            if previous == UInt8(ascii: "!") { images += 1 }
            isDelimiter = false
        case UInt8(ascii: "]"):
            closings += 1
            isDelimiter = false
        default: isDelimiter = false
        }
        if !Self.isTrimmed(byte) { parentheses = 0 }
    }

    /// Whether an autolink gives this character up at its end: <https://github.github.com/gfm/#extended-autolink-path-validation>.
    private static func isTrimmed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ":"),
            UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "'"), UInt8(ascii: "\""),
            UInt8(ascii: ")"), UInt8(ascii: ";"), UInt8(ascii: "&"):
            true
        default: false
        }
    }

    private mutating func endWord() {
        addressCost += parentheses * wordLength
        parentheses = 0
        wordLength = 0
    }

    private mutating func endLine() {
        if isBlank {
            endBlock()
        } else {
            cells += columns
            if isDelimiter, hyphens > 0, pipes > 0 { columns = max(columns, pipes + 1) }
        }
        isBlank = true
        isDelimiter = true
        pipes = 0
        hyphens = 0
    }

    private mutating func endBlock() {
        emailCost += ats * length
        bracketCost += images * closings
        length = 0
        ats = 0
        images = 0
        closings = 0
        columns = 0
    }
}
