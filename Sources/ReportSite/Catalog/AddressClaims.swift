/// Who has which path of the site, where a file system may take two for one: equal without regard to case or to how
/// accents are encoded, or one a file where the other needs a folder.
struct AddressClaims {
    /// Who has a path, and what as.
    private struct Owner {
        var key: String
        /// A folder that pages stand in, which reports share; all else is one report's alone.
        var isShared = false
    }

    /// Swift compares strings by canonical equivalence, so composed and decomposed accents are one key here.
    private var owners: [String: Owner] = [:]
    /// The folder that was claimed last: most reports stand beside the one before.
    private var lastFolder = ""

    /// Takes all paths of a report, or tells which key has one of them already.
    mutating func claim(_ address: ReportAddress, key: String) -> (path: String, key: String)? {
        let page = address.page.lowercased()
        let paths = [
            (address.page, page), (address.download, address.download.lowercased()),
            (address.changesPage, address.changesPage.lowercased()),
            (address.filesFolder, String(address.filesFolder.dropLast()).lowercased()),
        ]
        for (path, folded) in paths {
            if let owner = owners[folded] { return (path, owner.key) }
        }
        let parents = Self.parents(of: page, besides: lastFolder)
        for parent in parents {
            if let owner = owners[parent], !owner.isShared { return (parent + "/", owner.key) }
        }
        for (_, folded) in paths { owners[folded] = Owner(key: key) }
        for parent in parents where owners[parent] == nil { owners[parent] = Owner(key: key, isShared: true) }
        if let first = parents.first { lastFolder = first }
        return nil
    }

    /// `reports/a/b/name.html` -> `reports/a/b`, `reports/a`, `reports`; none where the first is the one that is known.
    private static func parents(of path: String, besides known: String) -> [String] {
        var parents: [String] = []
        var rest = Substring(path)
        while let slash = rest.utf8.lastIndex(of: UInt8(ascii: "/")) {
            rest = rest[..<slash]
            if parents.isEmpty, rest.utf8.elementsEqual(known.utf8) { return [] }
            parents.append(String(rest))
        }
        return parents
    }
}
