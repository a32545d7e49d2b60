import Foundation
import NotebookHTML
import ReportSite
import SitegenCommand
import Testing

struct SettingsTests {
    @Test func `The environment wins over the file`() throws {
        var settings = Settings()
        try SettingsFile.apply("title: From file\nsource: here\ncode: hidden\n", to: &settings)
        try settings.apply(environment: ["SITEGEN_TITLE": "From environment", "SITEGEN_OTHER": "x"])
        #expect(settings.siteOptions.title == "From environment")
        #expect(settings.source == "here")
        #expect(settings.siteOptions.showsCode == false)
    }

    @Test(arguments: [
        ("source: a\n\ntitel: x\n", "sitegen.yml:3: There is no setting 'titel'. Did you mean 'title'?"),
        ("code: maybe\n", "sitegen.yml:1: 'code' is 'shown' or 'hidden', not 'maybe'."),
        ("- a\n", "sitegen.yml:1: A list of 'name: value' is expected."),
        ("title: [a]\n", "sitegen.yml:1: 'title' must be one value."),
        ("base-url: x\n", "sitegen.yml:1: There is no setting 'base-url'. Did you mean 'base_url'?"),
        (
            "accent: #0b5cad\n",
            "sitegen.yml:1: 'accent' is a colour such as '#0b5cad', not ''. In YAML it needs quotes, as # begins a comment."
        ),
        ("feed_limit: 0\n", "sitegen.yml:1: 'feed_limit' is a number from 1 to 500, not '0'."),
        (
            "base_url: reports.example.org\n",
            "sitegen.yml:1: 'base_url' is an address such as 'https://reports.example.org/', not 'reports.example.org': it does not begin with https://."
        ),
        ("language: en_GB\n", "sitegen.yml:1: 'language' is a language such as 'en' or 'pt-BR', not 'en_GB'."),
        (
            "series_pattern: '{folders}'\n",
            "sitegen.yml:1: 'series_pattern' needs {folder}, {name} or {1} to {9}, and no other braces: '{folders}'."
        ),
        (
            "timestamp_pattern: 'YYYY|MM'\n",
            "sitegen.yml:1: 'timestamp_pattern' needs YYYY, and each of YYYY, MM, DD, HH, mm and ss at most once: 'MM'."
        ),
        ("search_engines: yes\n", "sitegen.yml:1: 'search_engines' is 'allowed' or 'blocked', not 'yes'."),
        ("title: ''\n", "sitegen.yml:1: 'title' is empty."),
        ("gzip_above: -1\n", "sitegen.yml:1: 'gzip_above' is a number from 0 to 1000000000000, not '-1'."),
        ("source: s3://\n", "sitegen.yml:1: 'source' is a folder or s3://BUCKET/PREFIX, not 's3://'."),
        ("destination: gs://b\n", "sitegen.yml:1: 'destination' is a folder or s3://BUCKET/PREFIX, not 'gs://b'."),
        (
            "headers: no-cache\n",
            "sitegen.yml:1: 'headers' has rules like 'reports/*.html: Cache-Control: no-cache', not 'no-cache'."
        ),
    ])
    func `Mistakes in the file name line and remedy`(text: String, message: String) {
        var settings = Settings()
        #expect {
            try SettingsFile.apply(text, to: &settings)
        } throws: {
            "\($0)" == message
        }
    }

    @Test(arguments: ["", "# only a comment\n"])
    func `An empty file sets nothing`(text: String) throws {
        var settings = Settings()
        try SettingsFile.apply(text, to: &settings)
        #expect(settings == Settings())
    }

    @Test(arguments: [
        ("title: [1\nlanguage: en\n", "sitegen.yml:2: This is not YAML: did not find expected ',' or ']'."),
        ("title: \"open\n", "sitegen.yml:2: This is not YAML: found unexpected end of stream."),
    ])
    func `What is not YAML is told in one line with its place`(text: String, message: String) {
        #expect { try apply(text) } throws: { "\($0)" == message }
    }

    @Test func `A variable that is nearly a setting's is told`() throws {
        var settings = Settings()
        try settings.apply(environment: ["SITEGEN_TITEL": "x", "SITEGEN_CORPUS": "y", "OTHER": "z"])
        #expect(settings.warnings == ["SITEGEN_TITEL is no setting. Did you mean SITEGEN_TITLE?"])
    }

    private func apply(_ text: String) throws(ConfigurationError) {
        var settings = Settings()
        try SettingsFile.apply(text, to: &settings)
    }

    @Test func `Every setting changes something and has its variable`() throws {
        let values: [Setting: String] = [
            .source: "a", .output: "b", .title: "c", .language: "de", .baseURL: "https://example.org",
            .searchEngines: "allowed", .code: "hidden", .remoteImages: "true", .assetPack: "d", .theme: "e",
            .accent: "#123456", .accentDark: "#abc", .seriesPattern: "{folder}", .timestampPattern: "DD.MM.YYYY",
            .indexLimit: "7", .feedLimit: "8", .foldedLines: "9", .destination: "s3://b/p", .distribution: "E1",
            .maxDeletes: "3", .grace: "5", .headers: "*.html: Cache-Control: no-cache", .region: "eu-west-1",
            .profile: "p", .endpointURL: "http://127.0.0.1:1", .sourceEndpointURL: "http://127.0.0.1:2",
            .destinationEndpointURL: "http://127.0.0.1:3", .sourceAnonymous: "true",
            .allowUnsafeStore: "true", .gzipAbove: "never",
        ]
        for setting in Setting.allCases {
            let value = try #require(values[setting])
            var (named, fromEnvironment) = (Settings(), Settings())
            try named.set(setting.rawValue, to: value, place: "here")
            try fromEnvironment.apply(environment: [setting.variable: value])
            #expect(named != Settings(), "\(setting)")
            #expect(named == fromEnvironment, "\(setting)")
        }
    }

    /// Both can be set in any order without one taking the other back.
    @Test func `Patterns of series and of times go together`() throws {
        var (one, other) = (Settings(), Settings())
        try SettingsFile.apply("series_pattern: '{folder}'\ntimestamp_pattern: DD.MM.YYYY\n", to: &one)
        try SettingsFile.apply("timestamp_pattern: DD.MM.YYYY\nseries_pattern: '{folder}'\n", to: &other)
        #expect(one == other)
        let (series, time) = one.siteOptions.seriesPattern.parse(key: "a/b 11.12.2023.ipynb")
        #expect(series == "a" && time?.iso8601 == "2023-12-11T00:00:00Z")
    }

    @Test func `Pictures of other hosts are allowed in pages and in their policy`() throws {
        var settings = Settings()
        try settings.set("remote_images", to: "true", place: "here")
        #expect(settings.renderOptions.allowRemoteImages && settings.siteOptions.allowsRemoteImages)
    }

    @Test func `The documentation lists every setting as it is`() throws {
        let text = try String(contentsOf: Self.root.appending(path: "docs/configuration.md"), encoding: .utf8)
        let rows = text.split(separator: "\n").filter { $0.hasPrefix("| `") }.map(String.init)
        #expect(rows == Setting.table)
    }

    @Test func `The file that init writes sets nothing, and everything when uncommented`() throws {
        var settings = Settings()
        try SettingsFile.apply(SettingsFile.template, to: &settings)
        #expect(settings == Settings())
        let lines = SettingsFile.template.split(separator: "\n", omittingEmptySubsequences: false)
        let set = lines.map { $0.hasPrefix("#") && !$0.hasPrefix("# ") ? String($0.dropFirst()) : String($0) }
        try SettingsFile.apply(set.joined(separator: "\n"), to: &settings)
        #expect(settings.assetPack == "asset-pack" && settings.siteOptions.baseURL != nil)
        for setting in Setting.allCases { #expect(set.contains { $0.hasPrefix("\(setting.rawValue): ") }) }
    }

    @Test func `Colours that are hard to read are told`() throws {
        var settings = Settings()
        try settings.set("accent", to: "#f5c542", place: "here")
        #expect(settings.warnings.count == 1 && settings.warnings[0].contains("1.6 to 1"))
        try settings.set("accent", to: "#0b5cad", place: "here")
        #expect(settings.warnings.isEmpty)
        try settings.set("accent_dark", to: "#0b5cad", place: "here")
        #expect(settings.warnings.count == 1 && settings.warnings[0].contains("accent_dark"))
    }

    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
}
