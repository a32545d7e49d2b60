/// The paths by which CloudFront forgets objects, from the keys of the objects.
///
/// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/invalidation-specifying-objects.html
package enum InvalidationPaths {
    /// How many paths one invalidation should have at most, and how many of them with a wildcard.
    package struct Limits: Sendable, Hashable {
        /// Above this a folder is named as a whole: 1,000 paths a month are free, and 3,000 may be in progress.
        package var paths: Int
        /// 15 may be in progress in a distribution; some are left to publishers at work at the same time.
        package var wildcards: Int
        /// Characters in a path; the service takes 4,000.
        package var length: Int

        package init(paths: Int = 100, wildcards: Int = 5, length: Int = 4_000) {
            self.paths = max(paths, 1)
            self.wildcards = max(wildcards, 1)
            self.length = max(length, 2)
        }
    }

    /// The paths that stand for objects in an edge cache, within the limits.
    ///
    ///     ["reports/a b.html"]  ->  ["/reports/a%20b.html"]
    ///
    /// - Parameter keys: keys below the root of the site, as they are, not encoded.
    package static func covering(keys: some Sequence<String>, limits: Limits = Limits()) -> [String] {
        collapse(keys.flatMap(paths(ofKey:)), limits: limits)
    }

    /// All spellings under which an object may be cached, encoded.
    ///
    /// The service wants what RFC 1738 calls unsafe encoded and nothing else, and refuses a raw `~`. Links of the site
    /// encode reserved characters too, so both spellings are named where they differ. `index.html` is asked for by its
    /// folder as well. A `*` at the end would be a wildcard and is always encoded.
    package static func paths(ofKey key: String) -> [String] {
        let parts = key.utf8.split(separator: 0x2F, omittingEmptySubsequences: false)
        var paths = spellings(ofKey: key)
        if let last = parts.last, last.elementsEqual("index.html".utf8) {
            paths += spellings(ofKey: String(decoding: key.utf8.dropLast(10), as: UTF8.self))
        }
        return paths
    }

    /// Fewer paths that cover the same: folders named with a wildcard where there are too many paths.
    ///
    /// Folders of one depth are tried, the deepest first, those with most paths before others, so that little else is
    /// forgotten; `/*` is the last resort. Sorted, and the same for the same set of paths.
    package static func collapse(_ paths: [String], limits: Limits = Limits()) -> [String] {
        let unique = Set(paths.map { shortened($0, to: limits.length) }).sorted(by: precedes)
        let given = unique.count { $0.utf8.last == star }
        if unique.count <= limits.paths && given <= limits.wildcards { return unique }
        let depth = min(unique.reduce(0) { max($0, self.depth(of: $1)) }, deepest)
        for depth in stride(from: depth, to: 0, by: -1) {
            let collapsed = collapse(unique, atDepth: depth, limits: limits)
            if collapsed.count <= limits.paths, collapsed.count(where: { $0.utf8.last == star }) <= limits.wildcards {
                return collapsed
            }
        }
        return ["/*"]
    }

    private static let star: UInt8 = 0x2A
    /// Folders below this are not told apart, so that paths of slashes alone cost no more than others.
    private static let deepest = 8

    private static func collapse(_ paths: [String], atDepth depth: Int, limits: Limits) -> [String] {
        let folders = paths.map { folder(of: $0, depth: depth) }
        var counts: [String: Int] = [:]
        for case let folder? in folders { counts[folder, default: 0] += 1 }
        let largest = counts.filter { $0.value > 1 }.sorted {
            $0.value == $1.value ? precedes($0.key, $1.key) : $0.value > $1.value
        }
        let chosen = Set(largest.prefix(limits.wildcards).map(\.key))
        let kept = zip(paths, folders).filter { _, folder in folder.map { !chosen.contains($0) } ?? true }.map(\.0)
        return (kept + chosen.map { $0 + "*" }).sorted(by: precedes)
    }

    /// The first folders of a path, `/a/b/` for depth 2; nil where there are not so many.
    private static func folder(of path: String, depth: Int) -> String? {
        var slashes = 0
        var index = path.utf8.startIndex
        while index < path.utf8.endIndex {
            if path.utf8[index] == 0x2F {
                slashes += 1
                if slashes == depth + 1 { return String(path[...index]) }
            }
            index = path.utf8.index(after: index)
        }
        return nil
    }

    private static func depth(of path: String) -> Int { path.utf8.count { $0 == 0x2F } - 1 }

    /// A path that is too long is cut, and a wildcard stands for the rest.
    private static func shortened(_ path: String, to length: Int) -> String {
        guard path.utf8.count > length else { return path }
        var bytes = Array(path.utf8.prefix(length - 1))
        // An escape that was cut through goes as a whole.
        if let percent = bytes.suffix(2).lastIndex(of: 0x25) { bytes.removeSubrange(percent...) }
        return String(decoding: bytes, as: UTF8.self) + "*"
    }

    private static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }
}

extension InvalidationPaths {
    private static func spellings(ofKey key: String) -> [String] {
        let sparing = encoded(key, isPlain: isSafe)
        let thorough = encoded(key) { isSafe($0) && !isReserved($0) }
        let named = sparing.utf8.last == star ? thorough : sparing
        return named == thorough ? [named] : [named, thorough]
    }

    private static func encoded(_ key: String, isPlain: (UInt8) -> Bool) -> String {
        var bytes: [UInt8] = [0x2F]
        for byte in key.utf8 {
            if isPlain(byte) { bytes.append(byte) } else { PercentEncoding.appendEscape(of: byte, to: &bytes) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// What stands for itself in a path: printable ASCII but the unsafe characters of RFC 1738 section 2.2, and `?`,
    /// which would begin a query.
    private static func isSafe(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x22, 0x23, 0x25, 0x3C, 0x3E, 0x3F, 0x5B, 0x5C, 0x5D, 0x5E, 0x60, 0x7B, 0x7C, 0x7D, 0x7E: false
        case 0x21...0x7D: true
        default: false
        }
    }

    /// RFC 3986 section 2.2, without the slash.
    private static func isReserved(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x21, 0x24, 0x26...0x2C, 0x3A, 0x3B, 0x3D, 0x40: true
        default: false
        }
    }
}
