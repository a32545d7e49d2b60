extension SiteDesign {
    /// `robots.txt` (<https://www.rfc-editor.org/rfc/rfc9309>): what search engines may fetch, where the site is at the
    /// root of its host. Elsewhere, and for engines that know a page already, each page says it itself.
    package func robotsText() -> [UInt8] {
        // "Disallow:" without a path allows everything.
        Array("User-agent: *\nDisallow:\(options.isIndexable ? "" : " /")\n".utf8)
    }
}
