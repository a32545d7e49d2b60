import AWS
import Publishing
import ReportSite

/// The text of one setting, read as what the setting needs.
struct SettingText {
    var name: String
    var text: String
    /// Where it stands, for messages.
    var place: String

    /// A path to a folder.
    var folder: String {
        get throws(ConfigurationError) {
            if text.isEmpty { throw fault("'\(name)' is empty; name a folder.") }
            if text.contains("://") { throw fault("'\(name)' is a folder, not '\(text)'.") }
            return text
        }
    }

    /// A folder, or a bucket.
    var storePlace: String {
        get throws(ConfigurationError) {
            guard text.contains("://") else { return try folder }
            guard text.hasPrefix("s3://"), S3Location(parsing: text) != nil else {
                throw fault("'\(name)' is a folder or s3://BUCKET/PREFIX, not '\(text)'.")
            }
            return text
        }
    }

    /// The address of a server.
    var serverAddress: String {
        get throws(ConfigurationError) {
            do { _ = try HTTPURL(parsing: text) } catch { throw fault("'\(name)': \(error)") }
            return text
        }
    }

    /// Rules such as `reports/*.html: Cache-Control: no-cache`, a line each.
    var headerRules: [HeaderRules.Rule] {
        get throws(ConfigurationError) {
            var rules: [HeaderRules.Rule] = []
            for line in text.split(separator: "\n") where !line.allSatisfy(\.isWhitespace) {
                let parts = line.split(separator: ":", maxSplits: 2).map { part in
                    String(part.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
                }
                guard parts.count == 3, !parts[0].isEmpty, !parts[2].isEmpty else {
                    throw fault("'\(name)' has rules like 'reports/*.html: Cache-Control: no-cache', not '\(line)'.")
                }
                var rule = HeaderRules.Rule(pattern: parts[0])
                switch parts[1].lowercased() {
                case "cache-control": rule.cacheControl = parts[2]
                case "content-type": rule.contentType = parts[2]
                case "content-disposition": rule.contentDisposition = parts[2]
                default:
                    throw fault(
                        "'\(name)' sets Cache-Control, Content-Type and Content-Disposition, not '\(parts[1])'.")
                }
                rules.append(rule)
            }
            return rules
        }
    }

    /// Text without line ends and control characters.
    var line: String {
        get throws(ConfigurationError) {
            if text.isEmpty { throw fault("'\(name)' is empty.") }
            if text.unicodeScalars.contains(where: { $0.value < 0x20 || 0x7F...0x9F ~= $0.value }) {
                throw fault("'\(name)' is one line of text without control characters.")
            }
            return text
        }
    }

    /// A language tag, as far as its form goes: <https://www.rfc-editor.org/rfc/rfc5646>.
    var languageTag: String {
        get throws(ConfigurationError) {
            let parts = text.split(separator: "-", omittingEmptySubsequences: false)
            let isTag = parts.allSatisfy { part in
                1...8 ~= part.utf8.count && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
            }
            guard isTag, parts[0].count > 1 else {
                throw fault("'\(name)' is a language such as 'en' or 'pt-BR', not '\(text)'.")
            }
            return text
        }
    }

    /// The address of a site.
    var baseURL: BaseURL {
        get throws(ConfigurationError) {
            do throws(BaseURL.Fault) { return try BaseURL(text) } catch {
                throw fault(
                    "'\(name)' is an address such as 'https://reports.example.org/', not '\(text)': \(error.reason).")
            }
        }
    }

    /// A colour.
    var colour: SiteColour {
        get throws(ConfigurationError) {
            guard let colour = SiteColour(text) else {
                let hint = place.contains(".yml") ? " In YAML it needs quotes, as # begins a comment." : ""
                throw fault("'\(name)' is a colour such as '#0b5cad', not '\(text)'.\(hint)")
            }
            return colour
        }
    }

    /// How series are named.
    var seriesNaming: SeriesNaming {
        get throws(ConfigurationError) {
            guard let naming = SeriesNaming(text) else {
                throw fault("'\(name)' needs {folder}, {name} or {1} to {9}, and no other braces: '\(text)'.")
            }
            return naming
        }
    }

    /// Forms of time with `|` between them.
    var timestampPatterns: [TimestampPattern] {
        get throws(ConfigurationError) {
            var patterns: [TimestampPattern] = []
            for part in text.split(separator: "|", omittingEmptySubsequences: false) {
                guard let pattern = TimestampPattern(String(part)) else {
                    throw fault(
                        "'\(name)' needs YYYY, and each of YYYY, MM, DD, HH, mm and ss at most once: '\(part)'.")
                }
                patterns.append(pattern)
            }
            return patterns
        }
    }

    /// One of two words: whether it is the first.
    func choice(_ yes: String, not no: String) throws(ConfigurationError) -> Bool {
        guard text == yes || text == no else { throw fault("'\(name)' is '\(yes)' or '\(no)', not '\(text)'.") }
        return text == yes
    }

    /// A whole number within bounds.
    func count(_ range: ClosedRange<Int>) throws(ConfigurationError) -> Int {
        guard let number = Int(text), range.contains(number) else {
            throw fault("'\(name)' is a number from \(range.lowerBound) to \(range.upperBound), not '\(text)'.")
        }
        return number
    }

    private func fault(_ reason: String) -> ConfigurationError { ConfigurationError(place: place, reason: reason) }
}

/// Finds the name a person probably meant.
enum NearestName {
    /// The name fewest changes away, where those are no more than a third of it.
    static func find(_ text: String, in names: [String]) -> String? {
        guard text.utf8.count <= 100 else { return nil }
        let ranked = names.map { (name: $0, distance: distance(Array(text.utf8), Array($0.utf8))) }
        guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
        return best.distance <= max(2, best.name.utf8.count / 3) ? best.name : nil
    }

    /// Levenshtein's distance.
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var row = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var previous = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                let next = min(row[j] + 1, row[j + 1] + 1, previous + (a == b ? 0 : 1))
                previous = row[j + 1]
                row[j + 1] = next
            }
        }
        return row[right.count]
    }
}
