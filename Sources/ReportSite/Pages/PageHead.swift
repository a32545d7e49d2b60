import NotebookHTML

/// The `<head>` of every page: what must not be lost when a template is replaced, the policy first of all.
struct PageHead {
    /// Which content security policy a page needs: <https://www.w3.org/TR/CSP3/>.
    enum Policy {
        /// A page of a report: no script at all. Inline styles carry notebooks' colours, cleaned by the renderer.
        case report(remoteImages: Bool)
        /// The index: our own script and styles as files, nothing inline.
        case index

        var text: String {
            switch self {
            case .report(let remoteImages):
                "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:\(remoteImages ? " https: http:" : "");"
                    + " frame-src 'self'; base-uri 'none'; form-action 'none'"
            case .index:
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; frame-src 'self';"
                    + " base-uri 'none'; form-action 'none'"
            }
        }
    }

    /// Where the style sheet comes from.
    enum Style {
        case linked, inlined
    }

    var title: String
    var policy: Policy
    var style: Style = .linked
    /// The page's own path in the site.
    var page: String
    /// Where the page leads by itself.
    var redirect: String?
    var hasScript = false
    /// Rules of a notebook's outputs, cleaned by the renderer.
    var notebookStyles: [UInt8] = []

    func markup(assets: SiteAssets) -> [UInt8] {
        var html = HTMLWriter(capacity: 1000)
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
            html.attribute("content", "0; url=\(redirect)")
            html.raw(">\n<link rel=\"canonical\"")
            html.attribute("href", redirect)
            html.raw(">")
        }
        if let icon = assets["icon.svg"], style == .linked {
            html.raw("\n<link rel=\"icon\" type=\"image/svg+xml\"")
            html.attribute("href", SiteAddress.href(to: icon.path, from: page))
            html.raw(">")
        }
        writeStyle(assets: assets, to: &html)
        if !notebookStyles.isEmpty {
            html.raw("\n<style>")
            html.raw(safe: notebookStyles)
            html.raw("</style>")
        }
        if hasScript, let script = assets["index.js"] {
            html.raw("\n<script defer")
            html.attribute("src", SiteAddress.href(to: script.path, from: page))
            html.raw("></script>")
        }
        return html.bytes
    }

    private func writeStyle(assets: SiteAssets, to html: inout HTMLWriter) {
        guard let sheet = assets["style.css"] else { return }
        switch style {
        case .linked:
            html.raw("\n<link rel=\"stylesheet\"")
            html.attribute("href", SiteAddress.href(to: sheet.path, from: page))
            html.raw(">")
        case .inlined:
            // The sheet is the site owner's own; only its end tag could end the element.
            html.raw("\n<style>\n")
            html.raw(safe: Self.withoutEndTags(sheet.bytes))
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
