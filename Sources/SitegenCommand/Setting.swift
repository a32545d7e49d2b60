/// Everything an owner can set. The name in `sitegen.yml` is the raw value; environment and option follow from it.
package enum Setting: String, Sendable, CaseIterable {
    case source, output, title, language
    case baseURL = "base_url"
    case searchEngines = "search_engines"
    case code
    case remoteImages = "remote_images"
    case assetPack = "asset_pack"
    case theme, accent
    case accentDark = "accent_dark"
    case seriesPattern = "series_pattern"
    case timestampPattern = "timestamp_pattern"
    case indexLimit = "index_limit"
    case feedLimit = "feed_limit"
    case foldedLines = "folded_lines"
    case destination, distribution
    case maxDeletes = "max_deletes"
    case grace, headers, region, profile
    case endpointURL = "endpoint_url"
    case sourceEndpointURL = "source_endpoint_url"
    case destinationEndpointURL = "destination_endpoint_url"
    case sourceAnonymous = "source_anonymous"
    case allowUnsafeStore = "allow_unsafe_store"
    case gzipAbove = "gzip_above"

    /// The environment variable: `SITEGEN_BASE_URL`.
    package var variable: String { "SITEGEN_" + rawValue.uppercased() }

    /// The option: `--base-url`.
    package var option: String {
        // The AWS tools' own name.
        self == .sourceAnonymous ? "--no-sign-request" : "--" + String(rawValue.map { $0 == "_" ? "-" : $0 })
    }

    /// What it decides, as one sentence without a full stop.
    package var summary: String {
        switch self {
        case .source: "Notebooks: a folder, looked through with its subfolders, or `s3://BUCKET/PREFIX`"
        case .output: "Folder of the site; empty or made by sitegen"
        case .title: "Name of the site, shown on every page"
        case .language: "Language of the site's own words, as in HTML's `lang`"
        case .baseURL: "Address readers have the site under; feeds and metadata get absolute links"
        case .searchEngines: "Whether search engines may list the pages: `allowed` or `blocked`"
        case .code: "Whether pages open with their code: `shown` or `hidden`"
        case .remoteImages: "Whether readers load pictures from other hosts: `true` or `false`"
        case .assetPack: "Folder of chart libraries for interactive outputs; `scripts/asset-pack` makes one"
        case .theme: "Folder of templates and assets that replace the program's, file by file"
        case .accent: "Colour of links and marks, `#0b5cad` or `#05a`"
        case .accentDark: "The same on a dark ground"
        case .seriesPattern: "How a series is named: `{folder}`, `{name}`, `{1}` to `{9}` and text between them"
        case .timestampPattern:
            "Own forms of time in names, tried first: `DD.MM.YYYY HHmm`; several with a bar between them"
        case .indexLimit: "How many reports `index.html` lists; older ones are on the pages of their months"
        case .feedLimit: "How many reports a feed tells of"
        case .foldedLines: "Text outputs with more lines than this are folded"
        case .destination: "Where `publish` puts the site: `s3://BUCKET/PREFIX` or a folder"
        case .distribution: "CloudFront distribution that serves the site and is told what changed"
        case .maxDeletes: "How many reports one run of `publish` may take out"
        case .grace: "Seconds for which `publish` keeps files that nothing links to any more"
        case .headers:
            "Headers of paths, a rule a line, the first that fits wins: `reports/*.html: Cache-Control: no-cache`"
        case .region: "AWS region of the buckets"
        case .profile: "Profile of the AWS configuration files"
        case .endpointURL: "Address of an S3 server that is not AWS, for source and destination"
        case .sourceEndpointURL: "The same for the source only"
        case .destinationEndpointURL: "The same for the destination only"
        case .sourceAnonymous: "Whether a public source bucket is read without credentials: `true` or `false`"
        case .allowUnsafeStore:
            "Whether `publish` writes to a store that ignores conditional writes: `true` or `false`"
        case .gzipAbove: "Pages with more bytes than this are stored compressed in a bucket; `never` for none"
        }
    }

    /// What holds where nobody sets it, in words.
    package var standard: String {
        switch self {
        case .source: "the project's examples"
        case .output: "`_site`"
        case .title: "`Reports`"
        case .language: "`en`"
        case .baseURL, .theme, .assetPack: "none"
        case .searchEngines: "`blocked`"
        case .code: "`shown`"
        case .remoteImages: "`false`"
        case .accent: "`#0b5cad`"
        case .accentDark: "made from `accent`"
        case .seriesPattern: "the whole name without its time"
        case .timestampPattern: "the common forms"
        case .indexLimit: "`200`"
        case .feedLimit: "`50`"
        case .foldedLines: "`100`"
        case .destination, .distribution: "none"
        case .maxDeletes: "20, or a tenth of the site"
        case .grace: "`300` for a bucket, `0` for a folder"
        case .headers: "see docs/publishing.md"
        case .region, .profile, .endpointURL: "as the AWS tools have it"
        case .sourceEndpointURL, .destinationEndpointURL: "`endpoint_url`"
        case .sourceAnonymous, .allowUnsafeStore: "`false`"
        case .gzipAbove: "`10000000`"
        }
    }

    /// A value for the file that `sitegen init` writes.
    var example: String {
        switch self {
        case .source: "reports"
        case .output: "_site"
        case .title: "Reports"
        case .language: "en"
        case .baseURL: "https://reports.example.org/"
        case .searchEngines: "blocked"
        case .code: "shown"
        case .remoteImages: "false"
        case .assetPack: "asset-pack"
        case .theme: "theme"
        case .accent: "'#0b5cad'"
        case .accentDark: "'#7ab7f5'"
        case .seriesPattern: "'{folder}/{name}'"
        case .timestampPattern: "'DD.MM.YYYY HHmm'"
        case .indexLimit: "200"
        case .feedLimit: "50"
        case .foldedLines: "100"
        case .destination: "s3://example-website"
        case .distribution: "E2EXAMPLE"
        case .maxDeletes: "20"
        case .grace: "300"
        case .headers: "'reports/*.html: Cache-Control: no-cache'"
        case .region: "eu-west-1"
        case .profile: "reports"
        case .endpointURL, .sourceEndpointURL, .destinationEndpointURL: "http://127.0.0.1:9000"
        case .sourceAnonymous, .allowUnsafeStore: "false"
        case .gzipAbove: "10000000"
        }
    }

    /// The table of docs/configuration.md, a line each.
    package static var table: [String] {
        allCases.map { "| `\($0.rawValue)` | `\($0.variable)` | `\($0.option)` | \($0.standard) | \($0.summary) |" }
    }
}
