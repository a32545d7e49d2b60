/// The JavaScript libraries a site has for its interactive outputs: files of the asset pack, by name and version.
package struct ScriptLibraries: Sendable, Hashable {
    /// What can be in a pack. `vega` is one file with Vega, Vega-Lite and Vega-Embed, under Vega-Lite's version.
    package enum Name: String, Sendable, Hashable, CaseIterable {
        case plotly, vega, bokeh
        case bokehWidgets = "bokeh-widgets"
        case bokehTables = "bokeh-tables"
        case bokehGL = "bokeh-gl"
        case bokehMathJax = "bokeh-mathjax"
        case bokehAPI = "bokeh-api"
        case panel, leaflet

        /// The name as people know it.
        var title: String {
            switch self {
            case .plotly: "Plotly"
            case .vega: "Vega"
            case .panel: "Panel"
            case .leaflet: "Leaflet"
            default: "Bokeh"
            }
        }
    }

    /// One file of a pack.
    package struct Library: Sendable, Hashable {
        package var name: Name
        package var version: [Int]
        /// The path in the site, of unreserved characters only.
        package var path: String
    }

    private let libraries: [Library]

    /// Takes files by name; those not called `NAME-VERSION.js` or `NAME-VERSION.min.js` are passed over.
    ///
    ///     ScriptLibraries(["plotly-4.1.1.min.js": "assets/plotly-4.1.1.min-0f3a.js"])
    package init(_ files: [String: String] = [:]) {
        libraries = files.compactMap { file, path in
            Self.parse(fileName: file).map { Library(name: $0.name, version: $0.version, path: path) }
        }
        .sorted { ($1.version, $0.name.rawValue).0.lexicographicallyPrecedes($0.version) }
    }

    /// Whether there are none.
    package var isEmpty: Bool { libraries.isEmpty }

    /// The newest library of a name; of one major version where that is asked for.
    package func library(_ name: Name, major: Int? = nil) -> Library? {
        libraries.first { $0.name == name && (major == nil || $0.version.first == major) }
    }

    /// The library of the same minor version, else the newest of the same major one, as Bokeh's documents need.
    func library(_ name: Name, like version: [Int]) -> Library? {
        libraries.first { $0.name == name && version.count > 1 && $0.version.starts(with: version.prefix(2)) }
            ?? library(name, major: version.first)
    }

    /// The library of a major version, else of the next newer one; nil where all are older, or of no matter which.
    ///
    /// Plotly and Vega draw what their predecessors drew, changes aside that release notes tell
    /// (<https://github.com/vega/vega/releases/tag/v6.0.0>); Bokeh's documents fit one major version only.
    func library(_ name: Name, from major: Int?) -> Library? {
        guard let major, name == .plotly || name == .vega else { return library(name, major: major) }
        let newer = Set(libraries.filter { $0.name == name }.compactMap(\.version.first)).filter { $0 >= major }
        return newer.min().flatMap { library(name, major: $0) }
    }

    /// The name and version in a file name; nil where it is no library this program knows.
    package static func parse(fileName: String) -> (name: Name, version: [Int])? {
        guard fileName.hasSuffix(".js"), let dash = fileName.lastIndex(of: "-") else { return nil }
        guard let name = Name(rawValue: String(fileName[..<dash])) else { return nil }
        var rest = fileName[fileName.index(after: dash)...].dropLast(3)
        if rest.hasSuffix(".min") { rest = rest.dropLast(4) }
        let version = rest.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
        guard !version.isEmpty, version.allSatisfy({ $0 != nil }) else { return nil }
        return (name, version.compactMap { $0 })
    }
}

/// A library that a script address of a public CDN names.
struct LibraryReference: Hashable {
    /// The parts of `ScriptLibraries.Name.vega` that public CDNs offer as files of their own.
    enum Part { case whole, inAnother }

    var name: ScriptLibraries.Name
    var major: Int?
    var part = Part.whole

    /// Reads `https://cdn.plot.ly/plotly-4.1.1.min.js`, `https://cdn.jsdelivr.net/npm/vega@6?noext`,
    /// `https://cdnjs.cloudflare.com/ajax/libs/plotly.js/2.27.0/plotly.min.js` and their like; nil for other addresses.
    init?(address: String) {
        guard let start = ["https://", "http://", "//"].first(where: address.hasPrefix) else { return nil }
        let path = address.dropFirst(start.count).prefix { $0 != "?" && $0 != "#" }
        // https://vega.github.io/schema/vega-lite/v6.json names a library and is none.
        guard ![".json", ".css", ".html"].contains(where: path.hasSuffix) else { return nil }
        let parts = path.split(separator: "/").dropFirst().map(String.init)
        for (index, part) in parts.enumerated() {
            if let at = part.lastIndex(of: "@"), at > part.startIndex {
                guard let found = Self.known(String(part[..<at])) else { continue }
                self.init(found, version: part[part.index(after: at)...])
                return
            }
            if index + 1 < parts.count, parts[index + 1].first?.isNumber == true, let found = Self.known(part) {
                self.init(found, version: parts[index + 1][...])
                return
            }
            if index + 1 == parts.count, let dash = part.lastIndex(of: "-"),
                let found = Self.known(String(part[..<dash]))
            {
                self.init(found, version: part[part.index(after: dash)...])
                return
            }
        }
        return nil
    }

    /// Reads the banner of a library that a notebook includes, `/** plotly.js v2.35.2` or Bokeh's; nil for other programs.
    init?(banner program: ArraySlice<UInt8>) {
        let start = program.prefix(2_000)
        // Bokeh's tells no version.
        if start.holds("Bokeh Contributors") {
            self.init((.bokeh, .whole), version: "")
            return
        }
        guard let place = start.range(of: "* plotly.js v") else { return nil }
        self.init((.plotly, .whole), version: Substring(decoding: start[place.upperBound...].prefix(20), as: UTF8.self))
    }

    private init(_ found: (ScriptLibraries.Name, Part), version: Substring) {
        (name, part) = found
        major = Int(version.drop { $0 == "v" }.prefix { $0.isASCII && $0.isNumber })
    }

    private static func known(_ name: String) -> (ScriptLibraries.Name, Part)? {
        switch name {
        case "plotly", "plotly.js", "plotly.js-dist", "plotly.js-dist-min", "plotly-basic", "plotly-cartesian":
            (.plotly, .whole)
        case "vega": (.vega, .whole)
        case "vega-lite", "vega-embed": (.vega, .inAnother)
        case "bokehjs": (.bokeh, .whole)
        default: ScriptLibraries.Name(rawValue: name).map { ($0, .whole) }
        }
    }
}
