import FoundationEssentials
package import NotebookHTML
package import ReportSite

/// What a run was asked to do: options win over the environment, the environment over `sitegen.yml`.
package struct Settings: Sendable, Equatable {
    /// The folder of notebooks; nil where nobody named one.
    package var source: String?
    /// The folder of the site.
    package var output = "_site"
    package var title: String?
    package var showsCode: Bool?
    package var remoteImages: Bool?
    /// The folder of JavaScript libraries for interactive outputs.
    package var assetPack: String?

    package init() {}

    /// Every setting by name: in the file as it is, in the environment as `SITEGEN_NAME`.
    package static let names = ["source", "output", "title", "code", "remote_images", "asset_pack"]

    /// Sets one setting from text. `place` begins the message where the value is none, for example `sitegen.yml:3`.
    package mutating func set(_ name: String, to value: String, place: String) throws(ConfigurationError) {
        switch name {
        case "source": source = try Self.folder(value, name, place)
        case "output": output = try Self.folder(value, name, place)
        case "asset_pack": assetPack = try Self.folder(value, name, place)
        case "title": title = value
        case "code":
            guard value == "shown" || value == "hidden" else {
                throw ConfigurationError(place: place, reason: "'code' is 'shown' or 'hidden', not '\(value)'.")
            }
            showsCode = value == "shown"
        case "remote_images":
            guard value == "true" || value == "false" else {
                throw ConfigurationError(place: place, reason: "'remote_images' is 'true' or 'false', not '\(value)'.")
            }
            remoteImages = value == "true"
        default:
            let nearest = NearestName.find(name, in: Self.names)
            let hint = nearest.map { " Did you mean '\($0)'?" } ?? " Known are: \(Self.names.joined(separator: ", "))."
            throw ConfigurationError(place: place, reason: "There is no setting '\(name)'.\(hint)")
        }
    }

    /// Takes the settings of environment variables.
    package mutating func apply(environment: [String: String]) throws(ConfigurationError) {
        for name in Self.names {
            let variable = "SITEGEN_" + name.uppercased()
            if let value = environment[variable] { try set(name, to: value, place: variable) }
        }
    }

    /// The options of the site.
    package var siteOptions: SiteOptions {
        var options = SiteOptions()
        if let title { options.title = title }
        if let showsCode { options.showsCode = showsCode }
        return options
    }

    /// The options of the renderer.
    package var renderOptions: RenderOptions {
        var options = RenderOptions()
        if let remoteImages { options.allowRemoteImages = remoteImages }
        return options
    }

    private static func folder(_ value: String, _ name: String, _ place: String) throws(ConfigurationError) -> String {
        if value.isEmpty { throw ConfigurationError(place: place, reason: "'\(name)' is empty; name a folder.") }
        if value.contains("://") {
            throw ConfigurationError(
                place: place, reason: "'\(value)': only folders work so far; S3 is not there yet.")
        }
        return value
    }
}

/// A setting that can't be used: where it stands, and why.
package struct ConfigurationError: Error, Sendable, Equatable, CustomStringConvertible {
    /// File and line, variable or option.
    package var place: String
    package var reason: String
    package var description: String { "\(place): \(reason)" }
}

/// Finds the name a person probably meant.
enum NearestName {
    /// The name fewest changes away, where those are no more than a third of it.
    static func find(_ text: String, in names: [String]) -> String? {
        guard text.utf8.count <= 100 else { return nil }
        let ranked = names.map { (name: $0, distance: distance(Array(text.utf8), Array($0.utf8))) }
        guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
        return best.distance <= max(2, best.name.utf8.count / 3) ? best.name : nil
    }

    /// Levenshtein's distance.
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var row = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var previous = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                let next = min(row[j] + 1, row[j + 1] + 1, previous + (a == b ? 0 : 1))
                previous = row[j + 1]
                row[j + 1] = next
            }
        }
        return row[right.count]
    }
}
