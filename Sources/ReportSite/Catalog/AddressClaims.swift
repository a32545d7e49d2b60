/// Who has which path of the site, where a file system may take two for one: equal without regard to case or to how
/// accents are encoded, or one a file where the other needs a folder.
struct AddressClaims {
    /// Swift compares strings by canonical equivalence, so composed and decomposed accents are one key here.
    private var files: [String: String] = [:]
    private var folders: [String: String] = [:]
    private var ownFolders: [String: String] = [:]

    /// Takes all paths of a report, or tells which key has one of them already.
    mutating func claim(_ address: ReportAddress, key: String) -> (path: String, key: String)? {
        let paths = [address.page, address.download, address.changesPage]
        let ownFolder = String(address.filesFolder.dropLast())
        for path in paths {
            let folded = path.lowercased()
            if let taken = files[folded] ?? folders[folded] ?? ownFolders[folded] { return (path, taken) }
        }
        let foldedOwn = ownFolder.lowercased()
        if let taken = files[foldedOwn] ?? folders[foldedOwn] ?? ownFolders[foldedOwn] {
            return (ownFolder + "/", taken)
        }
        let parents = Self.parents(of: address.page.lowercased())
        for parent in parents where folders[parent] == nil {
            if let taken = files[parent] ?? ownFolders[parent] { return (parent + "/", taken) }
        }
        for path in paths { files[path.lowercased()] = key }
        ownFolders[foldedOwn] = key
        for parent in parents where folders[parent] == nil { folders[parent] = key }
        return nil
    }

    /// `reports/a/b/name.html` -> `reports/a/b`, `reports/a`, `reports`.
    private static func parents(of path: String) -> [String] {
        var parents: [String] = []
        var rest = Substring(path)
        while let slash = rest.utf8.lastIndex(of: UInt8(ascii: "/")) {
            rest = rest[..<slash]
            parents.append(String(rest))
        }
        return parents
    }
}
