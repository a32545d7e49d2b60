/// What the style rules of a drawing refer to: `.a{marker-end:url(#b)}` draws `#b` at every line of the class `a`.
struct DrawingRules {
    /// What rules say of an element.
    struct Match {
        /// The ids referred to, and whether they are drawn at every corner.
        var references: [(id: [UInt8], isMarker: Bool)] = []
        /// The length after which the dashes of a line repeat.
        var period: Double?
    }

    /// How many selectors there are.
    private(set) var count = 0
    /// By the last name of the selector: `.class`, `#id`, an element's name, or `*`.
    private var matches: [[UInt8]: Match] = [:]

    init() {}

    /// Reads the `<style>` elements of a drawing.
    init(of svg: [UInt8]) {
        guard svg[...].holds("<style") else { return }
        var tokens = HTMLTokenizer(svg)
        tokens.allowsCDATA = true
        var isStyle = false
        var sheet: [UInt8] = []
        while let token = tokens.next() {
            switch token {
            case .startTag: isStyle = tokens.tag.name.elementsEqual("style".utf8) && !tokens.tag.isSelfClosing
            case .endTag: isStyle = false
            case .text(let range): if isStyle { sheet += tokens.input[range] }
            case .decoded: if isStyle { sheet += tokens.decoded }
            case .comment, .doctype: continue
            }
        }
        for rule in sheet.split(separator: UInt8(ascii: "}")) { read(rule) }
    }

    private mutating func read(_ rule: ArraySlice<UInt8>) {
        guard let open = rule.lastIndex(of: UInt8(ascii: "{")) else { return }
        count += 1 + rule[..<open].count { $0 == UInt8(ascii: ",") }
        let body = rule[(open + 1)...]
        var match = Match(period: Self.period(in: body))
        let isMarker = Self.hasMarker(body)
        match.references = Self.targets(in: body).map { ($0, isMarker) }
        guard match.period != nil || !match.references.isEmpty else { return }
        let selectors = rule[..<open].split { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "{") }
        for selector in selectors {
            let key = Self.lastName(of: selector)
            matches[key, default: Match()].references += match.references
            if let period = match.period { matches[key]?.period = period }
        }
    }

    /// What the rules say of an element, selectors read by their last name alone.
    func matching(_ tag: HTMLTag) -> Match {
        var result = Match()
        guard !matches.isEmpty else { return result }
        var keys = [Array("*".utf8), tag.name]
        if let id = tag.first(.id) { keys.append(Array("#".utf8) + id) }
        for name in tag.first(.class)?.split(whereSeparator: HTMLTokenizer.isSpace) ?? [] {
            keys.append(Array(".".utf8) + name)
        }
        for key in keys {
            guard let match = matches[key] else { continue }
            result.references += match.references
            result.period = match.period ?? result.period
        }
        return result
    }

    /// `g.a > .b:hover` is found by `.b`, `[x]` by `*`.
    private static func lastName(of selector: ArraySlice<UInt8>) -> [UInt8] {
        let last = selector.split { HTMLTokenizer.isSpace($0) || $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "+") }
            .last
        guard let compound = last?.prefix(while: { $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "[") }) else {
            return []
        }
        let isMark = { (byte: UInt8) in byte == UInt8(ascii: ".") || byte == UInt8(ascii: "#") }
        guard let start = compound.lastIndex(where: isMark) else {
            return compound.isEmpty ? Array("*".utf8) : compound.map(HTMLTokenizer.lowercased)
        }
        return Array(compound[start...])
    }

    /// The ids in `url(#id)`.
    static func targets(in value: ArraySlice<UInt8>) -> [[UInt8]] {
        value.split(separator: UInt8(ascii: "(")).dropFirst().compactMap { argument in
            let isMark = { (byte: UInt8) in byte <= 0x20 || byte == 0x22 || byte == 0x27 }
            let address = argument.drop(while: isMark)
            guard address.first == UInt8(ascii: "#") else { return nil }
            return Array(address.dropFirst().prefix { !isMark($0) && $0 != UInt8(ascii: ")") })
        }
    }

    /// Whether declarations set a marker.
    static func hasMarker(_ declarations: ArraySlice<UInt8>) -> Bool {
        declarations.holds("marker")
    }

    /// The length after which the dashes repeat that declarations set.
    static func period(in declarations: ArraySlice<UInt8>) -> Double? {
        guard let name = declarations.range(of: "stroke-dasharray:") else { return nil }
        return DrawingWeights.period(declarations[name.upperBound...].prefix { $0 != UInt8(ascii: ";") })
    }
}
