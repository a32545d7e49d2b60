import NotebookHTML

/// The static files of a site under content-hashed addresses, so that they may be cached for ever.
///
///     style.css  ->  assets/style-3f2a9c0d1e4b5a67.css
package struct SiteAssets: Sendable {
    /// The files sorted by name.
    package let files: [File]
    private let indices: [String: Int]
    /// The style sheet of a page that stands alone: without the sheets of lists and of the index.
    let standaloneSheet: [UInt8]?

    /// One file to be written.
    package struct File: Sendable, Hashable {
        /// The name it was given, for example `style.css`.
        package var name: String
        /// The path in the site, for example `assets/style-3f2a9c0d1e4b5a67.css`.
        package var path: String
        package var bytes: [UInt8]

        /// The bytes as text.
        var text: String { String(decoding: bytes, as: UTF8.self) }
    }

    /// Names (`style.css`, `index.js`, `icon.svg`; the folder `site/` of the project) and their bytes.
    ///
    /// All style sheets become one, `style.css`: itself first, then the others by name.
    package init(_ sources: [String: [UInt8]]) {
        var bytes = sources.filter { !$0.key.hasSuffix(".css") }
        let sheets = sources.keys.filter { $0.hasSuffix(".css") }
            .sorted { ($0 == "style.css" ? "" : $0) < ($1 == "style.css" ? "" : $1) }
        let standalone = sheets.filter { $0 != "index.css" && $0 != "pages.css" }.compactMap { sources[$0] }
        standaloneSheet =
            standalone.isEmpty
            ? nil
            : Self.addressed(StyleSheetSqueezer.squeeze(Array(standalone.joined(separator: [0x0A]))), others: bytes)
        if !sheets.isEmpty {
            let sheet = StyleSheetSqueezer.squeeze(
                Array(sheets.compactMap { sources[$0] }.joined(separator: [0x0A])))
            bytes["style.css"] = Self.addressed(sheet, others: bytes)
        }
        files = bytes.map { File(name: $0.key, path: Self.path(name: $0.key, bytes: $0.value), bytes: $0.value) }
            .sorted { $0.name < $1.name }
        indices = Dictionary(files.enumerated().map { ($1.name, $0) }) { first, _ in first }
    }

    /// The asset of a name, or nil where the site has none.
    package subscript(name: String) -> File? { indices[name].map { files[$0] } }

    /// The sheet with `url(logo.svg)` as the address that file gets; it stands beside the sheet.
    private static func addressed(_ sheet: [UInt8], others: [String: [UInt8]]) -> [UInt8] {
        let opening = Array("url(".utf8)
        var result: [UInt8] = []
        var rest = sheet[...]
        while let start = rest.indices.first(where: { rest[$0] == opening[0] && rest[$0...].starts(with: opening) }) {
            let end = rest[start...].firstIndex(of: UInt8(ascii: ")")) ?? rest.endIndex
            let quotes: Set<UInt8> = [UInt8(ascii: "\""), UInt8(ascii: "'")]
            let name = String(decoding: rest[(start + 4)..<end].filter { !quotes.contains($0) }, as: UTF8.self)
            result.append(contentsOf: rest[..<(start + 4)])
            if let bytes = others[name] {
                result.append(contentsOf: SiteAddress.href(to: path(name: name, bytes: bytes), from: "assets/").utf8)
            } else {
                result.append(contentsOf: rest[(start + 4)..<end])
            }
            rest = rest[end...]
        }
        return result + rest
    }

    /// 64 bits of the digest tell apart more versions than a site will ever have.
    private static func path(name: String, bytes: [UInt8]) -> String {
        let hash = SHA256.hex(bytes).prefix(16)
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return "assets/\(name)-\(hash)" }
        return "assets/\(name[..<dot])-\(hash)\(name[dot...])"
    }
}
