/// Reads the tags of a mustache text and refuses what its page does not know, with the line.
///
/// The engine itself renders an unknown name as nothing: a mistyped tag would be an empty page.
struct TemplateCheck {
    private let name: PageTemplates.Name
    private let text: [UInt8]
    private let tags: [String: PageTemplates.Name.Tag]
    private var line = 1
    private var open: [(name: String, line: Int)] = []
    private var seen: [String: Int] = [:]

    init(_ name: PageTemplates.Name, text: String) {
        self.name = name
        self.text = Array(text.utf8)
        tags = name.tags
    }

    /// Checks the whole text.
    mutating func run() throws(TemplateError) {
        var index = 0
        while index < text.count {
            if text[index] == UInt8(ascii: "\n") { line += 1 }
            if text[index...].starts(with: "{{".utf8) {
                index = try readTag(at: index)
            } else {
                index += 1
            }
        }
        if let section = open.last {
            line = section.line
            throw fault("The section {{#\(section.name)}} is never closed: add {{/\(section.name)}}.")
        }
        for (tag, kind) in tags.sorted(by: { $0.key < $1.key }) where kind.isRequired && seen[tag] != 1 {
            throw fault(
                "The page needs {{{\(tag)}}} exactly once, outside sections; it is there \(seen[tag] ?? 0) times.")
        }
    }

    /// Reads the tag at `start` and returns where it ends.
    private mutating func readTag(at start: Int) throws(TemplateError) -> Int {
        let isTriple = text[start...].starts(with: "{{{".utf8)
        let (opening, closing) = isTriple ? (3, "}}}") : (2, "}}")
        var end = start + opening
        while end < text.count, !text[end...].starts(with: closing.utf8) { end += 1 }
        guard end < text.count else { throw fault("A tag is never closed: add \(closing).") }
        let body = text[(start + opening)..<end]
        if body.first == UInt8(ascii: "!") {
            line += body.count { $0 == UInt8(ascii: "\n") }
            return end + closing.utf8.count
        }
        var content = String(decoding: body, as: UTF8.self)
        let sigil = isTriple ? "{" : content.first.flatMap { "#^/&>=%$<*".contains($0) ? $0 : nil } ?? " "
        if "#^/&>=%$<*".contains(sigil) { content.removeFirst() }
        content = String(content.split(separator: " ").joined(separator: " "))
        try check(content, sigil: sigil)
        return end + closing.utf8.count
    }

    private mutating func check(_ content: String, sigil: Character) throws(TemplateError) {
        guard "{#^/ ".contains(sigil) else {
            throw fault(
                "{{\(sigil)\(content)}} is not available: use {{name}}, {{{name}}}, {{#name}}, {{^name}} or {{/name}}.")
        }
        if sigil == "/" {
            guard let section = open.popLast(), section.name == content else {
                throw fault("{{/\(content)}} does not close the section that is open.")
            }
            return
        }
        guard let tag = tags[content] else { throw fault(unknown(content)) }
        let isSection = sigil == "#" || sigil == "^"
        switch tag.kind {
        case .text where sigil == "{":
            throw fault("{{{\(content)}}} would not be escaped: write {{\(content)}}.")
        case .markup where sigil == " ":
            throw fault("{{\(content)}} would show markup as text: write {{{\(content)}}}.")
        case .flag where !isSection:
            throw fault("\(content) is on or off: write {{#\(content)}}...{{/\(content)}}.")
        default: break
        }
        if isSection {
            open.append((content, line))
        } else {
            // A required tag inside a section might not be rendered: it does not count.
            seen[content, default: 0] += tag.isRequired && !open.isEmpty ? 2 : 1
        }
    }

    private func unknown(_ content: String) -> String {
        let nearest = tags.keys.sorted().min { Self.distance(content, $0) < Self.distance(content, $1) }
        let isNear = nearest.map { 2 * Self.distance(content, $0) <= max(content.utf8.count, $0.utf8.count) } ?? false
        let hint = nearest.map { isNear ? " Did you mean \($0)?" : "" } ?? ""
        return "The tag \(content) is unknown.\(hint) Known are: \(tags.keys.sorted().joined(separator: ", "))."
    }

    private func fault(_ reason: String) -> TemplateError {
        TemplateError(template: name.rawValue, line: line, reason: reason)
    }

    /// The edit distance of Levenshtein, cut off for long names.
    private static func distance(_ left: String, _ right: String) -> Int {
        let (a, b) = (Array(left.utf8.prefix(40)), Array(right.utf8.prefix(40)))
        var row = Array(0...b.count)
        for (i, byte) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in b.enumerated() {
                let next = min(row[j + 1] + 1, row[j] + 1, diagonal + (byte == other ? 0 : 1))
                (diagonal, row[j + 1]) = (row[j + 1], next)
            }
        }
        return row[b.count]
    }
}
