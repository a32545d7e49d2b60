package import NotebookHTML

/// Everything the pages of one site share: options, templates and assets. Built once a run.
package struct SiteDesign: Sendable {
    package var options: SiteOptions
    package var templates: PageTemplates
    package var assets: SiteAssets

    package init(options: SiteOptions = SiteOptions(), templates: PageTemplates, assets: SiteAssets) {
        self.options = options
        self.templates = templates
        self.assets = assets
    }

    /// The libraries of the asset pack among the assets.
    package var libraries: ScriptLibraries {
        ScriptLibraries(Dictionary(uniqueKeysWithValues: assets.files.map { ($0.name, $0.path) }))
    }
}

/// What the owner of a site chooses. Hashable: part of what decides whether pages must be made again.
package struct SiteOptions: Sendable, Hashable {
    /// The site's name, shown on every page.
    package var title = "Reports"
    /// The language of the site's own words, as in `lang`.
    package var language = "en"
    /// Whether report pages open with their code shown.
    package var showsCode = true
    /// How many reports `index.html` lists; older ones are in `archive/YYYY-MM.html`.
    package var indexLimit = 200
    /// Whether pages may load pictures of other hosts, as `RenderOptions.allowRemoteImages`.
    package var allowsRemoteImages = false
    /// The address readers have the site under; nil makes all links relative.
    package var baseURL: BaseURL?
    /// Whether search engines may list the pages.
    package var isIndexable = false
    /// How many reports a feed tells of.
    package var feedLimit = 50
    /// How keys are taken apart into series and time.
    package var seriesPattern = SeriesPattern()

    package init() {}
}
