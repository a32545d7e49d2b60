import FoundationEssentials
import Notebook

/// The population by nation and year, read from either form of the DataUSA interface.
///
/// The old form: `{"data":[{"ID Nation":"01000US","Nation":"United States","ID Year":2016,"Year":"2016","Population":...}]}`;
/// the present one: `{"columns":[...],"data":[{"Nation ID":"01000US","Nation":"United States","Year":2023,"Population":1.0}]}`.
package struct PopulationSeries: Sendable, Equatable {
    /// What it is stored as.
    package static let fileName = "us-population.json"

    /// The population of one year.
    package struct Row: Sendable, Hashable {
        package var nationID: String
        package var nation: String
        package var year: Int
        package var population: Int
    }

    /// By nation, then by year.
    package private(set) var rows: [Row]
    /// The name of the survey, where the reply tells it: `ACS 1-year Estimate`.
    package private(set) var dataset: String?

    /// Reads a reply.
    ///
    /// - Parameter subject: the address, for errors.
    /// - Throws: `.badPopulation` where it is no JSON, has no data, or one of its rows is not right: half a table would be
    ///   a wrong one.
    package init(json: [UInt8], subject: String) throws(SyncError) {
        let document: JSONDocument
        do { document = try JSONDocument(json) } catch {
            throw Self.fault(subject, "The reply is no JSON: \(error)", underlying: error)
        }
        guard let data = document.root["data"], data.kind == .array else {
            let told = (document.root["error"] ?? document.root["message"] ?? document.root["detail"])?.string
            throw Self.fault(subject, "The reply has no 'data'" + (told.map { ": \(Markup.text($0.utf8))" } ?? ""))
        }
        guard data.count > 0 else { throw Self.fault(subject, "The reply's 'data' is empty") }
        rows = []
        for (index, node) in data.elements.enumerated() { rows.append(try Self.row(node, at: index, subject)) }
        rows.sort { ($0.nationID, $0.year) < ($1.nationID, $1.year) }
        for (row, next) in zip(rows, rows.dropFirst()) where (row.nationID, row.year) == (next.nationID, next.year) {
            throw Self.fault(subject, "The year \(row.year) of \(row.nation) is there twice")
        }
        let annotations = document.root["annotations"] ?? document.root["source"]?.elements.first?["annotations"]
        dataset = annotations?["dataset_name"]?.string.map { Markup.text($0.utf8) }
    }

    private static func row(_ node: JSONNode, at index: Int, _ subject: String) throws(SyncError) -> Row {
        func missing(_ what: String) -> SyncError { fault(subject, "data[\(index)] has no \(what)") }
        guard let year = number(node["Year"] ?? node["ID Year"]), (1700...2200).contains(year) else {
            throw missing("'Year' from 1700 to 2200")
        }
        guard let population = number(node["Population"]), population > 0 else {
            throw missing("'Population' that is a whole number above 0")
        }
        guard let nation = node["Nation"]?.string, let id = (node["Nation ID"] ?? node["ID Nation"])?.string else {
            throw missing("'Nation' with its ID")
        }
        return Row(nationID: id, nation: nation, year: year, population: population)
    }

    /// A whole number, also one written as text: `2016`, `"2016"`, `332387540.0`.
    private static func number(_ node: JSONNode?) -> Int? {
        node?.int ?? node?.string.flatMap { Int($0) }
    }

    private static func fault(_ subject: String, _ reason: String, underlying: (any Error)? = nil) -> SyncError {
        SyncError(
            .badPopulation, subject, reason, advice: "The stored file was kept. Check --population-url.",
            underlying: underlying)
    }
}

extension PopulationSeries {
    /// The file as it is stored: the old form of the interface, rows in order, so that the same numbers are the same bytes
    /// whichever form they came in.
    ///
    ///     {
    ///       "data" : [
    ///         {"ID Nation":"01000US","ID Year":2016,"Nation":"United States","Population":323127515,"Year":"2016"}
    ///       ],
    ///       "dataset" : "ACS 1-year Estimate"
    ///     }
    package var stored: [UInt8] {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            var lines: [String] = []
            for row in rows {
                lines.append("    " + String(decoding: try encoder.encode(StoredRow(row)), as: UTF8.self))
            }
            var text = "{\n  \"data\": [\n" + lines.joined(separator: ",\n") + "\n  ]"
            if let dataset {
                text += ",\n  \"dataset\": " + String(decoding: try encoder.encode(dataset), as: UTF8.self)
            }
            return Array((text + "\n}\n").utf8)
        }
    }

    private struct StoredRow: Encodable {
        let row: Row

        init(_ row: Row) { self.row = row }

        private enum CodingKeys: String, CodingKey {
            case nationID = "ID Nation"
            case yearID = "ID Year"
            case nation = "Nation"
            case population = "Population"
            case year = "Year"
        }

        func encode(to encoder: any Encoder) throws {
            var members = encoder.container(keyedBy: CodingKeys.self)
            try members.encode(row.nationID, forKey: .nationID)
            try members.encode(row.year, forKey: .yearID)
            try members.encode(row.nation, forKey: .nation)
            try members.encode(row.population, forKey: .population)
            try members.encode(String(row.year), forKey: .year)
        }
    }
}
