import ObjectStorage
import ReportSite

/// An owner's templates and assets, which replace the program's own file by file: `report.mustache`, `style.css`,
/// `icon.svg`. A style sheet of another name follows the program's own; other files stand beside it.
struct Theme {
    /// The folder as it was named; empty for no theme.
    private(set) var folder = ""
    /// Texts by name without `.mustache`.
    private(set) var templates: [String: String] = [:]
    private(set) var assets: [String: [UInt8]] = [:]

    /// No theme.
    init() {}

    /// Reads a folder. Subfolders and hidden files are passed over.
    init(folder: String) throws {
        self.folder = folder
        let store = try Self.open(folder)
        for object in try store.list(skippingFolder: { _ in true }).objects where !object.key.string.hasPrefix(".") {
            let name = object.key.string
            let bytes = try store.get(object.key)
            guard name.hasSuffix(".mustache") else {
                try Self.check(name, in: folder)
                assets[name] = bytes
                continue
            }
            let template = String(name.dropLast(".mustache".count))
            let known = PageTemplates.Name.allCases.map(\.rawValue)
            guard known.contains(template) else {
                let hint = NearestName.find(template, in: known).map { "Did you mean '\($0).mustache'?" }
                throw ConfigurationError(
                    place: "\(folder)/\(name)",
                    reason: "There is no such page. \(hint ?? "Known are: \(known.joined(separator: ", ")).")")
            }
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw ConfigurationError(place: "\(folder)/\(name)", reason: "The template is not UTF-8.")
            }
            templates[template] = text
        }
    }

    /// A fault of a template as one of the file it is in.
    func located(_ error: TemplateError) -> any Error {
        guard templates[error.template] != nil else { return error }
        return ConfigurationError(
            place: "\(folder)/\(error.template).mustache\(error.line.map { ":\($0)" } ?? "")", reason: error.reason)
    }

    private static func open(_ folder: String) throws -> DirectoryStore {
        do { return try DirectoryStore(path: folder) } catch {
            throw ConfigurationError(place: "theme", reason: "\(error)")
        }
    }

    /// Only what a page of the site can use: anything else would be published by mistake.
    private static func check(_ name: String, in folder: String) throws(ConfigurationError) {
        let known = ["css", "svg", "png", "jpg", "jpeg", "gif", "webp", "avif", "js"]
        let suffix = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
        guard known.contains(suffix) else {
            throw ConfigurationError(
                place: "\(folder)/\(name)",
                reason:
                    "A theme has templates (.mustache) and assets (\(known.map { "." + $0 }.joined(separator: ", "))); "
                    + "move other files elsewhere.")
        }
    }
}
