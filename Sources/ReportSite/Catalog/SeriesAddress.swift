import NotebookHTML

/// Where the pages of one series stand in the site: a contract that feeds and readers' bookmarks rely on.
///
///     team/report  ->  series/team/report/index.html, latest.html, latest-successful.html, feed.xml, 2023-12.html
///
/// A name that can't be a folder as it is, or that a file system may take for another series' folder, gets a folder of
/// its last part and a hash of the whole name. Paths are relative to the root of the site and not percent-encoded.
package struct SeriesAddress: Sendable, Hashable {
    /// The folder, ending in `/`; other series may have folders in it.
    package let folder: String

    /// The page of all runs.
    package var page: String { folder + "index.html" }
    /// Leads to the newest run.
    package var latest: String { folder + "latest.html" }
    /// Leads to the newest run that succeeded.
    package var latestSuccessful: String { folder + "latest-successful.html" }
    /// The Atom feed.
    package var feed: String { folder + "feed.xml" }

    /// The page of a month, named as `MonthPages` names it.
    package func month(_ name: String) -> String { "\(folder)\(name).html" }

    private init(name: String) { folder = "series/\(name)/" }

    /// The addresses of all series of a site by name. The same names in any order give the same addresses.
    package static func assign(_ names: some Collection<String>) -> [String: SeriesAddress] {
        var addresses: [String: SeriesAddress] = [:]
        // Swift compares strings by canonical equivalence, so composed and decomposed accents are one folder here.
        var taken: Set<String> = []
        var others: [String] = []
        for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            if isFolder(name), taken.insert(name.lowercased()).inserted {
                addresses[name] = SeriesAddress(name: name)
            } else {
                others.append(name)
            }
        }
        for name in others {
            let hash = SHA256.hex(Array(name.utf8))
            var length = 16
            while !taken.insert("\(slug(name))-\(hash.prefix(length))".lowercased()).inserted, length < 64 {
                length += 1
            }
            addresses[name] = SeriesAddress(name: "\(slug(name))-\(hash.prefix(length))")
        }
        return addresses
    }

    /// Whether a name stays in `series/` on every system, fits, and leaves the names of the pages free.
    private static func isFolder(_ name: String) -> Bool {
        guard name.utf8.count <= 800, !name.unicodeScalars.contains(where: isUnsafe) else { return false }
        return name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).allSatisfy { segment in
            let end = String(decoding: segment.suffix(5), as: UTF8.self).lowercased()
            return !segment.isEmpty && segment.count <= 200 && !segment.elementsEqual(".".utf8)
                && !segment.elementsEqual("..".utf8) && !end.hasSuffix(".html") && !end.hasSuffix(".xml")
        }
    }

    /// C0, DEL, C1, line separators, and what some systems read as a folder separator.
    private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029, 0x5C: true
        default: false
        }
    }

    /// The letters and digits of the last part, at most 60 bytes.
    private static func slug(_ name: String) -> String {
        var slug = ""
        for scalar in (name.segments.last ?? "").unicodeScalars {
            let isWord = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            if isWord {
                slug.unicodeScalars.append(scalar)
            } else if slug.last != "-", !slug.isEmpty {
                slug.append("-")
            }
            if slug.utf8.count > 56 { break }
        }
        while slug.last == "-" { slug.removeLast() }
        return slug.isEmpty ? "series" : slug
    }
}
