import Notebook
import NotebookHTML
import ObjectStorage
import ReportSite

/// Makes the files of one report: reads the notebook, renders it, writes page, download and the files beside it.
struct ReportWriter: Sendable {
    let source: DirectoryStore
    let files: SiteFiles
    let design: SiteDesign
    let options: RenderOptions
    let libraries: ScriptLibraries
    let catalog: ReportCatalog
    /// Records of the last run, to fall back on where a notebook can't be read just now.
    let previous: [String: ReportRecord]

    /// What became of one report.
    struct Outcome: Sendable {
        var key: String
        /// What the manifest keeps; nil where the report has no page.
        var record: ReportRecord?
        var failure: BuildResult.Failure?
        var writtenCount = 0
    }

    /// Writes the files of one report. Throws what stops the whole run, a full disk for example; the rest is an outcome.
    func write(_ report: Report) throws(StorageError) -> Outcome {
        var outcome = Outcome(key: report.key)
        do throws(StorageError) {
            let bytes = try source.get(ObjectKey(report.key))
            let content = content(of: report, bytes)
            var records: [FileRecord] = []
            // The page last: it is what makes the others reachable.
            for (path, bytes) in content.files {
                let (record, wasWritten) = try files.write(path, bytes)
                records.append(record)
                outcome.writtenCount += wasWritten ? 1 : 0
            }
            outcome.failure = content.error.map { .init(key: report.key, message: $0.description) }
            outcome.record = ReportRecord(
                source: report.source.fingerprint, neighbours: catalog.neighbours(of: report).fingerprint,
                links: content.links, resolvedLinks: catalog.resolved(content.links), facts: content.facts,
                files: records)
        } catch {
            if error.stopsRun { throw error }
            outcome.failure = .init(key: report.key, message: error.description)
            // The page of the last run stays, else one that tells; without a fingerprint the next run tries again.
            outcome.record = previous[report.key]
            if outcome.record == nil { outcome.record = try standIn(for: report, error) }
            outcome.record?.source = ""
        }
        return outcome
    }

    /// The page of a report whose file could not be read, where nothing was ever written for it.
    private func standIn(for report: Report, _ error: StorageError) throws(StorageError) -> ReportRecord? {
        guard error.operation == .read else { return nil }
        let content = unreadable(report, NotebookError.unreadableFile(error.description))
        let (record, _) = try files.write(report.address.page, content.page)
        return ReportRecord(
            source: "", neighbours: catalog.neighbours(of: report).fingerprint, links: [], resolvedLinks: [],
            facts: content.facts, files: [record])
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
        case .storageFull, .readOnly, .tooManyOpenFiles: true
        case .permissionDenied: operation == .write
        default: false
        }
    }
}
