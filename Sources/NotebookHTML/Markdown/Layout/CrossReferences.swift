/// What a label names, by its first word: `fig-one` is a figure. <https://quarto.org/docs/authoring/cross-references.html>
struct ReferenceKind: Sendable, Hashable {
    var name: String
    private var prefix: String

    init?(label: some Collection<UInt8>) {
        let prefix = String(decoding: label.prefix { $0 != UInt8(ascii: "-") }.prefix(8), as: UTF8.self)
        guard prefix.utf8.count < label.count, let name = Self.names[prefix] else { return nil }
        self.name = name
        self.prefix = prefix
    }

    /// Whether it is set as a theorem is, with its name and number as title.
    var isStatement: Bool { Self.statements.contains(prefix) }
    /// Whether it stands with a caption.
    var isCaptioned: Bool { ["fig", "tbl", "lst"].contains(prefix) }

    private static let names = [
        "sec": "Section", "fig": "Figure", "tbl": "Table", "lst": "Listing", "eq": "Equation", "thm": "Theorem",
        "lem": "Lemma", "cor": "Corollary", "prp": "Proposition", "cnj": "Conjecture", "def": "Definition",
        "exm": "Example", "exr": "Exercise", "sol": "Solution", "rem": "Remark", "alg": "Algorithm", "nte": "Note",
        "tip": "Tip", "wrn": "Warning", "imp": "Important", "cau": "Caution",
    ]

    private static let statements: Set = [
        "thm", "lem", "cor", "prp", "cnj", "def", "exm", "exr", "sol", "rem", "alg",
    ]
}

/// The named places of one page and their numbers, for references from anywhere in it.
struct CrossReferences: Sendable {
    /// A place that references may lead to.
    struct Target: Sendable, Hashable {
        /// The anchor with its prefix.
        var id: [UInt8]
        /// `Figure`, nil for a place that is known by its title.
        var name: String?
        var number: [UInt8]?
        /// A heading's text or a title, without markup.
        var title: [UInt8] = []

        /// `Figure 1`, or the title.
        var text: [UInt8] {
            guard let name, let number else { return title }
            return Array("\(name)\u{A0}".utf8) + number
        }
    }

    private(set) var targets: [[UInt8]: Target] = [:]
    /// The targets of the whole page, where an earlier reading has found them.
    private var ahead: [[UInt8]: Target] = [:]
    private var unresolved: Set<[UInt8]> = []
    private var counts: [String: Int] = [:]

    init(ahead: [[UInt8]: Target] = [:]) { self.ahead = ahead }

    /// Whether something was referred to before its place, so that a second reading knows it.
    var hasForwardReferences: Bool { unresolved.contains { targets[$0] != nil } }

    /// The target of a label; one that is not known is noted.
    mutating func target(_ label: some Collection<UInt8>) -> Target? {
        let label = Array(label)
        if let target = targets[label] ?? ahead[label] { return target }
        // A text of references to nothing is kept from filling the memory.
        if unresolved.count < 100_000 { unresolved.insert(label) }
        return nil
    }

    /// Notes a place; the first of a name counts.
    mutating func define(_ label: [UInt8], _ target: Target) {
        if targets[label] == nil { targets[label] = target }
    }

    /// The next number of a kind.
    mutating func number(_ name: String) -> [UInt8] {
        let number = counts[name, default: 0] + 1
        counts[name] = number
        return Array(String(number).utf8)
    }
}
