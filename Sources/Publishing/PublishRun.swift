import NotebookHTML
import ObjectStorage
import ReportSite

/// One run of a publisher: what it knows of the site, and what it did.
struct PublishRun: Sendable {
    let publisher: Publisher
    var site: SiteState
    var result = PublishResult()
    /// Keys that could not be read in this run: not tried twice.
    var givenUp: Set<String> = []
    /// The source as it was listed before the manifest was found to say something else; used once.
    var listing: ObjectListing?
    /// The catalogue of a look that found no page to make or take out, and nothing to tell: it is the manifest's.
    var settledCatalog: ReportCatalog?

    var store: any ObjectStore { publisher.destination }
    var options: PublishOptions { publisher.options }
    var seconds: Int { Int(publisher.now() / 1_000_000_000) }

    /// After each commit the neighbours of what others committed meanwhile may have to be made again; what is left
    /// after so many rounds is made by the next run.
    private static let roundLimit = 8

    /// The straight path: look, plan, write, commit, write what is made from the commit, tidy up.
    mutating func publish() async throws -> PublishResult {
        result.notices = site.notices
        let staged = options.commitsStaged && !options.isDryRun ? try await commitStaged() : []
        var objects = try await sourceObjects()
        for round in 0..<Self.roundLimit {
            let catalog = try await catalog(of: objects)
            let plan = plan(catalog)
            try refuseTooManyRemovals(plan)
            if round == 0 { tell(of: plan, catalog) }
            if options.isDryRun { return finished(catalog) }
            guard needsCommit(plan) else {
                if catalog.problems.isEmpty, plan.renders.isEmpty, plan.removals.isEmpty { settledCatalog = catalog }
                break
            }
            let change = try await write(plan, catalog)
            if options.isStaging {
                try await stage(change)
                return finished(catalog)
            }
            if change.isEmpty, site.isKnown, !site.wasInterrupted { break }
            let merges = result.mergeCount
            try await commit(change)
            // The manifest we had planned with was not the latest: what the source has is compared with the one that is.
            let isBehind = result.mergeCount > merges && options.scope == .all
            objects = isBehind ? try await sourceObjects() : site.manifest.reports.values.map(\.source)
        }
        try await completeSite()
        try await removeStaged(staged)
        return finished(nil)
    }

    /// What this run's pages are made from.
    var settledInputs: SettledInputs { publisher.settledInputs }

    private func plan(_ catalog: ReportCatalog) -> PublishPlan {
        PublishPlan(
            catalog: catalog, manifest: site.isKnown ? site.manifest : nil, design: publisher.reportFingerprint,
            headers: options.headerRules.fingerprint(for:), isIntact: site.isIntact
        ).leavingOut(givenUp)
    }

    private func needsCommit(_ plan: PublishPlan) -> Bool {
        !plan.renders.isEmpty || !plan.removals.isEmpty || !site.isKnown || site.wasInterrupted
            || site.manifest.design != publisher.designFingerprint
            || !missingAssets.isEmpty
    }

    /// Takes what the plan says into the result.
    private mutating func tell(of plan: PublishPlan, _ catalog: ReportCatalog) {
        result.rendered = plan.renders.map { .init(key: $0.report.key, reason: $0.reason) }
        result.removed = plan.removals
        result.notices += catalog.problems.filter { !$0.isError }.map(\.description)
        result.notices += catalog.futureNotice(now: UTCTime(secondsSinceEpoch: seconds)).map { [$0] } ?? []
        result.failures = catalog.problems.filter(\.isError).map {
            .init(key: $0.key, message: "\($0.reason) \($0.advice)")
        }
        result.failures += plan.kept.compactMap { Self.unreadable($0.key, $0.value) }
    }

    private func refuseTooManyRemovals(_ plan: PublishPlan) throws {
        let limit = options.deleteLimit.number(of: site.manifest.reports.count)
        if let limit, plan.removals.count > limit {
            throw PublishError.tooManyRemovals(
                count: plan.removals.count, limit: limit, examples: Array(plan.removals.prefix(3)),
                source: publisher.source.location)
        }
    }

    /// Reports of earlier runs that still have an error page in place of a report: told on every run.
    static func unreadable(_ key: String, _ record: ReportRecord) -> PublishResult.Failure? {
        guard case .unreadable(let reason) = record.facts.status else { return nil }
        return .init(key: key, message: reason)
    }

    private mutating func finished(_ catalog: ReportCatalog?) -> PublishResult {
        result.reportCount = catalog?.reports.count ?? site.manifest.reports.count
        result.generation = site.manifest.generation
        result.waitingDeletes = site.manifest.staleFiles.count
        var told: Set<String> = []
        result.notices.removeAll { !told.insert($0).inserted }
        result.failures.sort { JSONText.precedes($0.key, $1.key) }
        return result
    }
}
