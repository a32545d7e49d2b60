import Foundation

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// What RFC 4287 demands of a feed, as far as a program can tell: <https://www.rfc-editor.org/rfc/rfc4287>.
struct AtomCheck {
    /// One element with its attributes, its own text and what it holds.
    final class Element {
        let name: String
        let attributes: [String: String]
        var text = ""
        var children: [Element] = []

        init(name: String, attributes: [String: String]) { (self.name, self.attributes) = (name, attributes) }

        func all(_ name: String) -> [Element] { children.filter { $0.name == name } }
        func text(_ name: String) -> String? { all(name).first?.text }
    }

    private(set) var feed: Element?
    private(set) var faults: [String] = []

    var entries: [Element] { feed?.all("entry") ?? [] }

    init(_ bytes: [UInt8]) {
        let reader = Reader()
        let parser = XMLParser(data: Data(bytes))
        parser.shouldProcessNamespaces = true
        parser.delegate = reader
        guard parser.parse(), let feed = reader.root else {
            faults = ["not well-formed: \(parser.parserError.map { "\($0)" } ?? "")"]
            return
        }
        self.feed = feed
        if feed.name != "feed" { faults.append("the root is \(feed.name)") }
        if !reader.namespaces.isSubset(of: ["http://www.w3.org/2005/Atom"]) { faults.append("other namespaces") }
        check(feed, isEntry: false)
        for entry in entries { check(entry, isEntry: true) }
        let ids = entries.compactMap { $0.text("id") }
        if Set(ids).count != ids.count { faults.append("two entries have one id") }
        // Section 4.1.1: one author for the feed, or one for each entry.
        if feed.all("author").isEmpty { faults.append("no author") }
        for author in feed.all("author") where author.all("name").count != 1 || author.text("name")?.isEmpty != false {
            faults.append("an author has one name")
        }
    }

    private mutating func check(_ element: Element, isEntry: Bool) {
        for name in ["id", "title", "updated"] where element.all(name).count != 1 {
            faults.append("\(element.name) has \(element.all(name).count) \(name)")
        }
        for name in ["generator", "subtitle", "rights", "published", "summary"] where element.all(name).count > 1 {
            faults.append("\(element.name) has several \(name)")
        }
        // Section 4.2.6: an address with a scheme, never relative.
        if element.text("id")?.firstMatch(
            of: /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/) == nil
        {
            faults.append("id \(element.text("id") ?? "")")
        }
        for name in ["updated", "published"] {
            // Section 3.3, RFC 3339.
            for date in element.all(name) where date.text.firstMatch(of: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) == nil {
                faults.append("\(name) \(date.text)")
            }
        }
        let links = element.all("link")
        if links.contains(where: { $0.attributes["href"]?.isEmpty != false }) { faults.append("a link without href") }
        let alternates = links.filter { ($0.attributes["rel"] ?? "alternate") == "alternate" }
        if alternates.count != 1 { faults.append("\(element.name) has \(alternates.count) alternate links") }
        if !isEntry, links.count(where: { $0.attributes["rel"] == "self" }) != 1 { faults.append("no link to itself") }
        for category in element.all("category") where category.attributes["term"]?.isEmpty != false {
            faults.append("a category without term")
        }
        let known: Set = [
            "author", "category", "contributor", "entry", "generator", "icon", "id", "link", "logo", "published",
            "rights", "subtitle", "summary", "title", "updated",
        ]
        for child in element.children where !known.contains(child.name) { faults.append("unknown \(child.name)") }
    }

    private final class Reader: NSObject, XMLParserDelegate {
        var root: Element?
        var namespaces: Set<String> = []
        private var open: [Element] = []

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            let element = Element(name: name, attributes: attributes)
            namespaces.insert(namespaceURI ?? "")
            if let parent = open.last { parent.children.append(element) } else { root = element }
            open.append(element)
        }

        func parser(_ parser: XMLParser, foundCharacters text: String) { open.last?.text += text }

        func parser(
            _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
        ) {
            open.removeLast()
        }
    }
}
