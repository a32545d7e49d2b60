/// Validates a JSON text in one pass and notes on a tape where each value stands.
///
/// Grammar: RFC 8259, <https://www.rfc-editor.org/rfc/rfc8259>, in strict UTF-8, plus what Python's json writes and reads
/// beyond it: `NaN`, `Infinity`, `-Infinity` and lone surrogates in escapes. A byte order mark is skipped.
/// Iterative, so that no input can exhaust the stack.
///
/// The buffer is borrowed: a scanner stays within the closure that lends it, and every read is checked against `count`.
@safe struct JSONScanner {
    /// Containers nested deeper than this are refused.
    static let depthLimit = 512

    /// A container whose end has not been met yet.
    struct OpenContainer {
        /// Where its first word stands on the tape.
        var tapeIndex: Int
        /// How many children are complete.
        var childCount: Int
        /// Whether it is an object rather than an array.
        var isObject: Bool
    }

    private let buffer: UnsafeBufferPointer<UInt8>
    /// The number of bytes of the text.
    let count: Int
    /// The offset of the byte to be read next.
    var position = 0
    /// The values met so far.
    var tape: [UInt64] = []
    /// The containers around `position`, outermost first.
    var open: [OpenContainer] = []

    /// A scanner over a buffer that outlives it.
    init(_ buffer: UnsafeBufferPointer<UInt8>) {
        unsafe self.buffer = buffer
        count = buffer.count
    }

    /// The byte at an offset; 0, which JSON allows nowhere, behind the end.
    @inline(__always) func byte(at offset: Int) -> UInt8 {
        offset < count ? unsafe buffer[offset] : 0
    }

    /// Eight bytes from an offset as a little-endian word; nil when fewer are left.
    @inline(__always) func word(at offset: Int) -> UInt64? {
        guard offset &+ 8 <= count, let base = unsafe buffer.baseAddress else { return nil }
        return unsafe UInt64(
            littleEndian: UnsafeRawPointer(base + offset).loadUnaligned(as: UInt64.self))
    }

    /// Scans the whole text; afterwards `tape` holds its value.
    mutating func scan() throws(NotebookError) {
        tape.reserveCapacity(count / 32)
        if byte(at: 0) == 0xEF, byte(at: 1) == 0xBB, byte(at: 2) == 0xBF { position = 3 }
        var isUnfinished = true
        while isUnfinished {
            if try beginValue() { continue }
            isUnfinished = try finishValue()
        }
        skipWhitespace()
        if position < count { throw fault("Something follows the end of the JSON value") }
    }

    /// Reads a scalar or empty container whole (false), or enters a container up to its first value (true).
    private mutating func beginValue() throws(NotebookError) -> Bool {
        skipWhitespace()
        switch byte(at: position) {
        case UInt8(ascii: "\""): try scanString()
        case UInt8(ascii: "{"): return try openObject()
        case UInt8(ascii: "["): return try openArray()
        case UInt8(ascii: "t"): try scanLiteral("true", .yes)
        case UInt8(ascii: "f"): try scanLiteral("false", .no)
        case UInt8(ascii: "n"): try scanLiteral("null", .null)
        case UInt8(ascii: "N"): try scanLiteral("NaN", .number)
        case UInt8(ascii: "I"): try scanLiteral("Infinity", .number)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try scanNumber()
        default: throw fault("A JSON value is expected")
        }
        return false
    }

    /// After a complete value: closes what ends here and moves to the next value; false at the end of the outermost one.
    private mutating func finishValue() throws(NotebookError) -> Bool {
        while let container = open.last {
            open[open.count - 1].childCount += 1
            skipWhitespace()
            switch byte(at: position) {
            case UInt8(ascii: ","):
                position += 1
                if container.isObject { try scanKey() }
                return true
            case UInt8(ascii: "}") where container.isObject, UInt8(ascii: "]") where !container.isObject:
                closeContainer()
            default:
                throw fault("A comma or the end of \(container.isObject ? "an object" : "an array") is expected")
            }
        }
        return false
    }

    private mutating func openObject() throws(NotebookError) -> Bool {
        try openContainer(.object)
        if byte(at: position) == UInt8(ascii: "}") {
            closeContainer()
            return false
        }
        try scanKey()
        return true
    }

    private mutating func openArray() throws(NotebookError) -> Bool {
        try openContainer(.array)
        guard byte(at: position) == UInt8(ascii: "]") else { return true }
        closeContainer()
        return false
    }

    private mutating func openContainer(_ tag: TapeEntry.Tag) throws(NotebookError) {
        if open.count == Self.depthLimit {
            throw fault("Values are nested deeper than \(Self.depthLimit) levels", code: .tooDeep)
        }
        open.append(OpenContainer(tapeIndex: tape.count, childCount: 0, isObject: tag == .object))
        tape.append(TapeEntry(tag, offset: position, payload: 0, isWide: true).word)
        tape.append(0)
        position += 1
        skipWhitespace()
    }

    /// Completes the innermost container at its closing bracket.
    private mutating func closeContainer() {
        guard let container = open.popLast() else { return }
        position += 1
        let entry = TapeEntry(word: tape[container.tapeIndex])
        tape[container.tapeIndex] =
            TapeEntry(entry.tag, offset: entry.offset, payload: container.childCount, isWide: true).word
        tape[container.tapeIndex + 1] = TapeEntry.wideWord(end: position, next: tape.count)
    }

    /// Reads a member's key and the colon behind it.
    private mutating func scanKey() throws(NotebookError) {
        skipWhitespace()
        guard byte(at: position) == UInt8(ascii: "\"") else { throw fault("An object's key is expected") }
        try scanString()
        skipWhitespace()
        guard byte(at: position) == UInt8(ascii: ":") else { throw fault("A colon is expected after an object's key") }
        position += 1
    }

    /// Moves over space, tab, line feed and carriage return.
    @inline(__always) mutating func skipWhitespace() {
        var offset = position
        while true {
            switch byte(at: offset) {
            case 0x20, 0x0A, 0x0D, 0x09: offset &+= 1
            default:
                position = offset
                return
            }
        }
    }
}
