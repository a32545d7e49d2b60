package import AWS
package import ObjectStorage

/// One sync: what the sources have now, into the staging place.
///
/// A file is written in three steps that make two runs at once, and one that is killed anywhere, harmless: its token in
/// the place is known, then it is fetched, then it is written where it still has that token. Whoever fetched before
/// another run wrote is refused and fetches again, so an older version never replaces a later one. The state is written
/// last, and what it does not know is read again.
///
/// Not `Sendable`: one task uses it.
package final class SyncRun {
    /// What is synced, and how carefully.
    package struct Options: Sendable {
        package var series: HTTPURL
        package var population: HTTPURL
        /// How many files may be deleted; nil for `DeletionPlan.defaultLimit`.
        package var maxDeletes: Int?
        package var isDryRun = false
        /// From the beginning of a request to that of the next.
        package var interval = Duration.seconds(1)
        package var retries = Retries(policy: SourceClient.patience)

        package init(series: HTTPURL, population: HTTPURL) {
            self.series = series
            self.population = population
        }
    }

    let options: Options
    let area: StagingArea
    var summary: SyncSummary
    private let transport: any HTTPTransport
    private let contact: () async throws -> ContactAddress?
    /// What this run has learnt of files, for the state; nil for one that is gone.
    private var learnt: [String: SyncState.Record?] = [:]

    /// - Parameters:
    ///   - contact: gets the address that the series' host is told; where it throws, only the series fails.
    package init(
        _ options: Options, store: any ObjectStore, transport: any HTTPTransport,
        contact: @escaping () async throws -> ContactAddress?
    ) {
        self.options = options
        self.transport = transport
        self.contact = contact
        area = StagingArea(store: store)
        summary = SyncSummary(staging: store.location)
        summary.isDryRun = options.isDryRun
    }

    /// Syncs both sources. What fails of one leaves the other.
    ///
    /// - Throws: where the place can't be used at all, or the task was cancelled.
    package func run() async throws -> SyncSummary {
        let start = ContinuousClock.now
        try await area.open()
        if area.wasDamaged { summary.notices.append("The state was damaged and is made anew from what is stored.") }
        try await attempt("series") { try await syncSeries() }
        try await attempt("population") { try await syncPopulation() }
        try await commit { state in
            for (name, record) in learnt { state.files[name] = record }
        }
        let (seconds, attoseconds) = (ContinuousClock.now - start).components
        summary.seconds = Double(seconds) + Double(attoseconds / 1_000_000_000_000_000) / 1000
        return summary
    }

    private func syncPopulation() async throws {
        let client = client(contact: nil)
        defer { summary.requestCount += client.requestCount }
        let url = options.population
        try await mirror(PopulationSeries.fileName, from: url, of: .population, client) { bytes throws(SyncError) in
            let series = try PopulationSeries(json: bytes, subject: "\(url)")
            do { return try series.stored } catch {
                throw SyncError(.badPopulation, "\(url)", "It can't be written as JSON", underlying: error)
            }
        }
    }

    /// The client of the series' host.
    func seriesClient() async throws -> SourceClient { client(contact: try await contact()) }

    private func client(contact: ContactAddress?) -> SourceClient {
        SourceClient(
            transport: transport, contact: contact,
            pace: RequestPace(interval: options.interval, sleep: options.retries.sleep), retries: options.retries)
    }

    /// Does a part of the work whose failure leaves the rest.
    func attempt(_ subject: String, _ part: () async throws -> Void) async throws {
        try Task.checkCancellation()
        do { try await part() } catch {
            if error.isCancellation { throw error }
            summary.fail(subject, error)
        }
    }

    /// Changes the state; in a dry run only as this run sees it.
    func commit(_ change: (inout SyncState) -> Void) async throws {
        try await area.commit(isDry: options.isDryRun, change)
    }

    /// Notes that a file is gone.
    func forget(_ name: String) { learnt[name] = .some(nil) }

    /// Brings one file up to date.
    ///
    /// - Parameter convert: what is stored of what came; throws where that can't be right.
    func mirror(
        _ name: String, from url: HTTPURL, of source: SyncState.Source, _ client: SourceClient,
        convert: ([UInt8]) throws(SyncError) -> [UInt8]
    ) async throws {
        let address = SourceAddress.fingerprint(url)
        for _ in 0..<StagingArea.attempts {
            let copy = try await area.copy(of: name)
            let known = copy?.address == address && copy?.validators != Validators() ? copy?.validators : nil
            guard case .body(let raw, let validators) = try await client.get(url, unless: known) else {
                unchanged(name, source, copy)
                return
            }
            let bytes = try convert(raw)
            var fetched = StoredCopy(
                entityTag: copy?.entityTag ?? "", sha256: SHA256Digest(of: bytes).hex, size: bytes.count,
                address: address, validators: validators)
            guard let change = FileChange(stored: copy?.sha256, fetched: fetched.sha256) else {
                unchanged(name, source, fetched)
                return
            }
            let headers = StoredCopy.headers(
                sha256: fetched.sha256, source: source, address: address, validators: validators)
            var isWritten = options.isDryRun
            if !isWritten { isWritten = try await write(name, bytes, headers, &fetched) }
            if isWritten {
                summary.changes.append(.init(action: change, key: name, bytes: bytes.count))
                learnt[name] = SyncState.Record(source: source, copy: fetched)
                return
            }
            // Another run wrote it after it was looked at here: what was fetched may be the older of the two.
            _ = try await area.read(name)
        }
        throw SyncError(
            .contended, name, "Other runs wrote it again and again", advice: "Run it again; what was stored stays.")
    }

    private func write(
        _ name: String, _ bytes: [UInt8], _ headers: ObjectHeaders, _ copy: inout StoredCopy
    ) async throws -> Bool {
        guard let tag = try await area.write(name, bytes, headers: headers) else { return false }
        copy.entityTag = tag
        return true
    }

    private func unchanged(_ name: String, _ source: SyncState.Source, _ copy: StoredCopy?) {
        summary.unchangedCount += 1
        learnt[name] = SyncState.Record(source: source, copy: copy)
    }
}

extension Error {
    /// Whether it says that the task was cancelled.
    fileprivate var isCancellation: Bool {
        switch self {
        case is CancellationError: true
        case let error as SyncError: error.code == .cancelled
        case let error as StorageError: error.code == .cancelled
        case let error as ServiceFailure:
            if case .cancelled = error.cause { true } else { false }
        case let error as SecretError: error.code == .cancelled
        default: false
        }
    }
}
