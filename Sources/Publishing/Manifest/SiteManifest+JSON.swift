import Notebook
import NotebookHTML
import ReportSite

extension SiteManifest {
    /// Why a manifest could not be used.
    package enum Fault: Error, Sendable {
        /// Not the JSON a manifest is; the site is published anew.
        case damaged(String)
        /// Written by a later version of the program.
        case newer(version: Int)
    }

    /// Reads a manifest as `json` writes it.
    package init(json bytes: [UInt8]) throws(Fault) {
        let root: JSONNode
        do { root = try JSONDocument(bytes).root } catch { throw .damaged(error.description) }
        guard let version = root["format"]?.int else { throw .damaged("it names no format version") }
        guard version <= Self.formatVersion else { throw .newer(version: version) }
        guard version >= Self.wholeVersion else { throw .damaged("it is of format \(version), which is not kept") }
        guard let design = root["design"]?.string, let generation = root["generation"]?.int,
            let siteGeneration = root["siteGeneration"]?.int, let reports = root["reports"], reports.kind == .object
        else { throw .damaged("it has no generation or no list of reports") }
        self.init(design: design)
        (self.generation, self.siteGeneration) = (generation, siteGeneration)
        try take(reports)
        parts = try FileRecord.list(root["parts"])
        for (key, value) in root["tombstones"]?.members ?? [] {
            let times = value.elements.compactMap(\.int)
            guard times.count == 2 else { throw .damaged("a removed report in it has no times") }
            tombstones[key] = Tombstone(lastModified: times[0], since: times[1])
        }
        siteFiles = try FileRecord.list(root["files"])
        staleFiles = try (root["stale"]?.elements ?? []).map { node throws(Fault) in
            guard let since = node["since"]?.int else { throw .damaged("a file to be removed in it has no time") }
            return StaleFile(file: try FileRecord(node["file"]), since: since)
        }
        invalidations = root["invalidations"]?.elements.compactMap(\.string) ?? []
        settled = root["settled"]?.string
    }

    /// Reads a manifest with its parts, which `part` gives by path.
    package init(json bytes: [UInt8], part: (String) -> [UInt8]) throws(Fault) {
        try self.init(json: bytes)
        for record in parts { try take(part: part(record.path)) }
    }

    private mutating func take(_ reports: JSONNode) throws(Fault) {
        self.reports.reserveCapacity(self.reports.count + reports.count)
        for (key, value) in reports.members { self.reports[key] = try ReportRecord(value, key: key) }
    }

    /// Takes in the reports of a part.
    mutating func take(part bytes: [UInt8]) throws(Fault) {
        let root: JSONNode
        do { root = try JSONDocument(bytes).root } catch { throw .damaged("a part of it: \(error.description)") }
        try take(root)
    }

    /// Some reports as a part.
    static func part(_ keys: [String], of reports: [String: ReportRecord]) -> [UInt8] {
        var json = JSONText(capacity: 640 * (keys.count + 1))
        json.raw("{")
        json.members(keys, of: reports) { $0.record($1) }
        json.raw("}\n")
        return json.bytes
    }

    /// The manifest as JSON, a report a line: the same manifest gives the same bytes. Where there are parts, they have
    /// the reports.
    package var json: [UInt8] {
        var json = JSONText(capacity: 640 * (parts.isEmpty ? reports.count + 1 : 1))
        let version = parts.isEmpty ? Self.wholeVersion : Self.formatVersion
        json.raw("{\"format\":\(version),\"generation\":\(generation),\"siteGeneration\":\(siteGeneration)")
        json.raw(",\"design\":")
        json.string(design)
        if let settled {
            json.raw(",\"settled\":")
            json.string(settled)
        }
        if !parts.isEmpty {
            json.raw(",\"parts\":")
            json.list(parts) { $0.file($1) }
        }
        json.raw(",\"files\":")
        json.list(siteFiles) { $0.file($1) }
        json.raw(",\"stale\":")
        json.list(staleFiles) { json, stale in
            json.raw("{\"since\":\(stale.since),\"file\":")
            json.file(stale.file)
            json.raw("}")
        }
        json.raw(",\"invalidations\":")
        json.strings(invalidations)
        json.raw(",\"tombstones\":{")
        json.members(tombstones) { $0.raw("[\($1.lastModified),\($1.since)]") }
        json.raw("},\"reports\":{")
        if parts.isEmpty { json.members(reports) { $0.record($1) } }
        json.raw("}}\n")
        return json.bytes
    }
}

extension ReportRecord {
    fileprivate init(_ node: JSONNode, key: String) throws(SiteManifest.Fault) {
        // One walk over the members: asking for each by name would read the object a dozen times.
        var (fingerprint, design, neighbours): (String?, String?, String?)
        var (size, modified): (Int?, Int?)
        var (links, resolved): ([String], [String]) = ([], [])
        var facts: ReportFacts?
        var files: [FileRecord] = []
        for (name, value) in node.members {
            switch name {
            case "source": fingerprint = value.string
            case "size": size = value.int
            case "modified": modified = value.int
            case "design": design = value.string
            case "neighbours": neighbours = value.string
            case "links": links = value.elements.compactMap(\.string)
            case "resolved": resolved = value.elements.compactMap(\.string)
            case "facts": facts = ReportFacts(value)
            case "files": files = try FileRecord.list(value)
            default: continue
            }
        }
        guard let fingerprint, let size, let modified, let design, let neighbours, let facts else {
            throw .damaged("its record of '\(key)' is incomplete")
        }
        self.init(
            source: SourceObject(key: key, size: size, lastModified: modified, fingerprint: fingerprint),
            design: design, neighbours: neighbours, links: links, resolvedLinks: resolved, facts: facts, files: files)
    }
}

extension FileRecord {
    fileprivate static func list(_ node: JSONNode?) throws(SiteManifest.Fault) -> [FileRecord] {
        var files: [FileRecord] = []
        for element in node?.elements ?? [] { files.append(try FileRecord(element)) }
        return files
    }

    fileprivate init(_ node: JSONNode?) throws(SiteManifest.Fault) {
        var texts: [String] = []
        var order: Int?
        for element in node?.elements ?? [] {
            if let text = element.string { texts.append(text) } else { order = element.int }
        }
        guard texts.count == 4, let order else {
            throw .damaged("a file in it has no path, fingerprints, order and token")
        }
        self.init(path: texts[0], hash: texts[1], headers: texts[2], order: order, entityTag: texts[3])
    }
}

extension ReportFacts {
    fileprivate init?(_ node: JSONNode) {
        var facts = ReportFacts(
            title: nil, status: .succeeded, language: nil, kernel: nil, startTime: nil, duration: nil, parameters: [])
        for (name, value) in node.members {
            switch name {
            case "title": facts.title = value.string
            case "failed": facts.status = .failed(exception: value.string)
            case "unreadable": facts.status = .unreadable(reason: value.string ?? "")
            case "language": facts.language = value.string
            case "kernel": facts.kernel = value.string
            case "start": facts.startTime = value.string
            case "duration": facts.duration = value.double
            case "parameters":
                facts.parameters = value.elements.compactMap { pair in
                    let parts = pair.elements.compactMap(\.string)
                    return parts.count == 2 ? Parameter(name: parts[0], value: parts[1]) : nil
                }
            default: continue
            }
        }
        guard node.kind == .object else { return nil }
        self = facts
    }
}
