import NotebookHTML

/// The words in which pages tell a report's facts.
enum ReportText {
    /// `84 KB`, in powers of 1,000.
    static func size(_ bytes: Int) -> String {
        switch bytes {
        case 1: "1 byte"
        case ..<1000: "\(max(0, bytes)) bytes"
        case ..<999_500: "\((bytes + 500) / 1000) KB"
        default: "\(bytes / 1_000_000).\(bytes / 100_000 % 10) MB"
        }
    }

    /// `1 report`, `1,234 reports`.
    static func reports(_ number: Int) -> String { number == 1 ? "1 report" : "\(NumberText.grouped(number)) reports" }

    /// The class and the words of a status.
    static func status(_ status: ReportFacts.Status) -> (cssClass: String, words: String) {
        switch status {
        case .succeeded: ("status status-succeeded", "succeeded")
        case .failed(let exception):
            ("status status-failed", exception.map { "failed: \(shortened($0, to: 60))" } ?? "failed")
        case .unreadable: ("status status-unreadable", "unreadable")
        }
    }

    /// `region = "emea", days = 7`: as many parameters as fit into a line, each value cut where it is long.
    static func parameters(_ parameters: [ReportFacts.Parameter]) -> String {
        var words: [String] = []
        var length = 0
        for parameter in parameters {
            let word = "\(shortened(parameter.name, to: 40)) = \(shortened(parameter.value, to: 40))"
            length += word.count + 2
            if length > 140, !words.isEmpty { return words.joined(separator: ", ") + ", …" }
            words.append(word)
        }
        return words.joined(separator: ", ")
    }

    /// `1 run`, `1,234 runs`.
    static func runs(_ number: Int) -> String { number == 1 ? "1 run" : "\(NumberText.grouped(number)) runs" }

    /// One sentence on a report, for search engines and previews: `Run of 11 Dec 2023, 10:00 UTC: succeeded in 12 s.`
    static func description(of report: Report) -> String {
        var text = "Run of \(report.time.display)"
        guard let facts = report.facts else { return text + "." }
        text += ": \(status(facts.status).words)"
        if let duration = facts.duration.flatMap(DurationText.describe(seconds:)) {
            text += facts.status == .succeeded ? " in \(duration)" : " after \(duration)"
        }
        return text + "."
    }

    /// `region=north`: a parameter as lists show it, texts without their quotes.
    static func parameter(_ parameter: ReportFacts.Parameter) -> String {
        var value = Substring(parameter.value)
        if value.utf8.count > 1, value.utf8.first == UInt8(ascii: "\""), value.utf8.last == UInt8(ascii: "\"") {
            value = Substring(value.utf8.dropFirst().dropLast())
        }
        return "\(shortened(parameter.name, to: 24))=\(shortened(String(value), to: 28))"
    }

    /// At most `limit` characters, cut with an ellipsis: a title may be as long as its author liked. What turns the
    /// order of text around ends with it.
    static func shortened(_ text: String, to limit: Int) -> String {
        // Bytes first: counting the characters of a long text is slow, and a character may have many scalars.
        let prefix = text.utf8.count > limit * 8 ? String(decoding: text.utf8.prefix(limit * 8), as: UTF8.self) : text
        guard prefix.utf8.count > limit, prefix.count > limit || prefix.utf8.count < text.utf8.count else {
            return DirectionControls.balanced(text)
        }
        return DirectionControls.balanced(String(prefix.prefix(limit - 1))) + "…"
    }
}
