import FoundationEssentials
package import NotebookHTML
package import Publishing
package import ReportSite

/// What a run was asked to do: options win over the environment, the environment over `sitegen.yml`.
package struct Settings: Sendable, Equatable {
    /// The folder of notebooks; nil where nobody named one.
    package var source: String?
    /// The folder of the site.
    package var output = "_site"
    /// The folder of JavaScript libraries for interactive outputs.
    package var assetPack: String?
    /// The folder of the owner's templates and assets.
    package var theme: String?
    /// The options of the site.
    package private(set) var siteOptions = SiteOptions()
    /// The options of the renderer.
    package private(set) var renderOptions = RenderOptions()
    /// Where `publish` puts the site.
    package var destination: String?
    package var distribution: String?
    /// How many reports one run may take out; nil leaves it to the size of the site.
    package var maxDeletes: Int?
    /// Seconds; nil leaves it to the sort of destination.
    package var grace: Int?
    package var headerRules = HeaderRules()
    package var region: String?
    package var profile: String?
    package var endpointURL: String?
    package var sourceEndpointURL: String?
    package var destinationEndpointURL: String?
    package var isSourceAnonymous = false
    package var allowsUnsafeStore = false
    /// Larger pages are stored compressed; nil for none. CloudFront itself compresses no more than this.
    package var gzipAbove: Int? = PublishOptions().gzipAbove
    private var accent: SiteColour?
    private var accentDark: SiteColour?
    /// Variables whose names are nearly those of settings, a sentence each.
    private var misspelt: [String] = []

    package init() {}

    /// The colours that were chosen; nil leaves the program's own.
    package var colours: ThemeColours? {
        guard accent != nil || accentDark != nil else { return nil }
        return SiteColour("#0b5cad").map { ThemeColours(accent: accent ?? $0, darkAccent: accentDark) }
    }

    /// What can be used and is probably not meant, a sentence each.
    package var warnings: [String] { misspelt + (colours?.warnings ?? []) }

    /// Sets one setting from text. `place` begins the message where the value is none, for example `sitegen.yml:3`.
    package mutating func set(_ name: String, to value: String, place: String) throws(ConfigurationError) {
        guard let setting = Setting(rawValue: name) else {
            let names = Setting.allCases.map(\.rawValue)
            let nearest = NearestName.find(name, in: names)
            let hint = nearest.map { " Did you mean '\($0)'?" } ?? " Known are: \(names.joined(separator: ", "))."
            throw ConfigurationError(place: place, reason: "There is no setting '\(name)'.\(hint)")
        }
        try set(setting, to: SettingText(name: name, text: value, place: place))
    }

    private mutating func set(_ setting: Setting, to value: SettingText) throws(ConfigurationError) {
        switch setting {
        case .source: source = try value.storePlace
        case .output: output = try value.folder
        case .assetPack: assetPack = try value.folder
        case .theme: theme = try value.folder
        case .title: siteOptions.title = try value.line
        case .language: siteOptions.language = try value.languageTag
        case .baseURL: siteOptions.baseURL = try value.baseURL
        case .searchEngines: siteOptions.isIndexable = try value.choice("allowed", not: "blocked")
        case .code: siteOptions.showsCode = try value.choice("shown", not: "hidden")
        case .remoteImages:
            renderOptions.allowRemoteImages = try value.choice("true", not: "false")
            siteOptions.allowsRemoteImages = renderOptions.allowRemoteImages
        case .accent: accent = try value.colour
        case .accentDark: accentDark = try value.colour
        case .seriesPattern: siteOptions.seriesPattern.naming = try value.seriesNaming
        case .timestampPattern:
            siteOptions.seriesPattern = SeriesPattern(
                custom: try value.timestampPatterns, naming: siteOptions.seriesPattern.naming)
        case .indexLimit: siteOptions.indexLimit = try value.count(1...1000)
        case .feedLimit: siteOptions.feedLimit = try value.count(1...500)
        case .destination, .distribution, .maxDeletes, .grace, .headers, .region, .profile, .endpointURL,
            .sourceEndpointURL, .destinationEndpointURL, .sourceAnonymous, .allowUnsafeStore, .gzipAbove:
            try setPublishing(setting, to: value)
        case .foldedLines: renderOptions.foldedOutputLines = try value.count(1...1_000_000)
        }
    }

    private mutating func setPublishing(_ setting: Setting, to value: SettingText) throws(ConfigurationError) {
        switch setting {
        case .destination: destination = try value.storePlace
        case .distribution: distribution = try value.line
        case .maxDeletes: maxDeletes = try value.count(0...1_000_000_000)
        case .grace: grace = try value.count(0...31_536_000)
        case .headers: headerRules = HeaderRules(try value.headerRules)
        case .region: region = try value.line
        case .profile: profile = try value.line
        case .endpointURL: endpointURL = try value.serverAddress
        case .sourceEndpointURL: sourceEndpointURL = try value.serverAddress
        case .destinationEndpointURL: destinationEndpointURL = try value.serverAddress
        case .sourceAnonymous: isSourceAnonymous = try value.choice("true", not: "false")
        case .allowUnsafeStore: allowsUnsafeStore = try value.choice("true", not: "false")
        case .gzipAbove: gzipAbove = value.text == "never" ? nil : try value.count(0...1_000_000_000_000)
        default: return
        }
    }

    /// Takes the settings of environment variables.
    package mutating func apply(environment: [String: String]) throws(ConfigurationError) {
        for setting in Setting.allCases {
            if let value = environment[setting.variable] {
                try set(setting.rawValue, to: value, place: setting.variable)
            }
        }
        let names = Setting.allCases.map { String($0.variable.dropFirst(8)) }
        // Other programs may have variables of their own that begin so: only what is nearly a setting's is told.
        for variable in environment.keys.sorted() where variable.hasPrefix("SITEGEN_") {
            let name = String(variable.dropFirst(8))
            guard !names.contains(name), let nearest = NearestName.find(name, in: names) else { continue }
            misspelt.append("\(variable) is no setting. Did you mean SITEGEN_\(nearest)?")
        }
    }
}

/// A setting that can't be used: where it stands, and why.
package struct ConfigurationError: Error, Sendable, Equatable, CustomStringConvertible {
    /// File and line, variable or option.
    package var place: String
    package var reason: String
    package var description: String { "\(place): \(reason)" }
}
