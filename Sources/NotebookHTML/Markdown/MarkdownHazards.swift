/// Estimates, in one pass, what the Markdown parser would spend on constructs it is quadratic in.
///
/// cmark-gfm 0.29.0.gfm.6 goes over and over the same text for an address with many closing parentheses after it, for
/// addresses that break off before the next blank, for many `@`, for links inside unfinished images and behind emphasis, for quotes and lists in each other and for paragraphs that might become
/// a table with each line, fills up every short row of a table, and copies the address of a link definition for every use
/// (<https://github.com/github/cmark-gfm/security/advisories>). A megabyte of each takes minutes or all memory; a text
/// that people wrote never comes near the bounds.
struct MarkdownHazards {
    private var emailCost = 0
    private var bracketCost = 0
    private var addressCost = 0
    /// Each line that might make the paragraph above it a table's head has that paragraph read again.
    private var headCost = 0
    /// Each link has all emphasis before it in its paragraph looked at.
    private var linkCost = 0
    /// The end of each address is sought up to a blank.
    private var searchCost = 0
    /// How deep quotes and lists stand in each other at most: each line and each mark in a text asks all of them.
    private var deepest = 0
    /// Table cells that are not in the text.
    private var cells = 0
    /// No link definition is longer than this.
    private var longestDefinition = 0
    private var allClosings = 0
    /// Bytes in runs of Base64: they are quick to read, whatever their number.
    private var pictureBytes = 0

    // Of the present block: the lines up to a blank one.
    private var length = 0
    private var ats = 0
    private var images = 0
    private var closings = 0
    private var columns = 0
    private var longestLine = 0
    private var hasDefinition = false
    private var hasOpenTitle = false

    // Of the present paragraph: the block, or its part from the last item of a list on.
    private var emphases = 0
    private var links = 0

    // Of the present line.
    private var lineLength = 0
    private var titleEnd: UInt8?
    private var isTitleEnded = false
    private var isBlank = true
    private var isDelimiter = true
    private var pipes = 0
    private var hyphens = 0
    /// The quotes and lists the line is in, as long as nothing else has come: `> 1. - `.
    private var containers = 0
    private var isInContainers = true
    private var isItem = false

    // Of the present word: what autolinks are made of.
    private var wordLength = 0
    private var parentheses = 0
    /// The same up to a blank, and the addresses that may begin in it.
    private var runLength = 0
    private var addresses = 0
    private var isBehindColon = false
    private var base64Length = 0

    /// Whether the parser should be spared this text, or it is longer than `limit` without its inline pictures.
    static func areIn(_ source: [UInt8], limit: Int = .max) -> Bool {
        var hazards = MarkdownHazards()
        var previous: UInt8 = 0x0A
        for byte in source {
            hazards.take(byte, after: previous)
            previous = byte
        }
        hazards.endBase64()
        hazards.endWord()
        hazards.endRun()
        hazards.endLine()
        hazards.endBlock()
        let definitions = hazards.longestDefinition.multipliedReportingOverflow(by: hazards.allClosings)
        // Each bound stands for about a third of a second.
        return hazards.emailCost > 8_000_000_000 || hazards.bracketCost > 160_000_000
            || hazards.addressCost > 400_000_000 || hazards.cells > 200_000 || hazards.headCost > 8_000_000
            || hazards.linkCost > 10_000_000 || hazards.searchCost > 400_000_000
            || hazards.deepest * (source.count - hazards.pictureBytes) > 200_000_000
            || definitions.overflow || definitions.partialValue > 16_000_000 + 4 * source.count
            || source.count - hazards.pictureBytes > limit
    }

    private mutating func take(_ byte: UInt8, after previous: UInt8) {
        length += 1
        lineLength += 1
        wordLength += 1
        runLength += 1
        if byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") { takeAddress(byte, after: previous) }
        if Self.isBase64(byte) { base64Length += 1 } else { endBase64() }
        if isInContainers { takeContainer(byte, after: previous) }
        switch byte {
        case 0x0A, 0x0D:
            endWord()
            endRun()
            endLine()
        case 0x20, 0x09:
            endWord()
            endRun()
        case UInt8(ascii: "<"):
            endWord()
            isBlank = false
            isDelimiter = false
        default: takeCharacter(byte, after: previous)
        }
    }

    /// Counts what an address may begin with: `://` and `www.`.
    private mutating func takeAddress(_ byte: UInt8, after previous: UInt8) {
        if byte == UInt8(ascii: ".") {
            if previous == UInt8(ascii: "w") { addresses += 1 }
        } else if previous == UInt8(ascii: ":") {
            isBehindColon = true
        } else if isBehindColon {
            if previous == byte { addresses += 1 }
            isBehindColon = false
        }
    }

    private mutating func endRun() {
        searchCost += addresses * runLength
        runLength = 0
        addresses = 0
        isBehindColon = false
    }

    /// Counts what a line begins with: marks of quotes, and marks of lists with a blank behind them.
    private mutating func takeContainer(_ byte: UInt8, after previous: UInt8) {
        switch byte {
        case 0x20, 0x09:
            guard lineLength > 1, Self.isListMark(previous) else { break }
            containers += 1
            // An indented one may go on with the paragraph, and so may a number.
            if containers == 1, lineLength <= 5, Self.isBullet(previous) { isItem = true }
        case UInt8(ascii: ">"): containers += 1
        case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"), UInt8(ascii: "."), UInt8(ascii: ")"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            break
        default:
            isInContainers = false
            if isItem, byte > 0x20 { endParagraph() }
            // A list within another's item is indented by two columns at least, which may be blanks.
            if containers > 0 { deepest = max(deepest, containers, lineLength / 2) }
        }
    }

    private static func isBullet(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "*")
    }

    private static func isListMark(_ byte: UInt8) -> Bool {
        isBullet(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ")")
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
            links += 1
            isDelimiter = false
        default: isDelimiter = false
        }
        if byte != previous, Self.isEmphasis(byte) { emphases += 1 }
        if !Self.isTrimmed(byte) { parentheses = 0 }
        takeDefinition(byte, after: previous)
    }

    private static func isEmphasis(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "*") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "~")
    }

    /// Notes what a link definition is made of: `[label]: address "title"`, whose title may go over lines.
    private mutating func takeDefinition(_ byte: UInt8, after previous: UInt8) {
        if byte == UInt8(ascii: ":"), previous == UInt8(ascii: "]") { hasDefinition = true }
        if let titleEnd {
            isTitleEnded = byte == titleEnd && previous != UInt8(ascii: "\\")
        } else if previous <= 0x20 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "'"): titleEnd = byte
            case UInt8(ascii: "("): titleEnd = UInt8(ascii: ")")
            default: break
            }
        }
    }

    private static func isBase64(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="): true
        default: false
        }
    }

    private mutating func endBase64() {
        if base64Length >= 1_000 { pictureBytes += base64Length }
        base64Length = 0
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
            cells += max(0, columns - pipes - 1)
            if titleEnd != nil, !isTitleEnded { hasOpenTitle = true }
            longestLine = max(longestLine, lineLength)
            if isDelimiter, hyphens > 0, pipes > 0 {
                columns = max(columns, pipes + 1)
                headCost += length
            }
        }
        lineLength = 0
        titleEnd = nil
        isTitleEnded = false
        isBlank = true
        isDelimiter = true
        pipes = 0
        hyphens = 0
        containers = 0
        isInContainers = true
        isItem = false
    }

    private mutating func endParagraph() {
        linkCost += emphases * links
        emphases = 0
        links = 0
    }

    private mutating func endBlock() {
        endParagraph()
        emailCost += ats * length
        bracketCost += images * closings
        allClosings += closings
        if hasDefinition { longestDefinition = max(longestDefinition, hasOpenTitle ? length : longestLine) }
        longestLine = 0
        hasDefinition = false
        hasOpenTitle = false
        length = 0
        ats = 0
        images = 0
        closings = 0
        columns = 0
    }
}
