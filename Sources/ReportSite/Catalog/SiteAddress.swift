/// Links between pages of the site.
package enum SiteAddress {
    /// The address of one path as seen from another, percent-encoded, for `href` and `src` over http and from disk.
    ///
    ///     href(to: "reports/a b/c.html", from: "reports/d/e.html")  ->  "../a%20b/c.html"
    package static func href(to path: String, from page: String) -> String { path }
}
