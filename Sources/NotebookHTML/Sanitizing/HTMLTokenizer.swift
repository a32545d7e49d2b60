/// Splits HTML into the tokens of https://html.spec.whatwg.org/multipage/parsing.html#tokenization.
///
/// The whole input lies in memory, so the states of the standard that only wait for the next byte are plain control
/// flow here. Every byte is looked at a bounded number of times. Parse errors are not reported: all of them have a
/// defined outcome. The caller switches `content` after the start tags that need it, as tree construction would.
///
///     var tokens = HTMLTokenizer(Array("<p>a".utf8))
///     tokens.next()   // .startTag, tokens.tag.name == "p"
///     tokens.next()   // .text(3..<4)
///     tokens.next()   // nil
package struct HTMLTokenizer: Sendable {
    /// What the next token is.
    package enum Token: Sendable, Hashable {
        /// Text, as it stands in the input.
        case text(Range<Int>)
        /// Text that is not in the input as such: see `decoded`.
        case decoded
        /// A start tag: see `tag`.
        case startTag
        /// An end tag: see `tag`.
        case endTag
        /// A comment; its data as it stands in the input: see `normalized`.
        case comment(Range<Int>)
        /// A document type: see `doctype`.
        case doctype
    }

    /// How text is read: the states of the standard that last longer than a token.
    package enum Content: Sendable, Hashable {
        /// Ordinary content: tags, comments and character references.
        case data
        /// Text with character references, up to the end tag of `lastStartTag`.
        case rcdata
        /// Text up to the end tag of `lastStartTag`.
        case rawText
        /// Text up to the end tag of `lastStartTag`, which `<!--` may hide.
        case scriptData
        /// Text up to the end.
        case plainText
        /// Text up to `]]>`.
        case cdata
    }

    /// The input.
    package let input: [UInt8]
    /// How the next bytes are read. Set it right after a start tag.
    package var content: Content { didSet { textEnd = nil } }
    /// Whether `<![CDATA[` begins a section: only inside svg and math.
    package var allowsCDATA = false
    /// The name an end tag must have to end text of the kinds above.
    package var lastStartTag: [UInt8]
    /// The text of a `.decoded` token.
    package internal(set) var decoded: [UInt8] = []
    /// The last start or end tag.
    package internal(set) var tag = HTMLTag()
    /// The last document type.
    package internal(set) var doctype = HTMLDoctype()
    /// Where the last token began.
    package private(set) var tokenStart = 0
    /// The next byte to read.
    package internal(set) var position = 0
    /// Where the text of a kind other than `.data` ends, once it is known.
    private var textEnd: Int?

    /// Begins at the start of `input`, within text of some kind where that is what the input continues.
    package init(_ input: [UInt8], content: Content = .data, lastStartTag: [UInt8] = []) {
        self.input = input
        self.content = content
        self.lastStartTag = lastStartTag
    }

    /// The next token, or nil at the end; a tag that is cut off by the end is dropped.
    package mutating func next() -> Token? {
        while position < input.count {
            tokenStart = position
            if content != .data {
                if let token = nextText() { return token }
                continue
            }
            switch input[position] {
            case UInt8(ascii: "<"):
                if let token = markup() { return token }
            case UInt8(ascii: "&"): return reference()
            case 0x0D: return lineEnd()
            default: return run(upTo: input.count)
            }
        }
        return nil
    }

    /// Text up to the next byte that needs a look.
    private mutating func run(upTo end: Int) -> Token {
        let start = position
        var index = position + 1
        while index < end {
            let byte = input[index]
            if byte <= 0x3C, byte == UInt8(ascii: "<") || byte == UInt8(ascii: "&") || byte == 0x0D || byte == 0 {
                break
            }
            index += 1
        }
        position = index
        return .text(start..<index)
    }

    /// CR and CRLF are one LF (https://html.spec.whatwg.org/multipage/parsing.html#preprocessing-the-input-stream).
    private mutating func lineEnd() -> Token {
        position += position + 1 < input.count && input[position + 1] == 0x0A ? 2 : 1
        decoded = [0x0A]
        return .decoded
    }

    private mutating func reference() -> Token {
        decoded.removeAll(keepingCapacity: true)
        let start = position
        position = appendReference(at: position, inAttribute: false, to: &decoded)
        return position == start + 1 ? .text(start..<position) : .decoded
    }

    /// A token of text that is not ordinary content, or nil once its end was passed without one.
    private mutating func nextText() -> Token? {
        let end = textEnd ?? endOfText()
        textEnd = end
        guard position < end else { return finishText() }
        switch input[position] {
        case 0 where content != .cdata:
            position += 1
            decoded = [0xEF, 0xBF, 0xBD]
            return .decoded
        case 0x0D: return lineEnd()
        case UInt8(ascii: "&") where content == .rcdata: return reference()
        default: return run(upTo: end)
        }
    }

    /// Goes on behind the text: with the end tag, or behind `]]>`.
    private mutating func finishText() -> Token? {
        let isCDATA = content == .cdata
        content = .data
        guard !isCDATA else {
            position += 3
            return nil
        }
        return endTag()
    }

    private func endOfText() -> Int {
        switch content {
        case .data, .plainText: input.count
        case .rcdata, .rawText: endOfRawText()
        case .scriptData: endOfScript()
        case .cdata: endOfCDATA()
        }
    }

    private func endOfRawText() -> Int {
        var index = position
        while index < input.count {
            if input[index] == UInt8(ascii: "<"), isAppropriateEndTag(at: index) { return index }
            index += 1
        }
        return input.count
    }

    private func endOfCDATA() -> Int {
        var index = position
        while index + 2 < input.count {
            if input[index] == UInt8(ascii: "]"), input[index + 1] == UInt8(ascii: "]"),
                input[index + 2] == UInt8(ascii: ">")
            {
                return index
            }
            index += 1
        }
        return input.count
    }

    /// Whether `</` and the name of the last start tag stand here, as a whole name
    /// (https://html.spec.whatwg.org/multipage/parsing.html#appropriate-end-tag-token).
    func isAppropriateEndTag(at index: Int) -> Bool {
        let name = index + 2
        let end = name + lastStartTag.count
        guard !lastStartTag.isEmpty, end < input.count, input[index + 1] == UInt8(ascii: "/") else { return false }
        guard Self.endsTagName(input[end]) else { return false }
        return zip(name..<end, lastStartTag).allSatisfy { Self.lowercased(input[$0]) == $1 }
    }

    /// Passes over one line end, written plainly or as a reference.
    mutating func skipLineEnd() {
        for lineEnd in ["\r\n", "\n", "\r"] where input[position...].starts(with: lineEnd.utf8) {
            position += lineEnd.utf8.count
            return
        }
        guard position < input.count, input[position] == UInt8(ascii: "&") else { return }
        var text: [UInt8] = []
        let end = appendReference(at: position, inAttribute: false, to: &text)
        if text == [0x0A] { position = end }
    }

    /// The data of a comment as the standard has it: NUL replaced, line ends normalised.
    package func normalized(_ range: Range<Int>) -> [UInt8] {
        var result: [UInt8] = []
        for index in range {
            switch input[index] {
            case 0: result += [0xEF, 0xBF, 0xBD]
            case 0x0D: result.append(0x0A)
            case 0x0A where index > range.lowerBound && input[index - 1] == 0x0D: continue
            default: result.append(input[index])
            }
        }
        return result
    }
}

extension HTMLTokenizer {
    /// ASCII upper case to lower case, all else as it is.
    @inline(__always)
    static func lowercased(_ byte: UInt8) -> UInt8 {
        byte &- 0x41 < 26 ? byte | 0x20 : byte
    }

    /// Whether a byte is an ASCII letter.
    @inline(__always)
    static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

    /// Whether a byte is a blank between the parts of a tag.
    @inline(__always)
    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D || byte == 0x0C
    }

    /// Whether a byte ends a tag's name.
    @inline(__always)
    static func endsTagName(_ byte: UInt8) -> Bool {
        isSpace(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">")
    }
}
