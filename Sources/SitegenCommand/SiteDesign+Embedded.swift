import Publishing
package import ReportSite

extension SiteDesign {
    /// The design compiled into the program.
    ///
    /// - Parameter libraries: the files of an asset pack by name.
    package static func embedded(options: SiteOptions, libraries: [String: [UInt8]] = [:]) throws -> SiteDesign {
        var templates: [String: String] = [:]
        var assets = libraries
        for (path, text) in EmbeddedDesign.files {
            if let name = path.removing(prefix: "templates/", suffix: ".mustache") {
                templates[name] = "\(text)"
            } else if let name = path.removing(prefix: "site/", suffix: "") {
                assets[name] = Array("\(text)".utf8)
            }
        }
        return SiteDesign(
            options: options, templates: try PageTemplates(templates), assets: SiteAssets(assets))
    }

    /// The fingerprint of the texts of the design.
    static var embeddedFingerprint: ContentHash {
        var hash = ContentHash()
        for (path, text) in EmbeddedDesign.files {
            hash.combine(path)
            hash.combine("\(text)")
        }
        return hash
    }
}

extension String {
    fileprivate func removing(prefix: String, suffix: String) -> String? {
        guard hasPrefix(prefix), hasSuffix(suffix) else { return nil }
        return String(dropFirst(prefix.count).dropLast(suffix.count))
    }
}
