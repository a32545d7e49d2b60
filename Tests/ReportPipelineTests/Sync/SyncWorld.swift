import AWS
import ObjectStorage
import ReportPipeline
import TestSupport

/// The two sources on loopback with small files in the real forms, and syncs from them that don't wait.
struct SyncWorld {
    let server: DataServer
    static let contactText = "reader@example.org"
    static let transport = CurlTransport(.init(connections: 4))

    static let files: [String: [UInt8]] = [
        "pr.class": Array("class_code\tclass_text\n3\tEmployees\n6\tAll workers\n".utf8),
        "pr.data.0.Current": Array(
            "series_id        \tyear\tperiod\t       value\tfootnote_codes\nPRS30006011      \t1995\tQ01\t         2.6\t\n"
                .utf8),
        "pr.duration": Array("duration_code\tduration_text\n1\tQuarterly\n".utf8),
        "pr.series": Array("series_id\tsector_code\nPRS30006011\t3000\n".utf8),
        "pr.txt": Array("Major Sector Productivity\n".utf8),
    ]

    static let population = Array(
        """
        {"annotations":{"dataset_name":"ACS 1-year Estimate"},"columns":["Nation ID","Nation","Year","Population"],
        "data":[{"Nation ID":"01000US","Nation":"United States","Year":2017,"Population":325719178.0},
        {"Nation ID":"01000US","Nation":"United States","Year":2016,"Population":323127515.0}]}
        """.utf8)

    init(_ change: (inout DataServer.Content) -> Void = { _ in }) throws {
        var content = DataServer.Content()
        content.files = Self.files
        content.population = Self.population
        change(&content)
        server = try DataServer(content)
    }

    /// What is to be stored in the end, without the population.
    var upstream: [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        server.change { files = $0.files }
        return files
    }

    /// A sync into a store.
    func sync(
        into store: any ObjectStore, contact: String? = SyncWorld.contactText,
        _ change: (inout SyncRun.Options) -> Void = { _ in }
    ) async throws -> SyncSummary {
        var options = SyncRun.Options(series: server.seriesURL, population: server.populationURL)
        options.interval = .zero
        options.retries = Retries(policy: SourceClient.patience, sleep: { _ in try Task.checkCancellation() })
        change(&options)
        return try await SyncRun(options, store: store, transport: Self.transport) {
            try contact.map { try ContactAddress($0, from: "test") }
        }.run()
    }
}

extension SyncSummary {
    /// `added pr.class`, sorted.
    var done: [String] { changes.map { "\($0.action) \($0.key)" }.sorted() }
}

extension MemoryStore {
    /// The files of the series as they are stored.
    var series: [String: [UInt8]] { contents.filter { !$0.key.contains("/") && $0.key != PopulationSeries.fileName } }

    /// Keys that were written or deleted.
    var writes: [String] { log.filter { $0.operation == "PUT" || $0.operation == "DELETE" }.map(\.description) }

    /// The state as text.
    var state: String { String(decoding: contents[SyncState.key.string] ?? [], as: UTF8.self) }
}
