import NotebookHTML

/// The `<head>` of every page: what must not be lost when a template is replaced, the policy first of all.
struct PageHead {
    /// Which content security policy a page needs: <https://www.w3.org/TR/CSP3/>.
    enum Policy {
        /// A page of a report: no script at all. Inline styles carry notebooks' colours, cleaned by the renderer.
        case report(remoteImages: Bool)
        /// The index: our own script and styles as files, nothing inline; the search loads the catalogue.
        case index
        /// A list: our own styles as a file, nothing inline and no script.
        case list

        var text: String {
            switch self {
            case .report(let remoteImages):
                "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:\(remoteImages ? " https: http:" : "");"
                    + " frame-src 'self'; base-uri 'none'; form-action 'none'"
            case .index:
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; frame-src 'self';"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'"
            case .list:
                "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"
            }
        }
    }

    /// Where the style sheet comes from.
    enum Style {
        case linked, inlined
    }

    /// What a page is, as <https://ogp.me/#types> names it.
    enum Kind: String {
        case website, article
    }

    var title: String
    var policy: Policy
    var style: Style = .linked
    /// The page's own path in the site; empty for a file that is not in one.
    var page: String
    /// Where the page leads by itself, a path in the site.
    var redirect: String?
    var hasScript = false
    /// One sentence on the page, for previews of links and search engines.
    var description: String?
    var kind = Kind.website
    /// The Atom feed of what the page lists, a path in the site.
    var feed: String?
    /// Whether search engines may list the page where the site allows it at all.
    var isIndexable = true
    /// Rules of a notebook's outputs, cleaned by the renderer.
    var notebookStyles: [UInt8] = []

    func markup(in design: SiteDesign) -> [UInt8] {
        var html = HTMLWriter(capacity: 1500)
        html.raw("<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\"")
        html.attribute("content", policy.text)
        html.raw(">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        html.raw(
            "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n")
        html.raw("<meta name=\"generator\" content=\"sitegen\">\n<title>")
        html.text(title)
        html.raw("</title>")
        if let redirect {
            html.raw("\n<meta http-equiv=\"refresh\"")
            html.attribute("content", "0; url=\(SiteAddress.href(to: redirect, from: page))")
            html.raw(">")
        }
        if !page.isEmpty { writeMetadata(design.options, to: &html) }
        writeIcon(design.assets, to: &html)
        writeStyle(design.assets, to: &html)
        if !notebookStyles.isEmpty {
            html.raw("\n<style>")
            html.raw(safe: notebookStyles)
            html.raw("</style>")
        }
        if hasScript, let script = design.assets["index.js"] {
            html.raw("\n<script defer")
            html.attribute("src", SiteAddress.href(to: script.path, from: page))
            html.raw("></script>")
        }
        return html.bytes
    }

    /// What tells other programs of the page: search engines, feed readers, previews of links.
    private func writeMetadata(_ options: SiteOptions, to html: inout HTMLWriter) {
        if !isIndexable || !options.isIndexable { html.raw("\n<meta name=\"robots\" content=\"noindex\">") }
        if let description { Self.writeMeta("name", "description", description, to: &html) }
        // Without a base URL only a redirect has a canonical address to tell: a relative one.
        if let redirect {
            let address = options.baseURL?.address(of: redirect) ?? SiteAddress.href(to: redirect, from: page)
            html.raw("\n<link rel=\"canonical\"")
            html.attribute("href", address)
            html.raw(">")
        } else if let baseURL = options.baseURL, isIndexable {
            html.raw("\n<link rel=\"canonical\"")
            html.attribute("href", baseURL.address(of: page))
            html.raw(">")
            writeSocial(options, baseURL, to: &html)
        }
        if let feed {
            html.raw("\n<link rel=\"alternate\" type=\"application/atom+xml\"")
            html.attribute("title", title)
            html.attribute("href", SiteAddress.href(to: feed, from: page))
            html.raw(">")
        }
    }

    /// Open Graph, <https://ogp.me/>, with absolute addresses as it demands.
    private func writeSocial(_ options: SiteOptions, _ baseURL: BaseURL, to html: inout HTMLWriter) {
        let suffix = " · \(options.title)"
        let own = title.hasSuffix(suffix) ? String(title.dropLast(suffix.count)) : title
        Self.writeMeta("property", "og:title", own, to: &html)
        Self.writeMeta("property", "og:type", kind.rawValue, to: &html)
        Self.writeMeta("property", "og:url", baseURL.address(of: page), to: &html)
        Self.writeMeta("property", "og:site_name", options.title, to: &html)
        if let description { Self.writeMeta("property", "og:description", description, to: &html) }
        Self.writeMeta("name", "twitter:card", "summary", to: &html)
    }

    private static func writeMeta(
        _ attribute: StaticString, _ name: String, _ content: String, to html: inout HTMLWriter
    ) {
        html.raw("\n<meta")
        html.attribute(attribute, name)
        html.attribute("content", content)
        html.raw(">")
    }

    /// A page that needs nothing beside it carries the icon too: without one a browser asks the host for /favicon.ico.
    private func writeIcon(_ assets: SiteAssets, to html: inout HTMLWriter) {
        guard let icon = assets["icon.svg"] else { return }
        html.raw("\n<link rel=\"icon\" type=\"image/svg+xml\"")
        switch style {
        case .linked: html.attribute("href", SiteAddress.href(to: icon.path, from: page))
        case .inlined: html.attribute("href", "data:image/svg+xml," + SiteAddress.encoded(icon.text))
        }
        html.raw(">")
    }

    private func writeStyle(_ assets: SiteAssets, to html: inout HTMLWriter) {
        guard let sheet = assets["style.css"] else { return }
        switch style {
        case .linked:
            html.raw("\n<link rel=\"stylesheet\"")
            html.attribute("href", SiteAddress.href(to: sheet.path, from: page))
            html.raw(">")
        case .inlined:
            // The sheet is the site owner's own; only its end tag could end the element.
            html.raw("\n<style>\n")
            html.raw(safe: Self.withoutEndTags(assets.standaloneSheet ?? sheet.bytes))
            html.raw("</style>")
        }
    }

    /// `</` inside a style sheet as `<\/`, which CSS reads alike in strings and nowhere else has a meaning.
    private static func withoutEndTags(_ sheet: [UInt8]) -> [UInt8] {
        var safe: [UInt8] = []
        safe.reserveCapacity(sheet.count)
        for byte in sheet {
            if byte == UInt8(ascii: "/"), safe.last == UInt8(ascii: "<") { safe.append(UInt8(ascii: "\\")) }
            safe.append(byte)
        }
        return safe
    }
}
