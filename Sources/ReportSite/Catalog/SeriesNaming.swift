/// How a series is named after a key, where not by the whole key without its timestamp.
///
///     {folder}          sales/emea/weekly-2023-12-11.ipynb  ->  sales/emea
///     {name}                                                ->  weekly
///     {1}/{name}                                            ->  sales/weekly
package struct SeriesNaming: Sendable, Hashable, CustomStringConvertible {
    /// The pattern as it was written.
    package let text: String
    private let parts: [Part]

    /// The pattern: part of what tells whether pages have to be made again, so the same in every process.
    package var description: String { text }

    private enum Part: Sendable, Hashable {
        case literal(String)
        case folder, name
        /// The folder of this number, from 1; the name counts as the last.
        case segment(Int)
    }

    /// A pattern of `{folder}`, `{name}`, `{1}` to `{9}` and any text between them, or nil where it has none of them, an
    /// unknown one or a single brace.
    package init?(_ text: String) {
        self.text = text
        var parts: [Part] = []
        var rest = text[...]
        while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
            if brace > rest.startIndex { parts.append(.literal(String(rest[..<brace]))) }
            guard rest[brace] == "{", let end = rest[brace...].firstIndex(of: "}") else { return nil }
            switch rest[rest.index(after: brace)..<end] {
            case "folder": parts.append(.folder)
            case "name": parts.append(.name)
            case let digits:
                guard digits.utf8.count == 1, let number = Int(digits), number > 0 else { return nil }
                parts.append(.segment(number))
            }
            rest = rest[rest.index(after: end)...]
        }
        if !rest.isEmpty { parts.append(.literal(String(rest))) }
        let isConstant = parts.allSatisfy { if case .literal = $0 { true } else { false } }
        if isConstant { return nil }
        self.parts = parts
    }

    /// The name for a key that has no timestamp any more; folders that come out empty are left out.
    func name(of key: String) -> String {
        let segments = key.segments.map(String.init)
        let joined = parts.map { part in
            switch part {
            case .literal(let text): text
            case .folder: segments.dropLast().joined(separator: "/")
            case .name: segments.last ?? ""
            case .segment(let number): number <= segments.count ? segments[number - 1] : ""
            }
        }.joined()
        let name = joined.segments.joined(separator: "/")
        return name.isEmpty ? key : name
    }
}
