extension SafeHTMLWriter {
    /// Takes over the rules of a `<style>` element whose selectors begin with an id of the output's own, as pandas' Styler
    /// writes them, or with a class of its own. They are written anew from their tokens, with the prefix of the ids, so
    /// they match nothing else.
    ///
    ///     #T_a_row0_col1 { color: red; position: fixed }     becomes     #out-1-1-T_a_row0_col1{color:red}
    ///     table.a td { color: red }                          becomes     table.out-1-1-a td{color:red}
    ///
    /// A class that has been met before its rule has not been written: such a rule would match nothing, and is left out.
    mutating func takeOver(styleSheet source: [UInt8]) {
        var rest = source[...]
        while let open = rest.firstIndex(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: ";") }) {
            let head = Self.withoutComments(rest[..<open])
            guard rest[open] == UInt8(ascii: "{") else {
                // An @import or the like.
                report.refusedStyles += 1
                rest = rest[(open + 1)...]
                continue
            }
            let end = Self.endOfBlock(rest[(open + 1)...])
            let body = rest[(open + 1)..<end]
            rest = rest[min(end + 1, rest.endIndex)...]
            takeOver(rule: head, body)
        }
    }

    private mutating func takeOver(rule head: [UInt8], _ body: ArraySlice<UInt8>) {
        let selectors = head.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        if selectors.allSatisfy(Self.isBoilerplate) { return }
        var written: [UInt8] = []
        var classes: Set<[UInt8]> = []
        for selector in selectors {
            var parser = StyleSelector(selector, prefix: Array(policy.idPrefix.utf8))
            guard let result = parser.parse(), parser.leadingClass.map(unwrittenClasses.contains) != true,
                isAffordable(selector)
            else {
                report.refusedStyles += 1
                return
            }
            if !written.isEmpty { written.append(UInt8(ascii: ",")) }
            written += result
            classes.formUnion(parser.classes)
        }
        var declarations: [UInt8] = []
        StyleDeclarations.append(Self.withoutComments(body)[...], .td, to: &declarations)
        guard !declarations.isEmpty else {
            if !body.allSatisfy(HTMLTokenizer.isSpace) { report.refusedStyles += 1 }
            return
        }
        styledClasses.formUnion(classes)
        styleSheet += written
        styleSheet.append(UInt8(ascii: "{"))
        styleSheet += declarations.dropLast()
        styleSheet.append(UInt8(ascii: "}"))
    }

    /// Whether a selector ends in an id, by which browsers find its one element, or is one of not too many others: those
    /// are tried on every element, which for thousands takes minutes.
    private mutating func isAffordable(_ selector: ArraySlice<UInt8>) -> Bool {
        let last = selector.drop(while: HTMLTokenizer.isSpace)
            .split { HTMLTokenizer.isSpace($0) || $0 == UInt8(ascii: ">") }.last
        if last?.contains(UInt8(ascii: "#")) == true { return true }
        report.generalRules += 1
        return report.generalRules <= Self.generalRuleLimit
    }

    /// Far more than pandas' Styler writes: it styles cells by their ids.
    private static let generalRuleLimit = 500

    /// What tools write with every output of theirs and our own style sheet sees to: pandas' tables, R's vectors, the
    /// trees of .NET, fastprogress' bars; and the look of Colab's buttons, which are not shown.
    private static let boilerplate = [
        ".dataframe", ".list-inline", ".dl-inline", ".dni-", "progress", ".progress-bar", ".colab-df-",
    ]
    .map { Array($0.utf8) }

    private static func isBoilerplate(_ selector: ArraySlice<UInt8>) -> Bool {
        let start = selector.drop(while: HTMLTokenizer.isSpace)
        return boilerplate.contains { start.starts(with: $0) }
    }

    /// Where the block ends whose `{` was read, counting blocks inside it.
    private static func endOfBlock(_ source: ArraySlice<UInt8>) -> Int {
        var depth = 1
        for index in source.indices {
            if source[index] == UInt8(ascii: "{") { depth += 1 }
            if source[index] == UInt8(ascii: "}") { depth -= 1 }
            if depth == 0 { return index }
        }
        return source.endIndex
    }

    private static func withoutComments(_ source: ArraySlice<UInt8>) -> [UInt8] {
        guard source.contains(UInt8(ascii: "/")) else { return Array(source) }
        var result: [UInt8] = []
        var isComment = false
        var index = source.startIndex
        while index < source.endIndex {
            let pair = source[index...].prefix(2)
            if pair.elementsEqual((isComment ? "*/" : "/*").utf8) {
                isComment.toggle()
                index += 2
            } else {
                if !isComment { result.append(source[index]) }
                index += 1
            }
        }
        return result
    }
}

/// A selector of the few forms tools write: type, class, id and simple pseudo-class selectors, of which the first
/// element's has an id or a class of the output's own.
struct StyleSelector {
    /// The class names it refers to, without their prefix.
    private(set) var classes: Set<[UInt8]> = []
    /// The class that keeps it in its output; nil where an id does.
    private(set) var leadingClass: [UInt8]?
    /// Whether the part for the first element has a name of the output's own.
    private var isOwn = false
    private var isInFirst = true
    private var rest: ArraySlice<UInt8>
    private let prefix: [UInt8]

    init(_ source: ArraySlice<UInt8>, prefix: [UInt8]) {
        rest = source.drop(while: HTMLTokenizer.isSpace)
        rest.removeLast(rest.reversed().prefix(while: HTMLTokenizer.isSpace).count)
        self.prefix = prefix
    }

    /// The selector with its ids and class names prefixed; nil when it is of no form known, or might match elsewhere.
    mutating func parse() -> [UInt8]? {
        guard prefix.allSatisfy(Self.isNameByte) else { return nil }
        var result: [UInt8] = []
        while let byte = rest.first {
            guard result.count < 1_000 else { return nil }
            let isRead =
                switch byte {
                case UInt8(ascii: "#"), UInt8(ascii: "."): readName(byte, &result)
                case UInt8(ascii: ":"): readPseudoClass(&result)
                default: readType(&result) || readCombinator(&result)
                }
            guard isRead else { return nil }
        }
        return isOwn ? result : nil
    }

    private mutating func readName(_ mark: UInt8, _ result: inout [UInt8]) -> Bool {
        let name = Array(rest.dropFirst().prefix(while: Self.isNameByte))
        guard let first = name.first, prefix.isEmpty ? HTMLTokenizer.isLetter(first) : true else { return false }
        rest = rest.dropFirst(1 + name.count)
        result.append(mark)
        let isClass = mark == UInt8(ascii: ".")
        if isClass { classes.insert(name) }
        if !isClass || !SafeHTMLWriter.plainClasses.contains(name) {
            result += prefix
            note(name, isClass: isClass)
        }
        result += name
        return true
    }

    /// Notes a name that only this output has; where no prefix makes classes its own, ids alone are.
    private mutating func note(_ name: [UInt8], isClass: Bool) {
        guard isInFirst, !isClass || !prefix.isEmpty else { return }
        if isClass, !isOwn { leadingClass = name }
        if !isClass { leadingClass = nil }
        isOwn = true
    }

    private mutating func readPseudoClass(_ result: inout [UInt8]) -> Bool {
        let name = rest.dropFirst().prefix { HTMLTokenizer.isLetter($0) || $0 == UInt8(ascii: "-") }
        let words = ["hover", "first-child", "last-child", "only-child", "first-of-type", "last-of-type", "nth-child"]
        guard let word = words.first(where: { name.elementsEqual($0.utf8) }) else { return false }
        rest = rest[name.endIndex...]
        result += ":\(word)".utf8
        guard word == "nth-child" else { return true }
        guard rest.first == UInt8(ascii: "("), let end = rest.firstIndex(of: UInt8(ascii: ")")) else { return false }
        let argument = rest[(rest.startIndex + 1)..<end].filter { !HTMLTokenizer.isSpace($0) }
        let isIndex = argument.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x6E || $0 == 0x2B || $0 == 0x2D }
        guard isIndex && !argument.isEmpty || ["odd", "even"].contains(where: { argument.elementsEqual($0.utf8) })
        else {
            return false
        }
        rest = rest[(end + 1)...]
        result += "(".utf8 + argument + ")".utf8
        return true
    }

    private mutating func readType(_ result: inout [UInt8]) -> Bool {
        let name = rest.prefix { HTMLTokenizer.isLetter($0) || (0x30...0x39).contains($0) }
        let element = HTMLElement(name: name.map(HTMLTokenizer.lowercased)).written
        // A type directly behind a name was read with it, so a blank, `>` or nothing stands before this one.
        guard !name.isEmpty, element.traits.contains(.allowed) else { return false }
        rest = rest[name.endIndex...]
        result += element.name
        return true
    }

    private mutating func readCombinator(_ result: inout [UInt8]) -> Bool {
        var combinator = rest.prefix { HTMLTokenizer.isSpace($0) || $0 == UInt8(ascii: ">") }
        guard !combinator.isEmpty, isOwn else { return false }
        isInFirst = false
        rest = rest[combinator.endIndex...]
        combinator.removeAll(where: HTMLTokenizer.isSpace)
        guard combinator.count <= 1, !rest.isEmpty else { return false }
        result.append(combinator.first ?? 0x20)
        return true
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        HTMLTokenizer.isLetter(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: "_")
    }
}
