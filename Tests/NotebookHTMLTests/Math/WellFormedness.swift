/// Checks that markup is well-formed XML made of the elements and attributes a formula may have.
enum WellFormedness {
    private static let elements: Set = [
        "math", "semantics", "annotation", "mi", "mo", "mn", "mtext", "mspace", "mrow", "mstyle", "mpadded", "mphantom",
        "mfrac", "msqrt", "mroot", "msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts",
        "mprescripts", "mtable", "mtr", "mtd", "a", "code",
    ]
    private static let attributes: Set = [
        "display", "encoding", "form", "lspace", "rspace", "stretchy", "symmetric", "minsize", "maxsize",
        "movablelimits", "accent", "accentunder", "linethickness", "width", "height", "depth", "voffset",
        "displaystyle", "scriptlevel", "mathvariant", "mathcolor", "mathbackground", "mathsize", "columnspan", "class",
        "style", "id", "href", "rel", "target", "title",
    ]

    /// The first thing that is wrong, or nil.
    static func problem(in markup: [UInt8]) -> String? {
        guard let text = String(validating: markup, as: UTF8.self) else { return "invalid UTF-8" }
        if let bad = text.unicodeScalars.first(where: { $0.value < 0x20 && $0 != "\n" && $0 != "\t" }) {
            return "control character \(bad.value)"
        }
        // A combining mark would melt into the `>` before it.
        let plain = String(text.unicodeScalars.map { $0.isASCII ? Character($0) : "?" })
        var open: [Substring] = []
        var rest = plain[...]
        while !rest.isEmpty {
            let content = rest.prefix { $0 != "<" }
            if let problem = entityProblem(in: content) { return problem }
            rest = rest.dropFirst(content.count)
            guard !rest.isEmpty else { break }
            guard let end = rest.firstIndex(of: ">") else { return "a tag does not end" }
            var tag = rest[rest.index(after: rest.startIndex)..<end]
            rest = rest[rest.index(after: end)...]
            if tag.hasPrefix("/") {
                guard open.popLast() == tag.dropFirst() else { return "unbalanced </\(tag.dropFirst())>" }
                continue
            }
            let isEmpty = tag.hasSuffix("/")
            if isEmpty { tag = tag.dropLast() }
            let name = tag.prefix { $0 != " " }
            guard elements.contains(String(name)) else { return "element \(name)" }
            if let problem = attributeProblem(in: tag.dropFirst(name.count)) { return problem }
            if !isEmpty { open.append(name) }
        }
        return open.isEmpty ? nil : "<\(open[0])> is not closed"
    }

    private static func attributeProblem(in source: Substring) -> String? {
        var rest = source
        var seen: Set<Substring> = []
        while !rest.isEmpty {
            guard rest.first == " " else { return "no space before an attribute" }
            rest = rest.dropFirst()
            let name = rest.prefix { $0 != "=" }
            guard attributes.contains(String(name)), seen.insert(name).inserted else { return "attribute \(name)" }
            rest = rest.dropFirst(name.count)
            guard rest.hasPrefix("=\"") else { return "an attribute without a value" }
            rest = rest.dropFirst(2)
            let value = rest.prefix { $0 != "\"" }
            rest = rest.dropFirst(value.count)
            guard rest.first == "\"" else { return "a value does not end" }
            rest = rest.dropFirst()
            if let problem = entityProblem(in: value) { return problem }
            if name == "id", !value.hasPrefix("eq-") { return "id \(value)" }
            let isLink = ["http://", "https://", "#eq-"].contains { value.lowercased().hasPrefix($0) }
            if name == "href", !isLink { return "href \(value)" }
        }
        return nil
    }

    private static func entityProblem(in text: Substring) -> String? {
        var rest = text
        while let start = rest.firstIndex(of: "&") {
            rest = rest[start...]
            guard let entity = ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;"].first(where: { rest.hasPrefix($0) }) else {
                return "a bare &"
            }
            rest = rest.dropFirst(entity.count)
        }
        return nil
    }
}
