/// One token of TeX, with the author's macros already replaced.
enum TeXToken: Sendable {
    case end
    case character(UInt32)
    case command(MathCommand)
    case unknownCommand
}

/// Reads TeX from bytes and replaces macros on the way, within bounds that stop any macro bomb.
struct TeXReader {
    /// More replacements than this in one formula are an error.
    static let expansionLimit = 1000
    /// More bytes than this from replacements in one formula are an error.
    static let expansionByteLimit = 200_000
    /// More replacements within each other than this are an error.
    static let nestingLimit = 200

    private struct Frame {
        var bytes: [UInt8]
        var position: Int
        /// What is read now ends where its bytes end; the frame below comes back with `leave`.
        var isBarrier: Bool
    }

    private(set) var bytes: [UInt8]
    private(set) var position = 0
    private var frames: [Frame] = []
    private var isBarrier = true
    private var expansions = 0
    /// How many bytes replacements and repeated markup have brought so far.
    private var expandedBytes = 0
    /// The name of the last command, without its backslash. It holds its bytes itself: `bytes` may be another frame's by
    /// the time the name is asked for.
    private(set) var name: ArraySlice<UInt8> = []
    /// Where the last token began in the formula's source.
    private(set) var tokenOffset = 0
    /// What earlier formulas of the page have left.
    var context = FormulaContext()

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The position in the formula's own source, also while a macro's replacement is read.
    var sourceOffset: Int { frames.first?.position ?? position }

    /// An error at the last token.
    func failure(_ reason: String) -> MathError {
        MathError(reason: reason, offset: tokenOffset)
    }

    // MARK: - Tokens

    /// The next token; spaces and comments are skipped, macros replaced.
    mutating func next() throws(MathError) -> TeXToken {
        while true {
            skipSpaces()
            tokenOffset = sourceOffset
            guard position < bytes.count else { return .end }
            let byte = bytes[position]
            if byte != UInt8(ascii: "\\") {
                if byte < 0x80 {
                    position += 1
                    return .character(UInt32(byte))
                }
                return .character(readScalar())
            }
            readName()
            if let macro = macro(named: name) {
                try expand(macro)
                continue
            }
            guard let command = MathCommandTable.shared.command(named: name) else { return .unknownCommand }
            if case .notation(let notation) = command {
                try expand(notation)
                continue
            }
            guard case .macro(let count, let body) = command else { return .command(command) }
            let bodyBytes = unsafe Array(UnsafeBufferPointer(start: body.utf8Start, count: body.utf8CodeUnitCount))
            try expand(TeXMacro(parameterCount: Int(count), defaultArgument: nil, body: bodyBytes))
        }
    }

    /// The author's command of this name, if there is one.
    func macro(named name: ArraySlice<UInt8>) -> TeXMacro? {
        context.macros.isEmpty ? nil : context.macros[Array(name)]
    }

    /// The next byte that is not space, without taking it; nil at the end.
    mutating func peek() -> UInt8? {
        skipSpaces()
        return position < bytes.count ? bytes[position] : nil
    }

    /// The next byte, spaces included, without taking it.
    var peekExactly: UInt8? { position < bytes.count ? bytes[position] : nil }

    /// A byte further on in what is read now, without taking it.
    func peekExactly(at distance: Int) -> UInt8? {
        position + distance < bytes.count ? bytes[position + distance] : nil
    }

    /// Whether a thin space and another digit follow: groups of one number's digits, `12 345`.
    var standsAtDigitGroup: Bool {
        guard peekExactly == 0xE2, peekExactly(at: 1) == 0x80, let digit = peekExactly(at: 3) else { return false }
        return peekExactly(at: 2) == 0x89 && (0x30...0x39).contains(digit)
    }

    /// Whether the group that comes next holds a byte before its first closing brace.
    func argumentContains(_ byte: UInt8) -> Bool {
        for candidate in bytes[position...] {
            if candidate == byte { return true }
            if candidate == UInt8(ascii: "}") { return false }
        }
        return false
    }

    mutating func skip(_ count: Int) {
        position = min(position + count, bytes.count)
    }

    /// Skips spaces and comments, and leaves replacements that are used up.
    mutating func skipSpaces() {
        while true {
            while position < bytes.count, bytes[position].isTeXSpace { position += 1 }
            if position < bytes.count {
                guard bytes[position] == UInt8(ascii: "%") else { return }
                while position < bytes.count, bytes[position] != 0x0A { position += 1 }
                continue
            }
            guard !isBarrier, let frame = frames.popLast() else { return }
            bytes = frame.bytes
            position = frame.position
            isBarrier = frame.isBarrier
        }
    }

    private mutating func readName() {
        let start = position + 1
        position = start
        name = []
        guard position < bytes.count else { return }
        if bytes[position].isTeXLetter {
            // A starred name is the same command; spaces that follow do not count.
            while position < bytes.count, bytes[position].isTeXLetter { position += 1 }
        } else {
            _ = readScalar()
            // A backslash and a space or line break is a space of its own: the command with the empty name.
            if bytes[start].isTeXSpace { return }
        }
        name = bytes[start..<position]
    }

    private mutating func readScalar() -> UInt32 {
        let first = bytes[position]
        let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        let end = min(position + length, bytes.count)
        let scalar = String(decoding: bytes[position..<end], as: UTF8.self).unicodeScalars.first?.value ?? 0xFFFD
        // Invalid UTF-8 is taken byte by byte.
        position = scalar == 0xFFFD && first != 0xEF ? position + 1 : end
        return scalar
    }

    // MARK: - Raw text

    /// The arguments before a command, which is taken too: `\root n \of x`.
    mutating func arguments(until command: StaticString) throws(MathError) -> [[UInt8]] {
        let end = Array(command.description.utf8)
        var arguments: [[UInt8]] = []
        while true {
            let argument = try argument()
            if argument == end { return arguments }
            arguments.append(argument)
        }
    }

    /// An argument as its source: the inside of a group, a command or one character.
    mutating func argument() throws(MathError) -> [UInt8] {
        guard let byte = peek() else { throw failure("an argument is missing") }
        if byte == UInt8(ascii: "{") {
            position += 1
            return try balanced(until: UInt8(ascii: "}"))
        }
        if byte == UInt8(ascii: "}") { throw failure("an argument is missing") }
        let start = position
        if byte == UInt8(ascii: "\\") { readName() } else { _ = readScalar() }
        return Array(bytes[start..<position])
    }

    /// An argument in brackets as its source, or nil where the next character is no bracket.
    mutating func optionalArgument() throws(MathError) -> [UInt8]? {
        guard peek() == UInt8(ascii: "[") else { return nil }
        position += 1
        return try balanced(until: UInt8(ascii: "]"))
    }

    /// Takes a `*` if it comes next.
    mutating func star() -> Bool {
        guard peek() == UInt8(ascii: "*") else { return false }
        position += 1
        return true
    }

    /// A command's name as its source, as the first argument of a definition: `\name` or `{\name}`.
    mutating func definedName() throws(MathError) -> [UInt8] {
        guard var byte = peek() else { throw failure("a command's name is missing") }
        let isGroup = byte == UInt8(ascii: "{")
        if isGroup {
            position += 1
            byte = peek() ?? 0
        }
        guard byte == UInt8(ascii: "\\") else { throw failure("a command's name is missing") }
        readName()
        let result = Array(name)
        if isGroup {
            guard peek() == UInt8(ascii: "}") else { throw failure("a definition names more than one command") }
            position += 1
        }
        return result
    }

    /// Bytes up to a closing byte outside groups; the closing byte is taken too.
    mutating func balanced(until close: UInt8) throws(MathError) -> [UInt8] {
        guard let end = bytes.firstIndex(of: close, outsideGroupsFrom: position) else {
            throw failure("a \(Character(Unicode.Scalar(close))) is missing")
        }
        defer { position = end + 1 }
        return Array(bytes[position..<end])
    }

    // MARK: - Nested sources

    /// Reads from other bytes until `leave`; their end is the end of what is read.
    mutating func enter(_ nested: [UInt8]) {
        frames.append(Frame(bytes: bytes, position: position, isBarrier: isBarrier))
        bytes = nested
        position = 0
        isBarrier = true
    }

    /// How many sources and replacements are open around what is read now.
    var nesting: Int { frames.count }

    /// Goes back to where `nesting` was this.
    mutating func leave(to nesting: Int) {
        while frames.count > nesting { leave() }
    }

    /// Goes back to where `enter` was called.
    mutating func leave() {
        guard let frame = frames.popLast() else { return }
        bytes = frame.bytes
        position = frame.position
        isBarrier = frame.isBarrier
    }

    private mutating func expand(_ macro: TeXMacro) throws(MathError) {
        let name = String(decoding: self.name, as: UTF8.self)
        var arguments: [[UInt8]] = []
        if let defaultArgument = macro.defaultArgument {
            arguments.append(try optionalArgument() ?? defaultArgument)
        }
        while arguments.count < macro.parameterCount { arguments.append(try argument()) }
        let limit = Self.expansionByteLimit - expandedBytes
        guard let replacement = macro.expansion(with: arguments, limit: limit) else { throw endless("\\\(name)") }
        try push(replacement, for: "\\\(name)")
    }

    /// Counts bytes of the formula's markup that nothing in its source stands for, or that it repeats.
    mutating func spend(_ count: Int) throws(MathError) {
        guard context.allowance.spend(count) else {
            throw failure("the page's formulas expand to more than it has room for")
        }
        expandedBytes += count
    }

    /// Refuses a replacement of so many bytes before it is made, where the formula has no room for it.
    func checkRoom(for count: Int, of name: String) throws(MathError) {
        guard expandedBytes + count <= Self.expansionByteLimit else { throw endless(name) }
    }

    private func endless(_ name: String) -> MathError { failure("macros expand without end at \(name)") }

    /// Reads a replacement before what comes next.
    mutating func push(_ replacement: [UInt8], for name: String) throws(MathError) {
        expansions += 1
        guard expansions <= Self.expansionLimit, frames.count < Self.nestingLimit else { throw endless(name) }
        try checkRoom(for: replacement.count, of: name)
        try spend(replacement.count)
        frames.append(Frame(bytes: bytes, position: position, isBarrier: isBarrier))
        bytes = replacement
        position = 0
        isBarrier = false
    }
}
