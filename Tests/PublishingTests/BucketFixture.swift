import NotebookHTML
import ObjectStorage
import Publishing
import ReportSite
import TestSupport
import Testing

/// A bucket of notebooks and a website bucket.
struct BucketFixture {
    var source = MemoryStore()
    var site = MemoryStore()
    var options = PublishOptions()
    var design = "design 1"
    /// Seconds since 1970 for the run.
    var now = 1_800_000_000
    var invalidate: (@Sendable ([String], String) async throws -> Void)?

    /// Stores a notebook with one Markdown cell.
    func add(_ key: String, _ text: String, modified: Int? = nil) {
        let json = """
            {"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[
            {"cell_type":"markdown","id":"a","metadata":{},"source":"\(text)"}]}
            """
        source.set(key, Array(json.utf8), modified: modified)
    }

    /// A run with some keys only; all where none are named.
    func publish(_ keys: [String]? = nil, into store: MemoryStore? = nil) async throws -> PublishResult {
        try await publisher(keys, into: store).publish()
    }

    func publisher(_ keys: [String]? = nil, into store: MemoryStore? = nil) throws -> Publisher {
        var options = options
        if let keys { options.scope = .keys(keys) }
        var publisher = Publisher(
            source: source, destination: store ?? site, design: try SiteFixture.design(),
            renderOptions: RenderOptions(),
            designFingerprint: design, options: options)
        let now = Int64(now) * 1_000_000_000
        publisher.now = { now }
        publisher.invalidate = invalidate
        return publisher
    }

    /// What readers can get: all but the site's books.
    func pages(of store: MemoryStore? = nil) -> [String: [UInt8]] {
        (store ?? site).contents.filter { !$0.key.hasPrefix("_sitegen/") }
    }

    /// Links to files that are not there, on all pages a reader can come to: from the index, and from what was there
    /// before a run. A page that nothing leads to yet may wait for the pages it leads to.
    func danglingLinks(in store: MemoryStore? = nil, from known: some Sequence<String> = []) -> [String] {
        let pages = pages(of: store)
        var pending = (["index.html"] + known).filter { pages[$0] != nil }
        var seen = Set(pending)
        var dangling: [String] = []
        while let path = pending.popLast() {
            guard path.hasSuffix(".html"), let bytes = pages[path] else { continue }
            for target in Links.targets(of: String(decoding: bytes, as: UTF8.self), at: path) {
                if pages[target] == nil { dangling.append("\(path) -> \(target)") }
                if seen.insert(target).inserted { pending.append(target) }
            }
        }
        return dangling.sorted()
    }

    func manifest(of store: MemoryStore? = nil) throws -> SiteManifest {
        let contents = (store ?? site).contents
        return try SiteManifest(json: contents["_sitegen/manifest.json"] ?? []) { contents[$0] ?? [] }
    }
}

/// Finds links in pages that this project wrote: attributes in double quotes.
enum Links {
    /// The paths in the site that a page leads to.
    static func targets(of page: String, at path: String) -> [String] {
        var targets: [String] = []
        for attribute in [" href=\"", " src=\"", "url="] {
            for part in page.components(after: attribute) {
                let link = String(part.prefix { $0 != "\"" && $0 != "#" && $0 != "?" })
                guard !link.isEmpty, !link.contains(":"), !link.hasPrefix("//") else { continue }
                targets.append(resolve(link, at: path))
            }
        }
        return targets
    }

    private static func resolve(_ link: String, at path: String) -> String {
        var parts = link.hasPrefix("/") ? [] : path.split(separator: "/").dropLast().map(String.init)
        for segment in link.drop(while: { $0 == "/" }).split(separator: "/", omittingEmptySubsequences: false) {
            switch segment {
            case "..": _ = parts.popLast()
            case ".": break
            default: parts.append(decoded(segment))
            }
        }
        if link.hasSuffix("/") { parts[parts.count - 1] = "index.html" }
        return parts.joined(separator: "/")
    }

    private static func decoded(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension String {
    /// The texts behind each place where a text stands.
    fileprivate func components(after mark: String) -> [Substring] {
        var found: [Substring] = []
        var rest = self[...]
        while let range = rest.firstRange(of: mark) {
            rest = rest[range.upperBound...]
            found.append(rest)
        }
        return found
    }
}
