internal import ArgumentParser
import FoundationEssentials
import ObjectStorage

/// The options that `build` and `serve` share.
struct SettingsOptions: ParsableArguments {
    @Option(name: [.short, .long], help: "Folder of notebooks, looked through with its subfolders.")
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

    /// The settings of file, environment and options.
    func settings() throws -> Settings {
        var settings = Settings()
        if let text = try Self.file() { try SettingsFile.apply(text, to: &settings) }
        try settings.apply(environment: ProcessInfo.processInfo.environment)
        let options = [
            ("source", source), ("output", output), ("title", title), ("code", code), ("remote_images", remoteImages),
            ("asset_pack", assetPack),
        ]
        for case (let name, let value?) in options {
            try settings.set(name, to: value, place: "--" + name.replacing("_", with: "-"))
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
