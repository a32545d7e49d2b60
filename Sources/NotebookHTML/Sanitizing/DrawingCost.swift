/// How many elements a browser draws for an SVG, in which parts may be used again and again.
///
/// `<use>` of a group that uses a group ten times, and so on, are billions of elements in a kilobyte: the page would hang.
///
///     DrawingCost.isAffordable(svg)   // false for such a drawing
struct DrawingCost {
    /// What is drawn for an element with an id: itself and what it holds, less the parts that have ids of their own.
    private struct Part {
        var elements = 0
        /// Indices of the parts in it.
        var inner: [Int] = []
        /// The ids it refers to.
        var references: [[UInt8]] = []
    }

    private var parts = [Part()]
    private var indices: [[UInt8]: Int] = [:]
    private var elements = 0
    private var hasMarkupEntities = false

    /// Whether a drawing is of a size browsers show at once: a million elements, and four times what is in it.
    static func isAffordable(_ svg: some Collection<UInt8>) -> Bool {
        // A drawing in UTF-16 can't be looked through.
        guard !svg.contains(0) else { return false }
        // With few references there is little to multiply.
        guard svg.count(where: { $0 == UInt8(ascii: "#") }) >= 8 || holds("<!ENTITY", svg) else { return true }
        let cost = DrawingCost(Array(svg))
        return !cost.hasMarkupEntities && cost.total <= 1_000_000 + 4 * cost.elements
    }

    /// Whether what a `data:` address holds is such a drawing, or none.
    static func isAffordable(address: [UInt8]) -> Bool {
        guard let comma = address.firstIndex(of: UInt8(ascii: ",")) else { return true }
        let type = address[..<comma].map(HTMLTokenizer.lowercased)
        guard type.starts(with: "data:image/svg".utf8) else { return true }
        let content = PercentEncoding.decoded(address[(comma + 1)...])
        return type.suffix(7).elementsEqual(";base64".utf8)
            ? isAffordable(Base64.decoded(content.lazy.filter { $0 > 0x20 })) : isAffordable(content)
    }

    private init(_ svg: [UInt8]) {
        var tokens = HTMLTokenizer(svg)
        tokens.allowsCDATA = true
        var open: [(name: [UInt8], part: Int)] = []
        while let token = tokens.next() {
            switch token {
            case .startTag:
                let part = start(tokens.tag, in: open.last?.part ?? 0)
                if !tokens.tag.isSelfClosing { open.append((tokens.tag.name, part)) }
            case .endTag: if open.last?.name == tokens.tag.name { open.removeLast() }
            case .text, .decoded, .comment, .doctype: continue
            }
        }
        hasMarkupEntities = Self.hasMarkupEntities(svg)
    }

    /// Counts an element; the part it or what is in it belongs to.
    private mutating func start(_ tag: HTMLTag, in outer: Int) -> Int {
        elements += 1
        var part = outer
        if let id = tag.first(.id).map({ Array($0) }), indices[id] == nil {
            part = parts.count
            parts.append(Part())
            parts[outer].inner.append(part)
            indices[id] = part
        }
        parts[part].elements += 1
        for attribute in tag.attributes {
            let value = tag.value(of: attribute)
            guard value.contains(UInt8(ascii: "#")) else { continue }
            if value.first == UInt8(ascii: "#") { parts[part].references.append(Array(value.dropFirst())) }
            parts[part].references += Self.targets(in: value)
        }
        return part
    }

    /// The ids in `url(#id)`.
    private static func targets(in value: ArraySlice<UInt8>) -> [[UInt8]] {
        value.split(separator: UInt8(ascii: "(")).dropFirst().compactMap { argument in
            let isMark = { (byte: UInt8) in byte <= 0x20 || byte == 0x22 || byte == 0x27 }
            let address = argument.drop(while: isMark)
            guard address.first == UInt8(ascii: "#") else { return nil }
            return Array(address.dropFirst().prefix { !isMark($0) && $0 != UInt8(ascii: ")") })
        }
    }

    /// What is drawn for all parts, each as often as it is used; what uses itself counts as endless.
    private var total: Int {
        var costs = [Int?](repeating: nil, count: parts.count)
        var isOpen = [Bool](repeating: false, count: parts.count)
        var path = [0]
        while let part = path.last {
            guard costs[part] == nil else {
                path.removeLast()
                continue
            }
            let inner = parts[part].inner + parts[part].references.compactMap { indices[$0] }
            if isOpen[part] {
                costs[part] = inner.reduce(parts[part].elements) { min($0 + (costs[$1] ?? Self.endless), Self.endless) }
            } else {
                isOpen[part] = true
                path += inner.filter { costs[$0] == nil && !isOpen[$0] }
            }
        }
        return costs[0] ?? 0
    }

    /// Whether a document type declares entities that hold elements or other entities.
    private static func hasMarkupEntities(_ svg: [UInt8]) -> Bool {
        guard holds("<!ENTITY", svg) else { return false }
        let values = svg.split { $0 == 0x22 || $0 == 0x27 }
        return zip(values, values.dropFirst()).contains { before, value in
            let isDeclaration = holds("<!ENTITY", before.suffix(200))
            return isDeclaration && value.contains { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }
        }
    }

    /// Far beyond any bound.
    private static let endless = 1 << 40

    private static func holds(_ word: StaticString, _ bytes: some Collection<UInt8>) -> Bool {
        let bytes = Array(bytes)
        return bytes[...].holds(word.description)
    }
}
