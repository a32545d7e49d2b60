import Publishing
package import ReportSite

extension SiteDesign {
    /// The design compiled into the program, with what an owner changed in it.
    ///
    /// - Parameters:
    ///   - libraries: the files of an asset pack by name.
    ///   - theme: templates and assets that replace the program's own.
    ///   - colours: the owner's colours.
    static func embedded(
        options: SiteOptions, libraries: [String: [UInt8]] = [:], theme: Theme, colours: ThemeColours?
    ) throws -> SiteDesign {
        var (templates, assets) = embeddedFiles { _ in true }
        assets.merge(libraries) { own, _ in own }
        // Style sheets are joined by name: the colours come after the program's own sheets, a theme after those.
        if let colours {
            assets["sitegen-colours.css"] = Array(colours.styleSheet.utf8)
            let icon = assets["icon.svg"].map { String(decoding: $0, as: UTF8.self) }
            assets["icon.svg"] = icon.map { Array($0.replacing("#0b5cad", with: colours.accent.text).utf8) }
        }
        for (name, bytes) in theme.assets {
            assets[assets[name] == nil && name.hasSuffix(".css") ? "theme-" + name : name] = bytes
        }
        templates.merge(theme.templates) { _, own in own }
        do throws(TemplateError) {
            return SiteDesign(
                options: options, templates: try PageTemplates(templates), assets: SiteAssets(assets))
        } catch {
            throw theme.located(error)
        }
    }

    /// The design compiled into the program as it is.
    package static func embedded(options: SiteOptions) throws -> SiteDesign {
        try embedded(options: options, theme: Theme(), colours: nil)
    }

    /// As much of it as `standalonePage` uses: preparing all of it takes longer than one small notebook.
    package static func standalone(options: SiteOptions) throws -> SiteDesign {
        let (templates, assets) = embeddedFiles { !assetsOfSites.contains($0) }
        return SiteDesign(
            options: options, templates: try PageTemplates(templates, for: [.standalone]), assets: SiteAssets(assets))
    }

    /// The files of `templates/` by name without `.mustache`, and those of `site/` whose name passes.
    private static func embeddedFiles(
        _ isAssetUsed: (String) -> Bool
    ) -> (templates: [String: String], assets: [String: [UInt8]]) {
        var templates: [String: String] = [:]
        var assets: [String: [UInt8]] = [:]
        for (path, text) in EmbeddedDesign.files {
            if let name = path.removing(prefix: "templates/", suffix: ".mustache") {
                templates[name] = "\(text)"
            } else if let name = path.removing(prefix: "site/", suffix: ""), isAssetUsed(name) {
                assets[name] = Array("\(text)".utf8)
            }
        }
        return (templates, assets)
    }
}

extension String {
    fileprivate func removing(prefix: String, suffix: String) -> String? {
        guard hasPrefix(prefix), hasSuffix(suffix) else { return nil }
        return String(dropFirst(prefix.count).dropLast(suffix.count))
    }
}
