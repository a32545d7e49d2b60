import ReportSite
import Testing

@Suite struct SeriesNamingTests {
    @Test(arguments: [
        ("{folder}", "sales/emea/weekly-2023-12-11.ipynb", "sales/emea"),
        ("{name}", "sales/emea/weekly-2023-12-11.ipynb", "weekly"),
        ("{1}/{name}", "sales/emea/weekly-2023-12-11.ipynb", "sales/weekly"),
        ("{folder}/{name}", "sales/weekly-2023-12-11.ipynb", "sales/weekly"),
        ("all {2}", "sales/emea/weekly-2023-12-11.ipynb", "all emea"),
        ("{folder}", "weekly-2023-12-11.ipynb", "weekly"), ("{9}", "a/b-2023-12-11.ipynb", "a/b"),
        ("{9}/{1}", "a/b-2023-12-11.ipynb", "a"), ("{name}", "notes.ipynb", "notes"),
    ])
    func seriesAreNamedByThePattern(pattern: String, key: String, series: String) throws {
        let naming = try #require(SeriesNaming(pattern))
        #expect(SeriesPattern(naming: naming).parse(key: key).series == series)
    }

    @Test(arguments: ["", "all", "{", "}", "{folder", "folder}", "{x}", "{0}", "{10}", "{}", "{{name}}", "{name}}"])
    func otherPatternsAreRefused(pattern: String) {
        #expect(SeriesNaming(pattern) == nil)
    }

    @Test func notebooksOfAFolderAreRunsOfOneSeries() throws {
        let objects = ["p/region=emea.ipynb", "p/region=apac.ipynb"].map {
            SourceObject(key: $0, size: 1, lastModified: 1_000, fingerprint: "f")
        }
        let pattern = SeriesPattern(naming: SeriesNaming("{folder}"))
        let catalog = ReportCatalog(objects: objects, pattern: pattern)
        #expect(catalog.series.map(\.name) == ["p"])
        #expect(catalog.series[0].hasPages)
    }
}
