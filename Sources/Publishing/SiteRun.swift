import NotebookHTML
import ObjectStorage
import ReportSite

/// The writing half of a build: what the plan asks for, in the order that keeps links good.
struct SiteRun: Sendable {
    let builder: SiteBuilder
    let state: OutputState
    let catalog: ReportCatalog
    let plan: BuildPlan

    private var store: DirectoryStore { builder.output }

    /// Writes what has to be written; nothing at all where nothing changed.
    func write(into result: inout BuildResult, window: WorkWindow) async throws {
        for key in state.partialFiles { try store.delete(key) }
        var manifest = BuildManifest(design: builder.designFingerprint)
        manifest.reports = plan.kept.mapValues(withPresentTokens)
        if isNothingToDo(manifest) {
            result.failures += unreadable(in: manifest)
            return
        }
        try announce()
        manifest.siteFiles = try writeSite(builder.design.assets.files.map { ($0.path, $0.bytes) }, &result)
        try await writeReports(into: &manifest, &result, window: window)
        result.failures += unreadable(in: manifest).filter { plan.kept[$0.key] != nil }
        try commit(manifest)
        let present = catalog.adding(facts: manifest.reports.mapValues(\.facts))
        manifest.siteFiles += try writeSite(sitePages(present), &result)
        try removeUnneeded(by: manifest, &result)
        try store.put(SiteFiles.manifestKey, manifest.json)
        try store.delete(PendingWrites.key)
    }

    private func isNothingToDo(_ manifest: BuildManifest) -> Bool {
        guard let old = state.manifest, !state.wasInterrupted, plan.renders.isEmpty else { return false }
        return old.design == manifest.design && old.staleFiles.isEmpty && old.reports.count == manifest.reports.count
            && old.siteFiles.allSatisfy { state.files.intact[$0.path]?.entityTag == $0.entityTag }
            && old.reports == manifest.reports
    }

    private func withPresentTokens(_ record: ReportRecord) -> ReportRecord {
        var record = record
        record.files = record.files.map { state.files.intact[$0.path] ?? $0 }
        return record
    }

    /// Reports of earlier runs that still have an error page in place of a report: told on every run.
    private func unreadable(in manifest: BuildManifest) -> [BuildResult.Failure] {
        manifest.reports.compactMap { key, record in
            guard case .unreadable(let reason) = record.facts.status else { return nil }
            return .init(key: key, message: reason)
        }
    }

    /// Writes down what is about to be written, so that it is known as ours when this run does not come to its end.
    private func announce() throws(StorageError) {
        var pending = state.pending
        for render in plan.renders {
            let address = render.report.address
            for path in [address.page, address.download, address.filesFolder] where !state.files.isForeign(path) {
                pending.insert(path)
            }
        }
        for path in sitePaths where !state.files.isForeign(path) { pending.insert(path) }
        try store.put(PendingWrites.key, pending.text)
    }

    private var sitePaths: [String] {
        builder.design.assets.files.map(\.path) + ["index.html", "latest.html", "404.html", "reports.json"]
    }

    private func writeReports(
        into manifest: inout BuildManifest, _ result: inout BuildResult, window: WorkWindow
    ) async throws {
        let writer = ReportWriter(
            source: builder.source, files: state.files, design: builder.design, options: builder.renderOptions,
            libraries: builder.design.libraries, catalog: catalog, previous: state.manifest?.reports ?? [:])
        // New pages are all there before a page that may link to them is written again.
        let (new, changed) = (plan.renders.filter { $0.reason == .new }, plan.renders.filter { $0.reason != .new })
        var done = 0
        for renders in [new, changed] {
            try await window.run(renders.map(\.report), size: \.source.size) { report in
                try writer.write(report)
            } collect: { outcome in
                manifest.reports[outcome.key] = outcome.record
                if let failure = outcome.failure { result.failures.append(failure) }
                result.writtenFileCount += outcome.writtenCount
                done += 1
                builder.progress(BuildProgress(done: done, total: plan.renders.count))
            }
        }
    }

    /// The pages that tell of all reports.
    private func sitePages(_ catalog: ReportCatalog) -> [(path: String, bytes: [UInt8])] {
        builder.design.sitePages(catalog).map { ($0.path, $0.make()) }
    }

    private func writeSite(
        _ files: [(path: String, bytes: [UInt8])], _ result: inout BuildResult
    ) throws(StorageError) -> [FileRecord] {
        var records: [FileRecord] = []
        for (path, bytes) in files {
            let (record, wasWritten) = try state.files.write(path, bytes)
            records.append(record)
            result.writtenFileCount += wasWritten ? 1 : 0
        }
        return records
    }

    /// Keeps what was made so far, and what is still to be removed.
    private func commit(_ manifest: BuildManifest) throws(StorageError) {
        var manifest = manifest
        let needed = Set(manifest.filesByPath.keys)
        let old = state.manifest
        manifest.siteFiles += (old?.siteFiles ?? []).filter { !needed.contains($0.path) }
        let listed = Set(manifest.filesByPath.keys)
        manifest.staleFiles = (old?.filesByPath ?? [:]).values.filter { !listed.contains($0.path) }
            .sorted { JSONText.precedes($0.path, $1.path) }
        try store.put(SiteFiles.manifestKey, manifest.json)
    }

    /// Removes files of ours that nothing needs any more; one that someone changed stays.
    private func removeUnneeded(by manifest: BuildManifest, _ result: inout BuildResult) throws(StorageError) {
        let needed = manifest.filesByPath
        let own = Set(state.manifest?.filesByPath.keys ?? [:].keys)
        for path in state.files.claimed.union(own).sorted(by: JSONText.precedes)
        where needed[path] == nil && state.files.existing[path] != nil {
            if own.contains(path), state.files.intact[path] == nil {
                result.notices.append(
                    "'\(path)' is not needed any more and was changed since sitegen wrote it: it was left where it is.")
                continue
            }
            try store.delete(ObjectKey(path))
            result.deletedFiles.append(path)
        }
    }
}
