/// Reads source text once from front to back and names what it colours to a `TokenWriter`.
///
/// One engine for all languages: a loop that switches on `Grammar.actions`, and a stack of literals for interpolation
/// (`f"{a["x"]}"`), so nesting costs no call depth. Each byte is looked at a bounded number of times.
struct Lexer {
    /// What the next name would be.
    enum Expectation: Sendable {
        case nothing, functionName, typeName, module
    }

    /// Where the shell reads assignments.
    enum Assignment: Sendable {
        /// Only where a command can begin.
        case none
        /// The value of one is being read.
        case value
        /// Every word may be one: after `export` or `local`.
        case arguments
    }

    /// A literal that is open, or the code of an interpolation inside one.
    struct Frame {
        var rule: StringRule
        /// The byte that closes the interpolation; 0 while in the literal's own text.
        var closer: UInt8 = 0
        /// Brackets open within the interpolation.
        var depth: Int32 = 0
        var kind = Kind.ordinary

        /// What the frame's text is when it is neither a literal's own text nor ordinary code.
        enum Kind: Sendable {
            case ordinary
            /// After the `:` of an f-string's field.
            case formatSpec
            /// Within the shell's `${...}`.
            case parameter
            /// Within the shell's `$((...))`.
            case arithmetic
            /// Within the shell's `name=(...)`.
            case array
        }
    }

    /// All of the source, whatever the region.
    let source: [UInt8]
    /// Where the region being read ends: the source's end, or the line's in `!command`.
    var end: Int
    /// The next byte to read.
    var position = 0
    /// The tables of the region's language.
    var grammar: Grammar
    /// Where colours go.
    var tokens: TokenWriter
    /// The literals and interpolations that are open, innermost last.
    var frames: [Frame] = []
    /// Regions around this one.
    var embedding = 0
    /// Frames below this index belong to the region around this one.
    var regionBase = 0
    /// What the next name would be.
    var expectation = Expectation.nothing
    /// The last byte of code that is not space; a newline counts, and stands before the first line.
    var previous = UInt8(ascii: "\n")
    /// Whether `previous` ended a keyword, after which a value may begin.
    var previousIsKeyword = false
    /// Braces open around Julia's type parameters.
    var curly = 0
    /// Here-documents whose text begins on the next line.
    var hereDocuments: [HereDocument] = []
    /// The shell's `for` or `case` was read, so `in` is a keyword until the line ends.
    var expectsIn = false
    /// What the shell's next word may be besides a command.
    var assignment = Assignment.none
    /// Brackets open in code; in a language where a line can begin a statement this tells whether it does.
    var depth = 0
    /// How many more templates and dollar quotes may turn out not to close; then none is looked for any more.
    var patience = 8
    /// No regular expression closes before this index, so none is looked for: keeps hostile lines linear.
    var noRegexBefore = 0

    init(source: [UInt8], grammar: Grammar, html: consuming HTMLWriter) {
        self.source = source
        self.grammar = grammar
        end = source.count
        tokens = TokenWriter(source: source, html: html)
    }

    /// The byte `offset` places ahead, or 0 past the region's end.
    @inline(__always)
    func peek(_ offset: Int = 0) -> UInt8 {
        let index = position &+ offset
        return index < end && index >= 0 ? source[index] : 0
    }

    /// Colours the next `count` bytes and passes them.
    @inline(__always)
    mutating func take(_ tokenClass: TokenClass, _ count: Int) {
        take(tokenClass, to: position + count)
    }

    /// Colours up to `index` and goes there.
    @inline(__always)
    mutating func take(_ tokenClass: TokenClass, to index: Int) {
        let index = min(index, end)
        if tokenClass != .plain { tokens.mark(tokenClass, from: position, to: index) }
        position = index
    }

    /// Whether one more literal or interpolation may open; Python itself reads 150 in each other.
    var canNest: Bool { frames.count < 256 }

    /// Reads to the region's end.
    mutating func run() {
        while position < end {
            if frames.count > regionBase, frames[frames.count - 1].closer == 0 {
                readString()
            } else if grammar.dialect == .shell {
                readShell()
            } else {
                readCode()
            }
        }
    }

    /// Reads up to `limit` in another language, then returns to this one: cell magics, `<script>`.
    mutating func embed(_ language: Language, to limit: Int) {
        embed(by: language.reader, to: limit)
    }

    /// Reads up to `limit` by other tables, then returns to these.
    mutating func embed(by reader: Language.Reader, to limit: Int) {
        guard limit > position else { return }
        // `%time %time %time ...` must not cost a call for each.
        guard embedding < 8 else {
            position = min(limit, end)
            return
        }
        embedding += 1
        defer { embedding -= 1 }
        let outer = (grammar, end, regionBase, previous, depth, expectation, curly)
        end = min(limit, end)
        regionBase = frames.count
        (previous, depth, expectation, curly) = (UInt8(ascii: "\n"), 0, .nothing, 0)
        // A shell's command in another language begins anew: `!export A=1` says nothing of the next one.
        (previousIsKeyword, expectsIn, assignment) = (false, false, .none)
        read(reader)
        frames.removeLast(frames.count - regionBase)
        position = end
        (grammar, end, regionBase, previous, depth, expectation, curly) = outer
        hereDocuments.removeAll()
    }

    /// Reads the whole region.
    mutating func read(_ reader: Language.Reader) {
        switch reader {
        case .grammar(let grammar):
            self.grammar = grammar
            if grammar.dialect == .python { readCellMagic() }
            run()
        case .yaml: readYAML()
        case .html: readHTML()
        case .css: readCSS()
        case .plain:
            position = end
        }
    }
}
