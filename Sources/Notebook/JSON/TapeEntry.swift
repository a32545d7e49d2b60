/// One word of a document's tape: what stands at an offset of the file.
///
/// Strings and numbers up to `narrowLengthLimit` bytes and the literals take one word. Containers and longer strings
/// take a second word with the end and the tape index of the value after them, so that any value is skipped in O(1).
/// The members of an object follow its two words as key, value, key, value.
struct TapeEntry {
    /// What a tape word describes.
    enum Tag: UInt64 {
        case object, array, string, number, yes, no, null
    }

    /// The longest value whose length fits the first word. Far below what the bits hold, as a second word is cheap there.
    static let narrowLengthLimit = 1 << 16

    private static let escapeBit: UInt64 = 1 << 3
    private static let wideBit: UInt64 = 1 << 4
    private static let payloadLimit: UInt64 = (1 << 27) - 1

    /// Bits 0-2 tag, 3 escapes, 4 wide, 5-31 length or number of children, 32-63 offset.
    var word: UInt64

    /// Reads a word of the tape.
    init(word: UInt64) {
        self.word = word
    }

    /// A value that starts at `offset`; `payload` is the length of a narrow value or the number of children.
    init(_ tag: Tag, offset: Int, payload: Int, hasEscapes: Bool = false, isWide: Bool = false) {
        word =
            tag.rawValue | (hasEscapes ? Self.escapeBit : 0) | (isWide ? Self.wideBit : 0)
            | (min(UInt64(truncatingIfNeeded: payload), Self.payloadLimit) << 5)
            | (UInt64(truncatingIfNeeded: offset) << 32)
    }

    /// The second word of a wide value.
    static func wideWord(end: Int, next: Int) -> UInt64 {
        UInt64(truncatingIfNeeded: end) << 32 | UInt64(truncatingIfNeeded: next)
    }

    /// What the word describes.
    var tag: Tag { Tag(rawValue: word & 7) ?? .null }
    /// Whether a string holds escapes.
    var hasEscapes: Bool { word & Self.escapeBit != 0 }
    /// Whether a second word follows.
    var isWide: Bool { word & Self.wideBit != 0 }
    /// The length of a narrow value, or the number of elements or members (saturated at 2^27 - 1: a hint only).
    var payload: Int { Int(truncatingIfNeeded: (word >> 5) & Self.payloadLimit) }
    /// Where the value starts in the file; for a string after its quote.
    var offset: Int { Int(truncatingIfNeeded: word >> 32) }
}
