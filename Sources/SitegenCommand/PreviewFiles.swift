package import ObjectStorage

/// Answers requests for the files of a site. Pages get the script that reloads them; the files themselves stay as they are.
package struct PreviewFiles: Sendable {
    let store: DirectoryStore

    package init(store: DirectoryStore) { self.store = store }

    /// One answer of HTTP/1.1.
    package struct Response: Sendable {
        package var status: String
        package var type: String
        package var body: [UInt8]
    }

    /// The answer to a request target, for example `/reports/a%20b.html?x`.
    package func response(target: String, generation: Int) -> Response {
        let path = String(target.prefix { $0 != "?" && $0 != "#" })
        switch path {
        case "/_sitegen/reload.js":
            return Response(status: "200 OK", type: "text/javascript", body: Array(Self.script.utf8))
        case "/_sitegen/generation":
            return Response(status: "200 OK", type: "text/plain", body: Array("\(generation)".utf8))
        default: break
        }
        guard path.hasPrefix("/"), var key = Self.decoded(path.dropFirst()) else { return missing(path) }
        if key.isEmpty || key.hasSuffix("/") { key += "index.html" }
        let object = ObjectKey(key)
        // The manifest is no part of what readers get.
        guard object.isSafePath, !key.hasPrefix("_sitegen/"), let bytes = try? store.get(object) else {
            return missing(path)
        }
        let type = Self.type(of: key)
        let isPage = type.hasPrefix("text/html") && !key.contains(".files/")
        return Response(status: "200 OK", type: type, body: isPage ? LiveReload.page(bytes) : bytes)
    }

    /// What a host would show: the site's own page for addresses that lead nowhere.
    private func missing(_ path: String) -> Response {
        if let page = try? store.get("404.html") {
            return Response(status: "404 Not Found", type: "text/html; charset=utf-8", body: LiveReload.page(page))
        }
        return Response(
            status: "404 Not Found", type: "text/plain; charset=utf-8", body: Array("Not found: \(path)\n".utf8))
    }

    private static func decoded(_ path: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(path.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
                return nil
            }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func type(of key: String) -> String {
        let types = [
            "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8",
            "js": "text/javascript; charset=utf-8",
            "json": "application/json", "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg",
            "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp", "xml": "application/xml; charset=utf-8",
            "ipynb": "application/x-ipynb+json", "txt": "text/plain; charset=utf-8",
        ]
        if key.hasSuffix("feed.xml") { return "application/atom+xml; charset=utf-8" }
        let suffix = key.split(separator: ".").last.map { $0.lowercased() } ?? ""
        return types[suffix] ?? "application/octet-stream"
    }

    private static let script = """
        let last = null;
        setInterval(async () => {
          try {
            const now = await (await fetch("/_sitegen/generation", {cache: "no-store"})).text();
            if (last !== null && now !== last) location.reload();
            last = now;
          } catch { }
        }, 700);
        """
}
