/// Where the files of a page's interactive outputs stand, and which libraries the site has for them.
package struct FramePlace: Sendable {
    /// The folder of the page's files as the page sees it, percent-encoded, ending in `/`: `name.files/`.
    package var folder: String
    /// The root of the site as those files see it: `../../`, or nothing.
    package var root: String
    /// The libraries, with paths from the root of the site.
    package var libraries: ScriptLibraries

    package init(folder: String, root: String, libraries: ScriptLibraries = ScriptLibraries()) {
        self.folder = folder
        self.root = root
        self.libraries = libraries
    }

    /// A library's address as a frame sees it; nil where the site has none that serves that version.
    func address(_ name: ScriptLibraries.Name, major: Int? = nil) -> String? {
        libraries.library(name, from: major).map { root + $0.path }
    }

    /// The address that takes the place of a public one; nil where the site has no such library.
    func address(_ reference: LibraryReference) -> String? {
        // Vega's numbering and its parts': Vega N goes with Vega-Lite N since 5, and Embed's follows no rule.
        if reference.part == .inAnother {
            return libraries.library(.vega) == nil ? nil : "data:text/javascript,"
        }
        return address(reference.name, major: reference.major)
    }

    /// What to do about a library that is missing; Panel and Bokeh's older versions are asked for by name.
    static func advice(_ name: String) -> String {
        let version =
            name.hasPrefix("Bokeh ") ? " 'bokeh==\(name.dropFirst("Bokeh ".count)).*'" : name == "Panel" ? " panel" : ""
        return "This site has no \(name) library: build it with an asset pack (scripts/asset-pack FOLDER\(version), "
            + "then --asset-pack FOLDER)."
    }
}

/// A program that an output loads, for itself or for outputs that follow.
struct FramePrelude: Hashable {
    /// Its file as frames see it.
    var address: String
    /// The library it is; nil where it is none this program knows.
    var name: ScriptLibraries.Name?
}
