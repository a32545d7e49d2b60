import NotebookHTML
import ObjectStorage

/// A folder of JavaScript libraries for interactive outputs, as `scripts/asset-pack` makes it.
struct AssetPack {
    /// The libraries by file name, for example `plotly-4.1.1.min.js`.
    private(set) var files: [String: [UInt8]] = [:]

    /// A pack without libraries.
    init() {}

    /// Reads the libraries of a folder; other files in it are passed over. Throws where there is none.
    init(folder: String) throws {
        let store: DirectoryStore
        do { store = try DirectoryStore(path: folder) } catch {
            throw ConfigurationError(place: "asset_pack", reason: "\(error.description) Make it with 'scripts/asset-pack \(folder)'.")
        }
        let listing = try store.list(skippingFolder: { _ in true })
        for object in listing.objects where ScriptLibraries.parse(fileName: object.key.string) != nil {
            files[object.key.string] = try store.get(object.key)
        }
        if files.isEmpty {
            throw ConfigurationError(
                place: "asset_pack",
                reason: "'\(folder)' holds no library such as 'plotly-4.1.1.min.js'. Make it with 'scripts/asset-pack \(folder)'.")
        }
    }
}
