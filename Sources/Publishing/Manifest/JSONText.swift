import NotebookHTML
import ObjectStorage
import ReportSite

/// Collects the bytes of a JSON text.
struct JSONText {
    private(set) var bytes: [UInt8] = []

    init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

    /// Bytewise order of keys.
    static func precedes(_ left: String, _ right: String) -> Bool { ObjectKey.precedes(left, right) }

    /// Appends JSON as it is.
    mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

    /// Appends a string with its quotes, escaped as RFC 8259 section 7 asks.
    mutating func string(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0..<0x20:
                let hex = String(byte, radix: 16)
                raw("\\u00" + (hex.utf8.count == 1 ? "0" : "") + hex)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Appends a list of strings.
    mutating func strings(_ texts: [String]) {
        raw("[")
        for (index, text) in texts.enumerated() {
            if index > 0 { raw(",") }
            string(text)
        }
        raw("]")
    }

    /// Appends a list, each element by `append`.
    mutating func list<Element>(_ elements: [Element], append: (inout JSONText, Element) -> Void) {
        raw("[")
        for (index, element) in elements.enumerated() {
            if index > 0 { raw(",") }
            append(&self, element)
        }
        raw("]")
    }

    /// Appends the members of an object in the order of their names, a line each.
    mutating func members<Value>(_ members: [String: Value], append: (inout JSONText, Value) -> Void) {
        // Names only: sorting pairs would copy every value many times.
        self.members(members.keys.sorted(by: Self.precedes), of: members, append: append)
    }

    /// Appends some members of an object, in the order of their names as they are given.
    mutating func members<Value>(
        _ names: [String], of members: [String: Value], append: (inout JSONText, Value) -> Void
    ) {
        for (index, name) in names.enumerated() {
            guard let value = members[name] else { continue }
            raw(index == 0 ? "\n" : ",\n")
            string(name)
            raw(":")
            append(&self, value)
        }
    }

    /// Appends a file as `[path, hash, headers, order, token]`.
    mutating func file(_ file: FileRecord) {
        raw("[")
        for text in [file.path, file.hash, file.headers] {
            string(text)
            raw(",")
        }
        raw("\(file.order),")
        string(file.entityTag)
        raw("]")
    }

    /// Appends what is known of one report.
    mutating func record(_ record: ReportRecord) {
        raw("{\"source\":")
        string(record.source.fingerprint)
        raw(",\"size\":\(record.source.size),\"modified\":\(record.source.lastModified),\"design\":")
        string(record.design)
        raw(",\"neighbours\":")
        string(record.neighbours)
        if !record.links.isEmpty {
            raw(",\"links\":")
            strings(record.links)
            raw(",\"resolved\":")
            strings(record.resolvedLinks)
        }
        raw(",\"facts\":")
        facts(record.facts)
        raw(",\"files\":")
        list(record.files) { $0.file($1) }
        raw("}")
    }

    private mutating func facts(_ facts: ReportFacts) {
        var members: [(String, String?)] = [
            ("title", facts.title), ("language", facts.language), ("kernel", facts.kernel), ("start", facts.startTime),
        ]
        raw("{")
        switch facts.status {
        case .succeeded: raw("\"status\":\"succeeded\"")
        case .failed(let exception?):
            members.append(("failed", exception))
            raw("\"status\":\"failed\"")
        case .failed(nil): raw("\"status\":\"failed\",\"failed\":null")
        case .unreadable(let reason):
            members.append(("unreadable", reason))
            raw("\"status\":\"unreadable\"")
        }
        for case (let name, let value?) in members {
            raw(",\"\(name)\":")
            string(value)
        }
        if let duration = facts.duration, duration.isFinite { raw(",\"duration\":\(duration)") }
        if !facts.parameters.isEmpty {
            raw(",\"parameters\":[")
            for (index, parameter) in facts.parameters.enumerated() {
                if index > 0 { raw(",") }
                strings([parameter.name, parameter.value])
            }
            raw("]")
        }
        raw("}")
    }
}
