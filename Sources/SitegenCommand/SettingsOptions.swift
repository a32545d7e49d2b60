internal import ArgumentParser
import FoundationEssentials
import ObjectStorage

/// The options that `build` and `serve` share.
struct SettingsOptions: ParsableArguments {
    @Option(name: [.short, .long], help: "Notebooks: a folder with its subfolders, or s3://BUCKET/PREFIX.")
    var source: String?

    @Option(name: [.short, .long], help: "Folder of the site; empty or made by sitegen. (default: _site)")
    var output: String?

    @Option(help: "Name of the site.")
    var title: String?

    @Option(help: "Whether pages open with their code: shown or hidden.")
    var code: String?

    @Option(help: "Whether readers load pictures from other hosts: true or false.")
    var remoteImages: String?

    @Option(help: "Folder of chart libraries for interactive outputs; scripts/asset-pack makes one.")
    var assetPack: String?

    @OptionGroup var site: SiteSettingsOptions

    /// The settings of file, environment and options.
    ///
    /// - Parameter more: options of one command only.
    func settings(_ more: [(Setting, String?)] = []) throws -> Settings {
        var settings = Settings()
        if let text = try Self.file() { try SettingsFile.apply(text, to: &settings) }
        try settings.apply(environment: ProcessInfo.processInfo.environment)
        let options: [(Setting, String?)] = [
            (.source, source), (.output, output), (.title, title), (.code, code), (.remoteImages, remoteImages),
            (.assetPack, assetPack),
        ]
        for case (let setting, let value?) in options + site.values + more {
            try settings.set(setting.rawValue, to: value, place: setting.option)
        }
        return settings
    }

    private static func file() throws -> String? {
        let folder = try DirectoryStore(path: ".")
        guard try folder.info(ObjectKey(SettingsFile.name)) != nil else { return nil }
        guard let text = String(validating: try folder.get(ObjectKey(SettingsFile.name)), as: UTF8.self) else {
            throw ConfigurationError(place: SettingsFile.name, reason: "The file is not UTF-8.")
        }
        return text
    }
}

/// What an owner decides once: mostly in `sitegen.yml`.
struct SiteSettingsOptions: ParsableArguments {
    @Option(help: "Language of the site's own words, for example en.")
    var language: String?

    @Option(
        name: .customLong("base-url"),
        help: "Address readers have the site under, for absolute links in feeds and metadata.")
    var baseURL: String?

    @Option(help: "Whether search engines may list the pages: allowed or blocked.")
    var searchEngines: String?

    @Option(help: "Folder of templates and assets that replace the program's, file by file.")
    var theme: String?

    @Option(help: "Colour of links and marks, for example '#0b5cad'.")
    var accent: String?

    @Option(help: "The same on a dark ground.")
    var accentDark: String?

    @Option(help: "How a series is named: {folder}, {name}, {1} to {9} and text between them.")
    var seriesPattern: String?

    @Option(help: "Own forms of time in names, for example 'DD.MM.YYYY HHmm'; several with | between them.")
    var timestampPattern: String?

    @Option(help: "How many reports index.html lists.")
    var indexLimit: String?

    @Option(help: "How many reports a feed tells of.")
    var feedLimit: String?

    @Option(help: "Text outputs with more lines than this are folded.")
    var foldedLines: String?

    /// The settings with what was given for them.
    var values: [(Setting, String?)] {
        [
            (.language, language), (.baseURL, baseURL), (.searchEngines, searchEngines), (.theme, theme),
            (.accent, accent), (.accentDark, accentDark), (.seriesPattern, seriesPattern),
            (.timestampPattern, timestampPattern), (.indexLimit, indexLimit), (.feedLimit, feedLimit),
            (.foldedLines, foldedLines),
        ]
    }
}
