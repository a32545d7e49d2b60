/// One escape sequence of the text: what it asks for and where it ends.
struct TerminalSequence {
    /// What a sequence asks for, as far as it matters on a page.
    enum Kind {
        /// A control sequence: its final byte and its parameters.
        case control(final: UInt8, SelectGraphicRendition)
        /// OSC 8: a link begins, or ends with nil.
        case link([UInt8]?)
        /// Anything else: titles, modes, character sets, pictures.
        case ignored
    }

    var kind: Kind
    /// The index after the sequence.
    var end: Int

    /// Reads the sequence whose ESC or C1 byte pair stands at `start`; nil when there is none (an ordinary character).
    static func read(_ bytes: [UInt8], at start: Int) -> TerminalSequence? {
        let next = start + 1 < bytes.count ? bytes[start + 1] : 0
        if bytes[start] == 0xC2 {
            guard (0x80...0x9F).contains(next) else { return nil }
            return body(introducer: next - 0x40, bytes, after: start + 2)
        }
        guard start + 1 < bytes.count else { return TerminalSequence(kind: .ignored, end: start + 1) }
        switch next {
        case 0x20...0x2F:
            // Intermediate bytes, then one final byte: character sets and the like (ECMA-35 §13.2.1).
            var end = start + 2
            while end < bytes.count, (0x20...0x2F).contains(bytes[end]) { end += 1 }
            if end < bytes.count, (0x30...0x7E).contains(bytes[end]) { end += 1 }
            return TerminalSequence(kind: .ignored, end: end)
        case 0x30...0x7E: return body(introducer: next, bytes, after: start + 2)
        default: return TerminalSequence(kind: .ignored, end: start + 1)
        }
    }

    private static func body(introducer: UInt8, _ bytes: [UInt8], after start: Int) -> TerminalSequence {
        switch introducer {
        case UInt8(ascii: "["): control(bytes, after: start)
        case UInt8(ascii: "]"): string(bytes, after: start, isCommand: true)
        case UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
            string(bytes, after: start, isCommand: false)
        default: TerminalSequence(kind: .ignored, end: start)
        }
    }

    /// CSI: parameter bytes, intermediate bytes, final byte (ECMA-48 §5.4). A byte of another sort ends it unread.
    private static func control(_ bytes: [UInt8], after start: Int) -> TerminalSequence {
        var end = start
        while end < bytes.count, (0x30...0x3F).contains(bytes[end]) { end += 1 }
        let parameters = bytes[start..<end]
        let intermediates = end
        while end < bytes.count, (0x20...0x2F).contains(bytes[end]) { end += 1 }
        guard end < bytes.count, (0x40...0x7E).contains(bytes[end]) else {
            return TerminalSequence(kind: .ignored, end: end)
        }
        let isPrivate = parameters.first.map { $0 >= UInt8(ascii: "<") } ?? false
        guard end == intermediates, !isPrivate else { return TerminalSequence(kind: .ignored, end: end + 1) }
        return TerminalSequence(
            kind: .control(final: bytes[end], SelectGraphicRendition(parameters)), end: end + 1)
    }

    /// A string up to BEL or ST. One that is cut off by another escape or, for a command, by a line end loses only its
    /// introducer, so that the text after it is not lost.
    private static func string(_ bytes: [UInt8], after start: Int, isCommand: Bool) -> TerminalSequence {
        var index = start
        while index < bytes.count {
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0
            switch bytes[index] {
            case 0x07 where isCommand: return finished(bytes[start..<index], end: index + 1, isCommand)
            case 0x1B:
                guard next == UInt8(ascii: "\\") else { return TerminalSequence(kind: .ignored, end: start) }
                return finished(bytes[start..<index], end: index + 2, isCommand)
            case 0xC2 where next == 0x9C: return finished(bytes[start..<index], end: index + 2, isCommand)
            case 0xC2 where (0x80...0x9F).contains(next): return TerminalSequence(kind: .ignored, end: start)
            case 0x0A where isCommand: return TerminalSequence(kind: .ignored, end: start)
            default: index += 1
            }
        }
        return TerminalSequence(kind: .ignored, end: start)
    }

    /// OSC 8 ; parameters ; address: <https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda>.
    private static func finished(_ content: ArraySlice<UInt8>, end: Int, _ isCommand: Bool) -> TerminalSequence {
        let fields = content.split(separator: UInt8(ascii: ";"), maxSplits: 2, omittingEmptySubsequences: false)
        guard isCommand, fields.count == 3, fields[0].elementsEqual("8".utf8) else {
            return TerminalSequence(kind: .ignored, end: end)
        }
        return TerminalSequence(kind: .link(fields[2].isEmpty ? nil : Array(fields[2])), end: end)
    }
}
