/// Reads source text once from front to back and names what it colours to a `TokenWriter`.
///
/// One engine for all languages: a loop that switches on `Grammar.actions`, and a stack of literals for interpolation
/// (`f"{a["x"]}"`), so nesting costs no call depth. Each byte is looked at a bounded number of times.
struct Lexer {
    /// What the next name would be.
    enum Expectation: Sendable {
        case nothing, functionName, typeName, module
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
    /// Brackets open in code; in a language where a line can begin a statement this tells whether it does.
    var depth = 0
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
        read(language)
        frames.removeLast(frames.count - regionBase)
        position = end
        (grammar, end, regionBase, previous, depth, expectation, curly) = outer
        hereDocuments.removeAll()
    }

    /// Reads the whole region as `language`.
    mutating func read(_ language: Language) {
        switch language.reader {
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

    // MARK: Code

    private mutating func readCode() {
        let grammar = grammar
        let frameCount = frames.count
        while position < end {
            let byte = source[position]
            switch grammar.actions[Int(byte)] {
            case .space:
                position += 1
                continue
            case .word:
                readWord(grammar)
            case .other:
                punctuation(byte)
            case .newline:
                if frameCount > regionBase, closesAtNewline() { return }
                position += 1
                previous = UInt8(ascii: "\n")
                expectation = .nothing
            case .digit:
                readNumber(grammar)
            case .dot:
                if peek(1).isASCIIDigit, previous != byte { readNumber(grammar) } else { dot(byte) }
            case .quote:
                quote(byte)
            case .open:
                openBracket(byte)
            case .close:
                closeBracket(byte)
            case .comment:
                if !readComment(grammar) { special(byte) }
            case .special:
                special(byte)
            }
            if frames.count != frameCount { return }
        }
    }

    /// Passes a byte that has no colour.
    @inline(__always)
    mutating func punctuation(_ byte: UInt8) {
        position += 1
        previous = byte
        previousIsKeyword = false
        expectation = .nothing
    }

    /// Passes a dot; a module's name goes on after it.
    private mutating func dot(_ byte: UInt8) {
        if grammar.dialect == .r, peek(1) == byte, peek(2) == byte { return take(.constant, 3) }
        position += 1
        previous = byte
        previousIsKeyword = false
    }

    /// Passes an opening bracket and counts it.
    mutating func openBracket(_ byte: UInt8) {
        depth += 1
        if byte == UInt8(ascii: "{") { curly += 1 }
        if frames.count > regionBase { frames[frames.count - 1].depth += 1 }
        punctuation(byte)
    }

    /// Passes a closing bracket, which may close an interpolation.
    mutating func closeBracket(_ byte: UInt8) {
        if frames.count > regionBase {
            let frame = frames[frames.count - 1]
            if frame.depth == 0, byte == frame.closer {
                take(.interpolation, frame.kind == .arithmetic && peek(1) == byte ? 2 : 1)
                previous = byte
                frames.removeLast()
                return
            }
            frames[frames.count - 1].depth = max(0, frame.depth - 1)
        }
        depth = max(0, depth - 1)
        if byte == UInt8(ascii: "}") { curly = max(0, curly - 1) }
        punctuation(byte)
    }

    /// Ends an interpolation, and the literal around it, where the line ends before they do.
    private mutating func closesAtNewline() -> Bool {
        guard !frames[frames.count - 1].rule.options.contains(.multiline) else { return false }
        frames.removeLast()
        if frames.count > regionBase { frames.removeLast() }
        return true
    }

    // MARK: Comments and numbers

    /// Whether `bytes` stand `offset` places ahead.
    func matches(_ bytes: [UInt8], at index: Int) -> Bool {
        guard index + bytes.count <= end else { return false }
        for offset in bytes.indices where source[index + offset] != bytes[offset] { return false }
        return true
    }

    private mutating func readComment(_ grammar: Grammar) -> Bool {
        for comment in grammar.comments where matches(comment.open, at: position) {
            if let close = comment.close {
                take(.comment, to: blockEnd(comment, close))
            } else {
                take(.comment, to: lineEnd(from: position))
            }
            return true
        }
        return false
    }

    private func blockEnd(_ comment: Grammar.Comment, _ close: [UInt8]) -> Int {
        var index = position + comment.open.count
        var level = 1
        while index < end {
            if source[index] == close[0], matches(close, at: index) {
                index += close.count
                level -= 1
                if level == 0 { return index }
            } else if comment.nests, source[index] == comment.open[0], matches(comment.open, at: index) {
                index += comment.open.count
                level += 1
            } else {
                index += 1
            }
        }
        return end
    }

    /// The index of the newline that ends the line holding `index`, or the region's end.
    func lineEnd(from index: Int) -> Int {
        var index = index
        while index < end, source[index] != UInt8(ascii: "\n") { index += 1 }
        return index
    }

    /// The first index from `index` on that is neither blank nor tab.
    func skipBlanks(from index: Int) -> Int {
        var index = index
        while index < end, source[index] == UInt8(ascii: " ") || source[index] == UInt8(ascii: "\t") { index += 1 }
        return index
    }

    /// Reads a number: any radix, digits grouped by `_`, fraction, exponent and the language's suffixes.
    mutating func readNumber(_ grammar: Grammar) {
        var index = position
        let radix = index + 1 < end && source[index] == UInt8(ascii: "0") ? source[index + 1] | 0x20 : 0
        if radix == UInt8(ascii: "x") || radix == UInt8(ascii: "b") || radix == UInt8(ascii: "o") {
            index += 2
            while index < end, source[index].isASCIIHexDigit || source[index] == UInt8(ascii: "_") { index += 1 }
        } else {
            index = digitsEnd(from: index)
            index = fractionEnd(from: index, grammar)
            index = exponentEnd(from: index)
        }
        while index < end, grammar.numberSuffixes.contains(source[index]) { index += 1 }
        take(.number, to: index)
        previous = UInt8(ascii: "0")
        previousIsKeyword = false
        expectation = .nothing
    }

    private func digitsEnd(from index: Int) -> Int {
        var index = index
        while index < end, source[index].isASCIIDigit || source[index] == UInt8(ascii: "_") { index += 1 }
        return index
    }

    /// A dot belongs to the number unless a range (`1..2`) or a member (`1.max`) follows.
    private func fractionEnd(from index: Int, _ grammar: Grammar) -> Int {
        guard index < end, source[index] == UInt8(ascii: ".") else { return index }
        let next = index + 1 < end ? source[index + 1] : 0
        if next.isASCIIDigit { return digitsEnd(from: index + 1) }
        if next == UInt8(ascii: ".") { return index }
        if grammar.isWordByte[Int(next)], next | 0x20 != UInt8(ascii: "e"), next | 0x20 != UInt8(ascii: "j") {
            return index
        }
        return index + 1
    }

    private func exponentEnd(from index: Int) -> Int {
        guard index < end, source[index] | 0x20 == UInt8(ascii: "e") else { return index }
        var digits = index + 1
        if digits < end, source[digits] == UInt8(ascii: "+") || source[digits] == UInt8(ascii: "-") { digits += 1 }
        return digits < end && source[digits].isASCIIDigit ? digitsEnd(from: digits) : index
    }

    // MARK: Words

    private mutating func readWord(_ grammar: Grammar) {
        let start = position
        var index = start
        var hash = WordTable.seed
        while index < end {
            let byte = source[index]
            guard grammar.isWordByte[Int(byte)] else { break }
            hash = WordTable.hash(hash, grammar.foldsCase ? WordTable.folded(byte) : byte)
            index += 1
        }
        if index < end, grammar.actions[Int(source[index])] == .quote, openPrefixed(from: start, to: index) { return }
        let entry = grammar.words.find(hash, in: source, from: start, to: index)
        colourWord(entry, from: start, to: index)
        previous = source[index - 1]
    }

    private mutating func colourWord(_ entry: WordTable.Entry?, from start: Int, to index: Int) {
        let expected = expectation
        let isMember = followsDot(start)
        // `yield from`: no module follows.
        let continuesKeyword = previousIsKeyword && previous != UInt8(ascii: "\n")
        previousIsKeyword = false
        if expected == .module, entry?.role != .module, entry?.tokenClass != .constant, entry?.tokenClass != .keyword {
            position = index
            return
        }
        expectation = .nothing
        guard let entry, !isMember || entry.role == .afterDot else {
            switch expected {
            case .functionName: take(.functionName, to: index)
            case .typeName: take(.className, to: index)
            default: plainWord(from: start, to: index)
            }
            return
        }
        if expected == .functionName || expected == .typeName, entry.tokenClass == .builtin || entry.role == .soft {
            take(expected == .functionName ? .functionName : .className, to: index)
            return
        }
        keyword(entry, from: start, to: index)
        // What `from m import` brings in are names of any kind, no modules.
        if expectation == .module, expected == .module || continuesKeyword { expectation = .nothing }
    }

    /// Whether the name at `start` is a member (`x.print`), so that no word is reserved; `1..n` is a range.
    private func followsDot(_ start: Int) -> Bool {
        guard start > 0, source[start - 1] == UInt8(ascii: ".") else {
            return grammar.dialect == .r && start > 0 && source[start - 1] == UInt8(ascii: "$")
        }
        return start < 2 || source[start - 2] != UInt8(ascii: ".")
    }

    private mutating func keyword(_ entry: WordTable.Entry, from start: Int, to index: Int) {
        var tokenClass = entry.tokenClass
        switch entry.role {
        case .function: expectation = .functionName
        case .type: expectation = .typeName
        case .module: expectation = .module
        case .soft: tokenClass = softKeyword(from: start, to: index)
        case .called: tokenClass = calledBuiltin(at: index)
        case .none, .afterDot: break
        }
        take(tokenClass, to: index)
        previousIsKeyword = tokenClass == .keyword || tokenClass == .wordOperator
    }
}
