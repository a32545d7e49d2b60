import NotebookHTML
import ObjectStorage
import ReportSite

/// A manifest as it is stored: in one object while it is small, else as a head and parts by a hash of the keys.
///
/// Parts are named by their content and the generation that wrote them first, and never change: a run writes those that
/// differ, then swaps the head, which names all. So a report that changes costs one part and the head, however many
/// there are, and whoever reads a head finds the parts of just that head.
struct ManifestParts {
    /// Larger manifests are split into parts of about a quarter of this, in bytes.
    var limit: Int

    /// What is to be stored for a manifest.
    struct Stored {
        /// The manifest with its parts named, and those it needs no more among the stale files.
        var manifest: SiteManifest
        /// The parts that are not stored yet.
        var newParts: [(record: FileRecord, bytes: [UInt8])] = []
    }

    /// Splits a manifest where it is large.
    ///
    /// - Parameters:
    ///   - stored: the manifest its parts are of.
    ///   - now: seconds since 1970.
    func stored(_ manifest: SiteManifest, after stored: SiteManifest, now: Int) -> Stored {
        // The same reports need no other parts; the storage they share tells at once.
        if !stored.parts.isEmpty, manifest.parts == stored.parts, manifest.reports == stored.reports {
            return Stored(manifest: manifest)
        }
        var result = Stored(manifest: manifest)
        result.manifest.parts = []
        let size = estimate(of: manifest)
        if size > limit {
            let known = Dictionary(manifest.parts.map { ($0.hash, $0) }, uniquingKeysWith: { first, _ in first })
            for keys in buckets(of: manifest, size: size) {
                let bytes = SiteManifest.part(keys, of: manifest.reports)
                let hash = ContentHash(bytes).description
                if let part = known[hash] {
                    result.manifest.parts.append(part)
                    continue
                }
                let record = FileRecord(
                    path: "\(SitePaths.parts)\(hash)-\(manifest.generation).json", hash: hash,
                    order: manifest.generation,
                    entityTag: "")
                result.manifest.parts.append(record)
                result.newParts.append((record, bytes))
            }
        }
        let needed = Set(result.manifest.parts.map(\.path))
        for part in manifest.parts where !needed.contains(part.path) {
            result.manifest.staleFiles.append(.init(file: part, since: now))
        }
        return result
    }

    /// About how long a manifest's reports are as JSON.
    private func estimate(of manifest: SiteManifest) -> Int {
        manifest.reports.values.reduce(0) { sum, record in
            let facts = (record.facts.title?.utf8.count ?? 0) + 48 * record.facts.parameters.count
            let links = record.links.reduce(0) { $0 + 2 * $1.utf8.count + 6 }
            return sum + 240 + record.source.key.utf8.count + facts + links
                + record.files.reduce(0) { $0 + 100 + $1.path.utf8.count }
        }
    }

    /// The keys of each part, in order. Which part a key is in depends on the number of parts only.
    private func buckets(of manifest: SiteManifest, size: Int) -> [[String]] {
        var count = 1
        // A power of two, so that the parts are cut anew only when the site has doubled.
        while count * max(limit / 4, 1) < size { count *= 2 }
        var buckets = [[String]](repeating: [], count: count)
        for key in manifest.reports.keys.sorted(by: JSONText.precedes) {
            buckets[ContentHash(Array(key.utf8)).bucket(of: count)].append(key)
        }
        return buckets
    }
}

extension SiteState {
    /// Takes in the reports that a manifest keeps in parts; false where one is gone: the head was replaced meanwhile.
    static func readParts(of manifest: inout SiteManifest, in store: any ObjectStore) async throws -> Bool {
        let parts = manifest.parts
        var texts: [String: [UInt8]] = [:]
        try await WorkWindow(width: 16, byteLimit: 64 << 20).run(parts, size: { _ in 4 << 20 }) { part in
            do { return (part.path, try await store.bytes(of: ObjectKey(part.path))) } catch let error as StorageError {
                guard error.code == .notFound else { throw error }
                return (part.path, nil as [UInt8]?)
            }
        } collect: { path, bytes in
            texts[path] = bytes
        }
        for part in parts {
            guard let bytes = texts[part.path] else { return false }
            guard ContentHash(bytes).description == part.hash else {
                throw SiteManifest.Fault.damaged("its part '\(part.path)' is not what was written")
            }
            try manifest.take(part: bytes)
        }
        return true
    }
}
