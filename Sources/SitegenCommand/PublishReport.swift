package import Publishing

/// What a run tells people and programs.
package struct PublishReport: Sendable {
    package var result: PublishResult
    /// The folder of the site, as it was named.
    package var output: String
    package var seconds: Double

    package init(result: PublishResult, output: String, seconds: Double) {
        self.result = result
        self.output = output
        self.seconds = seconds
    }

    /// One line: `6 reports: 5 rendered, 1 unchanged in 0.12 s -> _site/index.html; ...`.
    package var summary: String {
        var parts = ["\(result.rendered.count) rendered", "\(result.unchangedCount) unchanged"]
        if !result.failures.isEmpty { parts.append("\(result.failures.count) with problems") }
        if !result.deletedFiles.isEmpty { parts.append("\(result.deletedFiles.count) old files removed") }
        let noun = result.reportCount == 1 ? "report" : "reports"
        let page = output.hasSuffix("/") ? output + "index.html" : output + "/index.html"
        return "\(result.reportCount) \(noun): \(parts.joined(separator: ", ")) in \(Self.hundredths(seconds)) s"
            + " -> \(page); open it in a browser, or run 'sitegen serve'"
    }

    /// Failures and notices, a line each.
    package var diagnostics: [String] {
        result.failures.map { "error: \($0.key): \($0.message)" } + result.notices.map { "note: \($0)" }
    }

    /// The same for programs: one object, keys sorted.
    package var json: String {
        let failures = result.failures.map { "{\"key\":\(Self.quoted($0.key)),\"message\":\(Self.quoted($0.message))}" }
        let rendered = result.rendered.map {
            "{\"key\":\(Self.quoted($0.key)),\"reason\":\(Self.quoted($0.reason.rawValue))}"
        }
        return """
            {"deleted":[\(result.deletedFiles.map(Self.quoted).joined(separator: ","))],\
            "failures":[\(failures.joined(separator: ","))],\
            "notices":[\(result.notices.map(Self.quoted).joined(separator: ","))],\
            "output":\(Self.quoted(output)),\
            "rendered":[\(rendered.joined(separator: ","))],\
            "reports":\(result.reportCount),\
            "seconds":\(seconds),\
            "unchanged":\(result.unchangedCount),\
            "written":\(result.writtenFiles.count)}\n
            """
    }

    private static func hundredths(_ seconds: Double) -> String {
        let count = Int((seconds * 100).rounded())
        return "\(count / 100)." + (count % 100 < 10 ? "0" : "") + "\(count % 100)"
    }

    /// RFC 8259 section 7.
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case _ where scalar.value < 0x20:
                let hex = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
