import Foundation
import TestSupport

/// A site in the bucket as a reader finds it, looked at past the proxy.
final class LiveSite {
    /// The path of the site in the bucket, ending in `/`.
    let prefix: String
    private let client: WebClient
    private var known: [String: [UInt8]] = [:]

    init(_ server: S3Server, prefix: String) {
        client = WebClient(port: server.port)
        self.prefix = prefix
    }

    /// Every object below the prefix: key and bytes.
    func objects() throws -> [String: [UInt8]] {
        var objects: [String: [UInt8]] = [:]
        for (key, entityTag) in try listing() {
            let copy = "\(key) \(entityTag)"
            if known[copy] == nil { known[copy] = try object(key).body }
            objects[key] = known[copy]
        }
        return objects
    }

    /// What readers get: everything but the books.
    func pages() throws -> [String: [UInt8]] { try objects().filter { !$0.key.hasPrefix("_sitegen/") } }

    /// One object with its headers.
    func object(_ key: String) throws -> WebClient.Reply { try client.ask("GET", path(key)) }

    /// Puts an object there.
    func put(_ key: String, _ bytes: [UInt8]) throws { _ = try client.ask("PUT", path(key), body: bytes) }

    /// Takes an object away.
    func remove(_ key: String) throws { _ = try client.ask("DELETE", path(key)) }

    private func path(_ key: String) -> String {
        let encoded =
            key.addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(.init(charactersIn: "-._~/"))) ?? key
        return "/\(SeaweedServer.openBucket)/\(prefix)\(encoded)"
    }

    private func listing() throws -> [(String, String)] {
        var found: [(String, String)] = []
        var token: String?
        repeat {
            let next = token.map { "&continuation-token=\(escaped($0))" } ?? ""
            let reply = try client.ask(
                "GET", "/\(SeaweedServer.openBucket)?encoding-type=url&list-type=2&prefix=\(escaped(prefix))\(next)")
            let text = String(decoding: reply.body, as: UTF8.self)
            guard reply.status == 200, text.contains("</ListBucketResult>") else {
                throw SocketError(attempt: "listing: \(reply.status)", number: 0)
            }
            let keys = elements("Key", in: text).map { $0.replacing("+", with: " ").removingPercentEncoding ?? $0 }
            found += zip(keys.map { String($0.dropFirst(prefix.count)) }, elements("ETag", in: text))
            token =
                elements("IsTruncated", in: text) == ["true"] ? elements("NextContinuationToken", in: text).first : nil
        } while token != nil
        return found
    }

    private func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
    }

    private func elements(_ name: String, in text: String) -> [String] {
        text.components(separatedBy: "<\(name)>").dropFirst().map { $0.components(separatedBy: "</\(name)>")[0] }
    }
}

/// What is wrong with the links of a site, a sentence each.
///
/// Readers come in by the index and by pages that were there `before` and stay; any other page counts once one that counts links to
/// it. So a first publish shows nothing before its index.
func brokenLinks(_ site: [String: [UInt8]], before: Set<String> = []) -> [String] {
    var problems: [String] = []
    var waiting = site.keys.filter { $0.hasSuffix(".html") && (before.contains($0) || $0 == "index.html") }
    var seen = Set(waiting)
    while let page = waiting.popLast() {
        guard let bytes = site[page] else { continue }
        let text = String(decoding: bytes, as: UTF8.self)
        if !text.hasSuffix("</html>\n"), !text.hasSuffix("</html>") { problems.append("\(page) is not whole") }
        for target in links(in: text).compactMap({ resolved($0, from: page) }) {
            if site[target] == nil { problems.append("\(page) links to \(target), which is not there") }
            if target.hasSuffix(".html"), seen.insert(target).inserted { waiting.append(target) }
        }
    }
    return problems + missingReports(site)
}

/// What `reports.json` and the months it names tell of and is not there.
private func missingReports(_ site: [String: [UInt8]]) -> [String] {
    guard let head = site["reports.json"] else { return [] }
    guard let months = objects("shards", in: head) else { return ["reports.json is not whole"] }
    return months.compactMap { $0["path"] as? String }.flatMap { path -> [String] in
        guard let month = site[path] else { return ["reports.json names \(path), which is not there"] }
        guard let reports = objects("reports", in: month) else { return ["\(path) is not whole"] }
        return reports.flatMap { report in ["page", "download"].compactMap { report[$0] as? String } }
            .filter { site[$0] == nil }.map { "\(path) tells of \($0), which is not there" }
    }
}

private func objects(_ name: String, in json: [UInt8]) -> [[String: Any]]? {
    (try? JSONSerialization.jsonObject(with: Data(json)) as? [String: Any])?[name] as? [[String: Any]]
}

/// The values of `href` and `src` of a page.
private func links(in text: String) -> [String] {
    [" href=\"", " src=\""].flatMap { name in
        text.components(separatedBy: name).dropFirst().map {
            String($0.prefix { $0 != "\"" }).replacing("&amp;", with: "&")
        }
    }
}

/// The key a link leads to; nil where it leads out of the site or stays on the page.
private func resolved(_ link: String, from page: String) -> String? {
    let path = link.prefix { $0 != "#" && $0 != "?" }
    guard !path.isEmpty, !path.hasPrefix("/"), path.wholeMatch(of: /[A-Za-z][A-Za-z0-9+.\-]*:.*/) == nil else {
        return nil
    }
    var parts = page.split(separator: "/").dropLast().map(String.init)
    for part in path.split(separator: "/", omittingEmptySubsequences: false) {
        switch part {
        case ".": continue
        case "..": _ = parts.popLast()
        default: parts.append(part.removingPercentEncoding ?? String(part))
        }
    }
    return parts.joined(separator: "/")
}
