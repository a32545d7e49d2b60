import AWS
import ObjectStorage

extension SyncRun {
    /// Brings the files of the series up to date, and deletes those that its folder has no more.
    func syncSeries() async throws {
        let client = try await seriesClient()
        defer { summary.requestCount += client.requestCount }
        let listing = try await listing(client)
        for fault in listing.faults {
            summary.fail("series", SyncError(.badListing, "\(options.series)", fault, advice: "Nothing was deleted."))
        }
        if !listing.folders.isEmpty {
            summary.notices.append("Folders in the folder are passed over: \(listing.folders.joined(separator: ", "))")
        }
        try await claim(listing)
        var again = try await mirror(listing.files, client, isLast: false)
        if !again.isEmpty {
            // A file may have been written between the listing and its turn: another listing tells.
            try await attempt("series") {
                for file in try await self.listing(client).files {
                    for index in again.indices where again[index].name == file.name { again[index].size = file.size }
                }
            }
            _ = try await mirror(again, client, isLast: true)
        }
        if listing.faults.isEmpty { try await deleteMissing(listing, client) }
    }

    private func listing(_ client: SourceClient) async throws -> FolderListing {
        guard case .body(let bytes, _) = try await client.get(options.series) else {
            throw SyncError(.badListing, "\(options.series)", "The server sent no page")
        }
        return try FolderListing(html: bytes, url: options.series, contact: client.contact)
    }

    /// Notes names that are new before anything is written by them: were this run killed and a file then deleted at its
    /// source, the next would not know whose it is.
    private func claim(_ listing: FolderListing) async throws {
        let lost = area.isWithoutState ? try await writtenBefore(but: listing) : []
        try await commit { state in
            for name in listing.files.map(\.name) + lost where state.files[name] == nil {
                state.files[name] = SyncState.Record(source: .series)
            }
        }
    }

    /// Without a state: files that are not listed and whose metadata says that sync wrote them.
    private func writtenBefore(but listing: FolderListing) async throws -> [String] {
        let listed = Set(listing.files.map(\.name)).union([PopulationSeries.fileName])
        var names: [String] = []
        var unknown: [String] = []
        for name in area.objects.keys.sorted() where !listed.contains(name) && !name.contains("/") {
            if try await area.read(name)?.source == .series { names.append(name) } else { unknown.append(name) }
        }
        if !unknown.isEmpty {
            summary.notices.append(
                "Files that sync is not known to have written are left alone: \(unknown.joined(separator: ", "))")
        }
        return names
    }

    /// Brings files up to date, each whatever becomes of the others.
    ///
    /// - Returns: those that were not as long as they should be, unless this is the last time.
    private func mirror(
        _ files: [FolderListing.File], _ client: SourceClient, isLast: Bool
    ) async throws -> [FolderListing.File] {
        var again: [FolderListing.File] = []
        for file in files {
            try await attempt(file.name) {
                let url = SourceAddress.file(file.name, in: options.series)
                do {
                    try await mirror(file.name, from: url, of: .series, client) { bytes throws(SyncError) in
                        guard bytes.count == file.size else {
                            throw SyncError(
                                .wrongSize, "\(url)",
                                "\(bytes.count) bytes came, and the folder lists it with \(file.size)",
                                advice: "It was not stored; the next run tries again.")
                        }
                        return bytes
                    }
                } catch let error as SyncError where error.code == .wrongSize && !isLast {
                    again.append(file)
                }
            }
        }
        return again
    }

    private func deleteMissing(_ listing: FolderListing, _ client: SourceClient) async throws {
        let stored = area.state.seriesNames.filter { area.objects[$0] != nil }
        let plan = try DeletionPlan(
            stored: stored, listed: listing.files.map(\.name), limit: options.maxDeletes, subject: "\(options.series)")
        for name in area.state.seriesNames where area.objects[name] == nil && !plan.listed.contains(name) {
            forget(name)
        }
        for name in plan.names {
            try await attempt(name) {
                let url = SourceAddress.file(name, in: options.series)
                if try await client.isThere(url) {
                    throw SyncError(
                        .stillThere, "\(url)", "The folder does not list it any more, but it is there",
                        advice: "It was not deleted; the next run looks again.")
                }
                let isGone = options.isDryRun ? true : try await area.delete(name)
                if isGone {
                    summary.changes.append(.init(action: .deleted, key: name, bytes: 0))
                    forget(name)
                } else {
                    summary.notices.append("\(name) was written by another run and is left to the next.")
                }
            }
        }
    }
}
