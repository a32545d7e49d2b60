import Notebook
import NotebookHTML
import ObjectStorage
import ReportSite

/// Makes the files of one report: reads the notebook, renders it, writes page, download and the files beside it.
struct ReportWriter: Sendable {
    let source: any ObjectStore
    let writer: SiteWriter
    let design: SiteDesign
    let designFingerprint: String
    let options: RenderOptions
    let libraries: ScriptLibraries
    let catalog: ReportCatalog
    /// Records of earlier runs: what stands there, and what to fall back on where a notebook can't be read just now.
    let previous: [String: ReportRecord]

    /// What became of one report.
    struct Outcome: Sendable {
        var key: String
        /// What the manifest keeps; nil where the report has no page, or another run wrote a later one.
        var record: ReportRecord?
        var failure: PublishResult.Failure?
        var writtenPaths: [String] = []
        /// Those of `writtenPaths` where something stood before.
        var replacedPaths: [String] = []
    }

    /// Writes the files of one report. Throws what stops the whole run, a full disk for example; the rest is an outcome.
    func write(_ report: Report) async throws(StorageError) -> Outcome {
        var outcome = Outcome(key: report.key)
        do throws(StorageError) {
            let object = try await read(report)
            var report = report
            report.source = object.source
            let content = content(of: report, object.bytes)
            let order = report.source.lastModified
            var files = try await write(content.files, order: order, &outcome)
            if files == nil, try await isStillLatest(report.source) {
                files = try await write(content.files, order: order, isLatest: true, &outcome)
            }
            guard let files else { return outcome }
            outcome.failure = content.error.map { .init(key: report.key, message: $0.description) }
            outcome.record = record(of: report, content, files)
        } catch {
            if error.stopsRun { throw error }
            // Taken out since it was listed: the next run sees to it.
            if error.operation == .read, error.code == .notFound { return outcome }
            outcome.failure = .init(key: report.key, message: error.description, isPassing: true)
            // The page of the last run stays, else one that tells; without a fingerprint the next run tries again.
            outcome.record = previous[report.key]
            if outcome.record == nil, error.operation == .read {
                outcome.record = try await standIn(for: report, error, &outcome)
            }
            outcome.record?.source.fingerprint = ""
        }
        return outcome
    }

    /// The notebook as it is now: between listing and reading it may have been stored again.
    private func read(_ report: Report) async throws(StorageError) -> (source: SourceObject, bytes: [UInt8]) {
        guard let object = try await source.get(ObjectKey(report.key), unlessMatches: nil) else {
            throw StorageError(
                code: .damaged, operation: .read, key: ObjectKey(report.key), root: source.location,
                reason: "The store sent nothing")
        }
        var known = report.source
        // A folder's token of a file written a moment ago is marked, so that the next run looks again.
        if !known.fingerprint.hasPrefix(object.info.entityTag) {
            known.fingerprint = object.info.entityTag
            known.lastModified = Int(object.info.modified / 1_000_000_000)
        }
        known.size = object.bytes.count
        return (known, object.bytes)
    }

    /// Whether a source is what the store has now. A later content in the site then comes from a source that is gone.
    private func isStillLatest(_ known: SourceObject) async throws(StorageError) -> Bool {
        let info = try await source.info(ObjectKey(known.key))
        return info.map { known.fingerprint.hasPrefix($0.entityTag) } ?? false
    }

    /// Writes the files of a report in order; nil where another run has a later one.
    private func write(
        _ files: [(path: String, bytes: [UInt8])], order: Int, isLatest: Bool = false, _ outcome: inout Outcome
    ) async throws(StorageError) -> [FileRecord]? {
        let known = Dictionary(
            (previous[outcome.key]?.files ?? []).map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        var records: [FileRecord] = []
        // The page last: it is what makes the others reachable.
        for (path, bytes) in files {
            let written = try await writer.write(path, bytes, order: order, known: known[path], isLatest: isLatest)
            guard let record = written.record else { return nil }
            records.append(record)
            if written.isWrite { outcome.writtenPaths.append(path) }
            if case .replaced = written, known[path].map(writer.rules.mayBeInCaches) ?? true {
                outcome.replacedPaths.append(path)
            }
        }
        return records
    }

    /// The page of a report whose file could not be read, where nothing was ever written for it.
    private func standIn(
        for report: Report, _ error: StorageError, _ outcome: inout Outcome
    ) async throws(StorageError) -> ReportRecord? {
        let content = unreadable(report, NotebookError.unreadableFile(error.description))
        // Every list and the page itself lead to the download, so something stands there too. The earliest order there
        // is: whatever another run could read is later.
        let files = try await write(
            [(report.address.download, Self.notebook(telling: error)), (report.address.page, content.page)], order: 0,
            &outcome)
        return files.map { record(of: report, Content(files: [], facts: content.facts), $0) }
    }

    /// A notebook that says why the report is not there.
    private static func notebook(telling error: StorageError) -> [UInt8] {
        var json = JSONText()
        json.raw("{\"cells\":[{\"cell_type\":\"raw\",\"id\":\"unreadable\",\"metadata\":{},\"source\":")
        json.string("The notebook could not be read when the site was published. \(error)")
        json.raw("}],\"metadata\":{},\"nbformat\":4,\"nbformat_minor\":5}\n")
        return json.bytes
    }

    private func record(of report: Report, _ content: Content, _ files: [FileRecord]) -> ReportRecord {
        ReportRecord(
            source: report.source, design: designFingerprint, neighbours: catalog.neighbours(of: report).fingerprint,
            links: content.links, resolvedLinks: catalog.resolved(content.links), facts: content.facts, files: files)
    }

    private struct Content {
        var files: [(path: String, bytes: [UInt8])]
        var facts: ReportFacts
        var links: [String] = []
        var error: NotebookError?
    }

    private func content(of report: Report, _ bytes: [UInt8]) -> Content {
        let address = report.address
        let neighbours = catalog.neighbours(of: report)
        var report = report
        do throws(NotebookError) {
            let notebook = try Notebook(decoding: bytes)
            let frames = FramePlace(address, libraries: libraries)
            let context = RenderContext(key: report.key, frames: frames) { [catalog] in
                catalog.report(key: $0) != nil
            }
            let rendered = NotebookHTML.render(notebook, context: context, options: options)
            report.facts = rendered.facts
            let page = design.reportPage(report, notebook: rendered, neighbours: neighbours)
            let files = rendered.files.map { (path: address.file($0.name), bytes: $0.bytes) }
            return Content(
                files: files + [(address.download, bytes), (address.page, page)], facts: rendered.facts,
                links: rendered.notebookLinks)
        } catch {
            let (page, facts) = unreadable(report, error)
            return Content(files: [(address.download, bytes), (address.page, page)], facts: facts, error: error)
        }
    }

    /// The page that stands for a report that is none, and what lists tell of it.
    private func unreadable(_ report: Report, _ error: NotebookError) -> (page: [UInt8], facts: ReportFacts) {
        let facts = ReportFacts(
            title: nil, status: .unreadable(reason: error.description), language: nil, kernel: nil, startTime: nil,
            duration: nil, parameters: [])
        var report = report
        report.facts = facts
        return (design.unreadablePage(report, error: error, neighbours: catalog.neighbours(of: report)), facts)
    }
}

extension FramePlace {
    /// The place of a report's interactive outputs, a folder beside its page.
    fileprivate init(_ address: ReportAddress, libraries: ScriptLibraries) {
        let depth = address.filesFolder.utf8.count { $0 == UInt8(ascii: "/") }
        self.init(
            folder: SiteAddress.href(to: address.filesFolder, from: address.page),
            root: String(repeating: "../", count: depth), libraries: libraries)
    }
}

extension StorageError {
    /// Whether going on with other reports is pointless or harmful.
    fileprivate var stopsRun: Bool {
        switch code {
        case .storageFull, .readOnly, .tooManyOpenFiles, .unauthenticated, .wrongPlace, .cancelled, .unavailable: true
        case .permissionDenied: operation == .write
        default: false
        }
    }
}
