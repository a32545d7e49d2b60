/// The reserved words of a language, looked up by the hash that the lexer computes while it scans an identifier.
///
/// An open-addressing table at most half full: a look-up costs one or two probes, whatever the input.
struct WordTable: Sendable {
    /// What a word means for the tokens after it.
    enum Role: UInt8, Sendable {
        case none
        /// The next name is a function being defined: `def`, `fn`, `function`.
        case function
        /// The next name is a type being defined: `class`, `struct`.
        case type
        /// Module names follow: `import`, `from`.
        case module
        /// A keyword only where the rest of the line makes it one: Python's `match`, `case`, `type`.
        case soft
        /// A name only where parentheses follow, such as a function of SQL.
        case called
        /// Assignments follow: the shell's `export`, `local`.
        case assignments
        /// A keyword even after a dot, as in `Foo::class` or `x.await`.
        case afterDot
    }

    /// A word's class and role.
    struct Entry: Sendable {
        var tokenClass: TokenClass
        var role: Role
    }

    private struct Slot: Sendable {
        var hash: UInt32 = 0
        var word: [UInt8] = []
        var entry = Entry(tokenClass: .plain, role: .none)
    }

    private var slots: [Slot] = []
    private var occupied: [UInt32] = []
    private let foldsCase: Bool

    /// Builds the table from lists of words separated by spaces; the first mention of a word wins.
    init(_ lists: [WordList], foldsCase: Bool) {
        self.foldsCase = foldsCase
        let words = lists.flatMap { list in
            list.words.split(separator: " ").map { (Array($0.utf8), list.entry) }
        }
        var capacity = 16
        while capacity < words.count * 2 { capacity *= 2 }
        slots = Array(repeating: Slot(), count: capacity)
        occupied = Array(repeating: 0, count: capacity)
        for (word, entry) in words {
            let word = foldsCase ? word.map(Self.folded) : word
            insert(Slot(hash: word.reduce(Self.seed) { Self.hash($0, $1) }, word: word, entry: entry))
        }
    }

    private mutating func insert(_ slot: Slot) {
        var index = Int(slot.hash) & (slots.count - 1)
        while occupied[index] != 0 {
            if slots[index].word == slot.word { return }
            index = (index + 1) & (slots.count - 1)
        }
        slots[index] = slot
        occupied[index] = slot.hash | 1
    }

    /// The start of a hash.
    static let seed: UInt32 = 2_166_136_261

    /// The hash with one more byte (FNV-1a).
    @inline(__always)
    static func hash(_ hash: UInt32, _ byte: UInt8) -> UInt32 {
        (hash ^ UInt32(byte)) &* 16_777_619
    }

    /// ASCII letters in lower case.
    @inline(__always)
    static func folded(_ byte: UInt8) -> UInt8 {
        byte &- 0x41 < 26 ? byte | 0x20 : byte
    }

    /// The entry of `source[start..<end]`, whose hash is `hash`, or nil when it is an ordinary name.
    @inline(__always)
    func find(_ hash: UInt32, in source: [UInt8], from start: Int, to end: Int) -> Entry? {
        var index = Int(hash) & (slots.count - 1)
        while occupied[index] != 0 {
            if occupied[index] == hash | 1, matches(index, source, start, end) { return slots[index].entry }
            index = (index + 1) & (slots.count - 1)
        }
        return nil
    }

    private func matches(_ index: Int, _ source: [UInt8], _ start: Int, _ end: Int) -> Bool {
        let word = slots[index].word
        guard word.count == end - start else { return false }
        for offset in word.indices {
            let byte = source[start + offset]
            if word[offset] != (foldsCase ? Self.folded(byte) : byte) { return false }
        }
        return true
    }
}

/// Words of one class and role, separated by spaces: how a language's table is written down.
struct WordList: Sendable {
    /// The words, separated by spaces.
    var words: String
    /// What they are.
    var entry: WordTable.Entry

    init(_ tokenClass: TokenClass, _ role: WordTable.Role = .none, _ words: String) {
        self.words = words
        entry = WordTable.Entry(tokenClass: tokenClass, role: role)
    }
}
