import Notebook
import NotebookHTML

extension BuildManifest {
    /// Why a manifest could not be used.
    package enum Fault: Error, Sendable {
        /// Not the JSON a manifest is; the site is built anew.
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
        guard let design = root["design"]?.string, let reports = root["reports"], reports.kind == .object else {
            throw .damaged("it has no list of reports")
        }
        self.init(design: design)
        self.reports.reserveCapacity(reports.count)
        for (key, value) in reports.members { self.reports[key] = try ReportRecord(value, key: key) }
        siteFiles = try FileRecord.list(root["files"])
        staleFiles = try FileRecord.list(root["stale"])
    }

    /// The manifest as JSON, a report a line: the same manifest gives the same bytes.
    package var json: [UInt8] {
        var json = JSONText(capacity: 512 * (reports.count + 1))
        json.raw("{\"format\":\(Self.formatVersion),\"design\":")
        json.string(design)
        json.raw(",\"files\":")
        json.files(siteFiles)
        json.raw(",\"stale\":")
        json.files(staleFiles)
        json.raw(",\"reports\":{")
        for (index, key) in reports.keys.sorted(by: JSONText.precedes).enumerated() {
            guard let record = reports[key] else { continue }
            json.raw(index == 0 ? "\n" : ",\n")
            json.string(key)
            json.raw(":")
            json.record(record)
        }
        json.raw("}}\n")
        return json.bytes
    }
}

extension ReportRecord {
    fileprivate init(_ node: JSONNode, key: String) throws(BuildManifest.Fault) {
        // One walk over the members: asking for each by name would read the object a dozen times.
        var (source, neighbours): (String?, String?)
        var (links, resolved): ([String], [String]) = ([], [])
        var facts: ReportFacts?
        var files: [FileRecord] = []
        for (name, value) in node.members {
            switch name {
            case "source": source = value.string
            case "neighbours": neighbours = value.string
            case "links": links = value.elements.compactMap(\.string)
            case "resolved": resolved = value.elements.compactMap(\.string)
            case "facts": facts = ReportFacts(value)
            case "files": files = try FileRecord.list(value)
            default: continue
            }
        }
        guard let source, let neighbours, let facts else { throw .damaged("its record of '\(key)' is incomplete") }
        self.init(
            source: source, neighbours: neighbours, links: links, resolvedLinks: resolved, facts: facts, files: files)
    }
}

extension FileRecord {
    fileprivate static func list(_ node: JSONNode?) throws(BuildManifest.Fault) -> [FileRecord] {
        var files: [FileRecord] = []
        for element in node?.elements ?? [] {
            let parts = element.elements.compactMap(\.string)
            guard parts.count == 3 else { throw .damaged("a file in it has no path, hash and token") }
            files.append(FileRecord(path: parts[0], hash: parts[1], entityTag: parts[2]))
        }
        return files
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
