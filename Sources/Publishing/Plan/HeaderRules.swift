package import ObjectStorage

/// Which headers each path of a site is served with.
package struct HeaderRules: Sendable, Hashable {
    /// Rules of the owner, tried in order before our own; the first that fits and names a header gives it.
    package var rules: [Rule]

    /// Headers for the paths that fit a pattern.
    package struct Rule: Sendable, Hashable {
        /// `*` stands for any characters, slashes too: `reports/*.html`, `*.ipynb`.
        package var pattern: String
        package var contentType: String?
        package var cacheControl: String?
        package var contentDisposition: String?

        package init(
            pattern: String, contentType: String? = nil, cacheControl: String? = nil,
            contentDisposition: String? = nil
        ) {
            self.pattern = pattern
            self.contentType = contentType
            self.cacheControl = cacheControl
            self.contentDisposition = contentDisposition
        }
    }

    package init(_ rules: [Rule] = []) { self.rules = rules }

    /// The headers of a path.
    ///
    /// Pages are kept by the edge for a day and taken out by an invalidation when they change; what tells of all reports
    /// is asked for again every half minute; content-hashed files never change.
    package func headers(for path: String) -> ObjectHeaders {
        var headers = ObjectHeaders()
        for rule in rules + Self.own where Glob.matches(rule.pattern, path) {
            headers.contentType = headers.contentType ?? rule.contentType
            headers.cacheControl = headers.cacheControl ?? rule.cacheControl
            headers.contentDisposition = headers.contentDisposition ?? rule.contentDisposition
        }
        return headers
    }

    /// Whether caches keep a path for longer than an invalidation takes to reach them all: a minute. What they ask for
    /// again before that needs none, and each path of an invalidation costs.
    func isKeptByCaches(_ path: String) -> Bool {
        let directives = (headers(for: path).cacheControl ?? "").lowercased().split(separator: ",").map { directive in
            directive.split(separator: "=", maxSplits: 1).map { $0.filter { $0 != " " } }
        }
        func has(_ names: [String]) -> Bool { directives.contains { names.contains($0.first ?? "") } }
        if has(["no-store", "no-cache", "private"]) { return false }
        // The shared lifetime holds for caches between (RFC 9111 section 5.2.2.10).
        for name in ["s-maxage", "max-age"] {
            if let directive = directives.first(where: { $0.first == name }), directive.count == 2 {
                return Int(directive[1]).map { $0 > 60 } ?? true
            }
        }
        return true
    }

    /// Whether caches have to be told that a file as it was written before is there no more: it was served with other
    /// headers, or with such as let them keep it.
    package func mayBeInCaches(_ file: FileRecord) -> Bool {
        file.headers != fingerprint(for: file.path) || isKeptByCaches(file.path)
    }

    /// The headers of a path as one text that changes with them; empty where only our own rules speak.
    package func fingerprint(for path: String) -> String {
        guard rules.contains(where: { Glob.matches($0.pattern, path) }) else { return "" }
        let headers = headers(for: path)
        let texts = [headers.contentType, headers.cacheControl, headers.contentDisposition].map { $0 ?? "" }
        return String(ContentHash(Array(texts.joined(separator: "\n").utf8)).description.prefix(8))
    }

    /// The rules of the owner as one text.
    var text: String {
        rules.map { rule in
            [rule.pattern, rule.contentType, rule.cacheControl, rule.contentDisposition].map { $0 ?? "" }
                .joined(separator: "\u{0}")
        }.joined(separator: "\n")
    }

    private static let own: [Rule] =
        [
            Rule(pattern: "assets/*", cacheControl: "public, max-age=31536000, immutable"),
            Rule(pattern: "reports/*", cacheControl: "max-age=0, s-maxage=86400"),
            Rule(pattern: "*", cacheControl: "max-age=0, s-maxage=30"),
            Rule(pattern: "*.ipynb", contentType: "application/x-ipynb+json", contentDisposition: "attachment"),
            Rule(pattern: "*feed.xml", contentType: "application/atom+xml; charset=utf-8"),
        ] + types.map { Rule(pattern: "*.\($0)", contentType: $1) }
        + [Rule(pattern: "*", contentType: "application/octet-stream")]

    private static let types = [
        ("html", "text/html; charset=utf-8"), ("css", "text/css; charset=utf-8"),
        ("js", "text/javascript; charset=utf-8"), ("json", "application/json; charset=utf-8"),
        ("xml", "application/xml; charset=utf-8"), ("txt", "text/plain; charset=utf-8"),
        ("svg", "image/svg+xml"), ("png", "image/png"), ("jpg", "image/jpeg"), ("jpeg", "image/jpeg"),
        ("gif", "image/gif"), ("webp", "image/webp"), ("avif", "image/avif"), ("ico", "image/x-icon"),
        ("pdf", "application/pdf"), ("woff2", "font/woff2"),
    ]
}

/// Patterns of paths.
enum Glob {
    /// Whether a path fits a pattern in which `*` stands for any characters. Linear in path times stars.
    static func matches(_ pattern: String, _ path: String) -> Bool {
        let (pattern, path) = (Array(pattern.utf8), Array(path.utf8))
        var (p, t) = (0, 0)
        var retry: (p: Int, t: Int)?
        while t < path.count {
            if p < pattern.count, pattern[p] == UInt8(ascii: "*") {
                retry = (p, t)
                p += 1
            } else if p < pattern.count, pattern[p] == path[t] {
                (p, t) = (p + 1, t + 1)
            } else if let last = retry {
                retry = (last.p, last.t + 1)
                (p, t) = (last.p + 1, last.t + 1)
            } else {
                return false
            }
        }
        return pattern[p...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
