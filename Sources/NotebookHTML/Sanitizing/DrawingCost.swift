/// How much a browser draws for an SVG, in which parts may be used again and again.
///
/// `<use>` of a group that uses a group ten times, and so on, are billions of elements in a kilobyte: the page would hang.
/// So would a mask of masks, a marker of markers at every corner of a line, a thousand blurred pictures, or a million dashes.
///
///     DrawingCost.isAffordable(svg)   // false for such a drawing
struct DrawingCost {
    /// What is drawn for an element with an id: itself and what it holds, less the parts that have ids of their own.
    private struct Part {
        /// What its elements cost, in ordinary elements.
        var elements = 0
        /// Indices of the parts in it.
        var inner: [Int] = []
        /// The ids it refers to, and how often each time.
        var references: [(id: [UInt8], count: Int)] = []
    }

    private var parts = [Part()]
    private var indices: [[UInt8]: Int] = [:]
    private var elements = 0
    private var rules = DrawingRules()
    private var weights = DrawingWeights()
    /// Whether it holds something that is not drawn in any case.
    private var isRefused = false

    /// Whether a drawing is of a size browsers show at once: a million elements, and four times what is in it.
    static func isAffordable(_ svg: some Collection<UInt8>) -> Bool {
        isAffordable(svg, depth: 0)
    }

    /// Whether what a `data:` address holds is such a drawing, or none.
    static func isAffordable(address: [UInt8]) -> Bool {
        isAffordable(address: address[...], depth: 0)
    }

    private static func isAffordable(_ svg: some Collection<UInt8>, depth: Int) -> Bool {
        // A drawing in UTF-16 can't be looked through.
        guard depth < 4, !svg.contains(0) else { return false }
        let cost = DrawingCost(Array(svg), depth: depth)
        return !cost.isRefused && cost.total <= 1_000_000 + 4 * cost.elements
    }

    /// Drawings stand in the pictures of drawings, too.
    private static func isAffordable(address: ArraySlice<UInt8>, depth: Int) -> Bool {
        guard let comma = address.firstIndex(of: UInt8(ascii: ",")) else { return true }
        let type = address[..<comma].map(HTMLTokenizer.lowercased)
        guard type.starts(with: "data:image/svg".utf8) else { return true }
        let content = PercentEncoding.decoded(address[(comma + 1)...])
        return type.suffix(7).elementsEqual(";base64".utf8)
            ? isAffordable(Base64.decoded(content.lazy.filter { $0 > 0x20 }), depth: depth)
            : isAffordable(content, depth: depth)
    }

    private init(_ svg: [UInt8], depth: Int) {
        rules = DrawingRules(of: svg)
        isRefused = Self.hasMarkupEntities(svg)
        defer { if rules.count * elements > Self.trialLimit { isRefused = true } }
        var tokens = HTMLTokenizer(svg)
        tokens.allowsCDATA = true
        var open: [(name: [UInt8], part: Int, weight: Int)] = []
        var marks = CombiningMarks()
        while let token = tokens.next() {
            switch token {
            case .startTag:
                let (part, weight) = start(
                    tokens.tag, in: open.last?.part ?? 0, inside: open.last?.weight ?? 1, depth: depth)
                if !tokens.tag.isSelfClosing { open.append((tokens.tag.name, part, weight)) }
            case .endTag: if open.last?.name == tokens.tag.name { open.removeLast() }
            case .text(let range): if marks.areTooMany(in: tokens.input[range]) { isRefused = true }
            case .decoded: if marks.areTooMany(in: tokens.decoded[...]) { isRefused = true }
            case .comment, .doctype: continue
            }
        }
    }

    /// Counts an element; the part it or what is in it belongs to, and how much more than elsewhere that costs.
    private mutating func start(
        _ tag: HTMLTag, in outer: Int, inside factor: Int, depth: Int
    ) -> (part: Int, weight: Int) {
        elements += 1
        var part = outer
        if let id = tag.first(.id).map({ Array($0) }), indices[id] == nil {
            part = parts.count
            parts.append(Part())
            parts[outer].inner.append(part)
            indices[id] = part
        }
        let found = rules.matching(tag)
        let corners = DrawingWeights.corners(of: tag)
        parts[part].elements += weights.weight(of: tag, corners: corners, period: found.period) * factor
        parts[part].references += found.references.map { ($0.id, $0.isMarker ? corners : 1) }
        for attribute in tag.attributes {
            let value = tag.value(of: attribute)
            if value.contains(UInt8(ascii: "#")) {
                let isMarker = tag.name(of: attribute).starts(with: "marker".utf8) || DrawingRules.hasMarker(value)
                if value.first == UInt8(ascii: "#") { parts[part].references.append((Array(value.dropFirst()), 1)) }
                parts[part].references += DrawingRules.targets(in: value).map { ($0, isMarker ? corners : 1) }
            }
            if value.count > 14, !Self.isAffordable(address: value, depth: depth + 1) { isRefused = true }
        }
        return (part, factor * weights.factor(of: tag))
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
            let references = parts[part].references.compactMap { id, count in indices[id].map { ($0, count) } }
            let inner = parts[part].inner.map { ($0, 1) } + references
            if isOpen[part] {
                costs[part] = inner.reduce(min(parts[part].elements, Self.endless)) { sum, use in
                    min(sum + min(costs[use.0] ?? Self.endless, Self.endless / use.1) * use.1, Self.endless)
                }
            } else {
                isOpen[part] = true
                path += inner.map(\.0).filter { costs[$0] == nil && !isOpen[$0] }
            }
        }
        return costs[0] ?? 0
    }

    /// Whether a document type declares entities that hold elements or other entities.
    private static func hasMarkupEntities(_ svg: [UInt8]) -> Bool {
        guard svg[...].holds("<!ENTITY") else { return false }
        let values = svg.split { $0 == 0x22 || $0 == 0x27 }
        return zip(values, values.dropFirst()).contains { before, value in
            let isDeclaration = before.suffix(200).holds("<!ENTITY")
            return isDeclaration && value.contains { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }
        }
    }

    /// How often selectors of style rules may be tried on elements.
    private static let trialLimit = 10_000_000

    /// Far beyond any bound.
    private static let endless = 1 << 40
}
