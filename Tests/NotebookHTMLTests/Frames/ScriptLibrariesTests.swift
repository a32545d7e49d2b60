import Testing

@testable import NotebookHTML

@Suite struct ScriptLibrariesTests {
    @Test(
        arguments: [
            ("https://cdn.plot.ly/plotly-4.1.1.min.js", "plotly", 4),
            ("https://cdn.plot.ly/plotly-latest.min.js", "plotly", nil),
            ("https://cdnjs.cloudflare.com/ajax/libs/plotly.js/2.27.0/plotly.min.js", "plotly", 2),
            ("https://cdn.jsdelivr.net/npm/vega@6?noext", "vega", 6),
            ("https://cdn.jsdelivr.net/npm/vega-lite@6.4.1?noext", "vega", 6),
            ("https://cdn.bokeh.org/bokeh/release/bokeh-widgets-3.9.2.min.js", "bokeh-widgets", 3),
            ("https://vega.github.io/schema/vega-lite/v6.4.1.json", nil, nil),
            ("https://cdn.jsdelivr.net/npm/leaflet@1.9.3/dist/leaflet.js", "leaflet", 1),
            ("plotly-4.1.1.min.js", nil, nil),
        ] as [(String, String?, Int?)])
    func publicAddressesNameLibraries(address: String, name: String?, major: Int?) {
        let reference = LibraryReference(address: address)
        #expect(reference?.name.rawValue == name)
        #expect(reference?.major == major)
    }

    @Test(
        arguments: [
            ("plotly-4.1.1.min.js", [4, 1, 1]), ("vega-6.4.js", [6, 4]), ("bokeh-gl-3.9.2.min.js", [3, 9, 2]),
            ("jquery-3.7.1.js", nil), ("plotly.min.js", nil), ("plotly-4.x.js", nil), ("plotly-4.1.1.css", nil),
        ] as [(String, [Int]?)])
    func fileNamesOfAPackTellNameAndVersion(file: String, version: [Int]?) {
        #expect(ScriptLibraries.parse(fileName: file)?.version == version)
    }

    @Test func theNewestOfAMajorVersionIsTaken() {
        let names = ["plotly-3.9.9.js", "plotly-4.10.0.js", "plotly-4.9.0.js"]
        let pack = ScriptLibraries(Dictionary(uniqueKeysWithValues: names.map { ($0, $0) }))
        #expect(pack.library(.plotly)?.path == "plotly-4.10.0.js")
        #expect(pack.library(.plotly, major: 3)?.path == "plotly-3.9.9.js")
        #expect(pack.library(.plotly, major: 2) == nil)
    }
}
