import Notebook
import ReportPipeline
import Testing

@Suite struct PopulationSeriesTests {
    static let old = """
        {"data":[{"ID Nation":"01000US","Nation":"United States","ID Year":2017,"Year":"2017","Population":325719178,
        "Slug Nation":"united-states"},{"ID Nation":"01000US","Nation":"United States","ID Year":2016,"Year":"2016",
        "Population":323127515,"Slug Nation":"united-states"}],
        "source":[{"measures":["Population"],"annotations":{"dataset_name":"ACS 1-year Estimate"}}]}
        """

    static func read(_ text: String) throws(SyncError) -> PopulationSeries {
        try PopulationSeries(json: Array(text.utf8), subject: "https://example.org/api")
    }

    @Test func bothFormsOfTheInterfaceAreStoredAsTheSameBytes() throws {
        let present = try Self.read(String(decoding: SyncWorld.population, as: UTF8.self))
        #expect(try Self.read(Self.old) == present)
        #expect(try Self.read(Self.old).stored == present.stored)
    }

    @Test func whatIsStoredIsTheOldFormByYear() throws {
        let root = try JSONDocument(Self.read(Self.old).stored).root
        #expect(root["data"]?.elements.map { $0["Year"]?.string } == ["2016", "2017"])
        #expect(root["data"]?.elements.map { $0["ID Year"]?.int } == [2016, 2017])
        #expect(root["data"]?.elements.map { $0["Population"]?.int } == [323_127_515, 325_719_178])
        #expect(root["data"]?.elements.map { $0["Nation"]?.string } == ["United States", "United States"])
        #expect(root["dataset"]?.string == "ACS 1-year Estimate")
    }

    @Test func whatWasStoredCanBeReadAgain() throws {
        let series = try Self.read(Self.old)
        #expect(try Self.read(String(decoding: series.stored, as: UTF8.self)).rows == series.rows)
    }

    static let row = "\"Nation ID\":\"01000US\",\"Nation\":\"United States\""

    @Test(arguments: [
        ("", "no JSON"), ("<html>Bad gateway</html>", "no JSON"), ("[]", "no 'data'"), ("{}", "no 'data'"),
        ("{\"error\":\"Cube not found\"}", "Cube not found"), ("{\"data\":{}}", "no 'data'"),
        ("{\"data\":[]}", "empty"), ("{\"data\":[1]}", "data[0]"),
        ("{\"data\":[{\(row),\"Year\":2016}]}", "'Population'"),
        ("{\"data\":[{\(row),\"Year\":2016,\"Population\":null}]}", "'Population'"),
        ("{\"data\":[{\(row),\"Year\":2016,\"Population\":1.5}]}", "'Population'"),
        ("{\"data\":[{\(row),\"Year\":2016,\"Population\":-1}]}", "'Population'"),
        ("{\"data\":[{\(row),\"Year\":\"soon\",\"Population\":1}]}", "'Year'"),
        ("{\"data\":[{\"Year\":2016,\"Population\":1}]}", "'Nation'"),
        ("{\"data\":[{\(row),\"Year\":2016,\"Population\":1},{\(row),\"Year\":\"2016\",\"Population\":2}]}", "twice"),
    ])
    func aReplyWithoutRightDataIsRefused(text: String, part: String) {
        #expect {
            try Self.read(text)
        } throws: { error in
            (error as? SyncError)?.code == .badPopulation && "\(error)".contains(part)
        }
    }
}
