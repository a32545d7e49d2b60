/// The static files of a site under content-hashed addresses, so that they may be cached for ever.
///
///     style.css  ->  assets/style-3f2a9c0d1e4b5a67.css
package struct SiteAssets: Sendable {
    /// The files by path in the site, sorted by it.
    package let files: [File]

    /// One file to be written.
    package struct File: Sendable, Hashable {
        /// The name it was given, for example `style.css`.
        package var name: String
        /// The path in the site, for example `assets/style-3f2a9c0d1e4b5a67.css`.
        package var path: String
        package var bytes: [UInt8]
    }

    /// Names (`style.css`, `index.js`, `icon.svg`; the folder `site/` of the project) and their bytes.
    package init(_ bytes: [String: [UInt8]]) {
        files = []
    }

    /// The asset of a name, or nil where the site has none.
    package subscript(name: String) -> File? { files.first { $0.name == name } }
}
