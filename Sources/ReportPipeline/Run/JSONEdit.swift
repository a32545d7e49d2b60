import FoundationEssentials
import Notebook

/// Changes in a JSON text that leave every other byte as it is.
struct JSONEdit {
    private var changes: [(range: Range<Int>, text: [UInt8])] = []

    /// Sets a member of an object.
    ///
    /// - Parameter json: the value as JSON.
    mutating func set(_ key: String, in object: JSONNode, to json: String) {
        if let value = object[key] {
            // The source of a string leaves out its quotes.
            let quotes = value.kind == .string ? 1 : 0
            let range = value.source.startIndex - quotes..<value.source.endIndex + quotes
            changes.append((range, Array(json.utf8)))
        } else {
            let start = object.source.startIndex + 1
            let separator = object.count > 0 ? "," : ""
            changes.append((start..<start, Array("\(Self.literal(key)): \(json)\(separator)".utf8)))
        }
    }

    /// Adds an element at the end of an array.
    mutating func append(_ json: String, to array: JSONNode) {
        let end = array.source.endIndex - 1
        changes.append((end..<end, Array(((array.count > 0 ? "," : "") + json).utf8)))
    }

    /// The text with all changes made.
    func applied(to bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var offset = 0
        for change in changes.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            result += bytes[offset..<max(offset, change.range.lowerBound)]
            result += change.text
            offset = max(offset, change.range.upperBound)
        }
        return result + bytes[offset...]
    }

    /// A text as a JSON string.
    static func literal(_ text: String) -> String {
        var literal = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": literal += "\\\(scalar)"
            case "\n": literal += "\\n"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let digits = String(scalar.value, radix: 16)
                literal += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            default: literal.unicodeScalars.append(scalar)
            }
        }
        return literal + "\""
    }
}
