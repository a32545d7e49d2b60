import Foundation
import NotebookHTML
import Testing

/// Runs every case of https://github.com/html5lib/html5lib-tests `tokenizer/*.test`.
///
/// Deviations: parse errors are not compared, as the tokenizer reports none; `xmlViolation.test` describes the coercion
/// of output to XML, which no browser does; lone surrogates can't be in UTF-8 and are U+FFFD on both sides.
@Suite("The html5lib tokenizer suite")
struct HTMLTokenizerSuiteTests {
    static let folder = ProcessInfo.processInfo.environment["SITEGEN_HTML5LIB_TESTS"]

    @Test(
        "is agreed with, token by token",
        .enabled(if: folder != nil, "Set SITEGEN_HTML5LIB_TESTS to a checkout of html5lib-tests.")
    )
    func suite() throws {
        let folder = URL(filePath: try #require(Self.folder)).appending(path: "tokenizer")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        var count = 0
        for file in files where file.pathExtension == "test" {
            let root = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
            guard let tests = (root as? [String: Any])?["tests"] as? [[String: Any]] else { continue }
            for test in tests { count += try run(test, in: file.lastPathComponent) }
        }
        #expect(count > 6_500)
    }

    private func run(_ test: [String: Any], in file: String) throws -> Int {
        let isEscaped = test["doubleEscaped"] as? Bool ?? false
        let input = unescaped(try #require(test["input"] as? String), isEscaped)
        let expected = try #require(test["output"] as? [[Any]]).map { normal($0, isEscaped) }
        let states = test["initialStates"] as? [String] ?? ["Data state"]
        for state in states {
            let actual = tokens(of: input, state: state, lastStartTag: test["lastStartTag"] as? String ?? "")
            #expect(
                actual == merged(expected),
                "\(file): \(test["description"] as? String ?? "") in \(state): \(input.debugDescription)"
            )
        }
        return states.count
    }

    /// Every token as one line, neighbouring characters merged.
    private func tokens(of input: String, state: String, lastStartTag: String) -> [String] {
        let contents: [String: HTMLTokenizer.Content] = [
            "Data state": .data, "RCDATA state": .rcdata, "RAWTEXT state": .rawText, "Script data state": .scriptData,
            "PLAINTEXT state": .plainText, "CDATA section state": .cdata,
        ]
        guard let content = contents[state] else { return ["unknown state \(state)"] }
        var tokenizer = HTMLTokenizer(Array(input.utf8), content: content, lastStartTag: Array(lastStartTag.utf8))
        var result: [String] = []
        while let token = tokenizer.next() {
            result.append(describe(token, tokenizer))
        }
        return merged(result)
    }

    private func describe(_ token: HTMLTokenizer.Token, _ tokenizer: HTMLTokenizer) -> String {
        func text(_ bytes: some Sequence<UInt8>) -> String { String(decoding: Array(bytes), as: UTF8.self) }
        let tag = tokenizer.tag
        switch token {
        case .text(let range): return "Character " + text(tokenizer.input[range])
        case .decoded: return "Character " + text(tokenizer.decoded)
        case .comment(let range): return "Comment " + text(tokenizer.normalized(range))
        case .endTag: return "EndTag " + text(tag.name)
        case .startTag:
            let attributes = tag.attributes.map { text(tag.name(of: $0)) + "=" + text(tag.value(of: $0)) }
            return line("StartTag", text(tag.name), attributes.sorted(), tag.isSelfClosing)
        case .doctype:
            let doctype = tokenizer.doctype
            let parts = [doctype.name, doctype.publicIdentifier, doctype.systemIdentifier].map { $0.map(text) ?? "nil" }
            return "DOCTYPE " + parts.joined(separator: "|") + " \(!doctype.forcesQuirks)"
        }
    }

    private func line(_ kind: String, _ name: String, _ attributes: [String], _ isSelfClosing: Bool) -> String {
        "\(kind) \(name) \(attributes.joined(separator: "|"))\(isSelfClosing ? " /" : "")"
    }

    private func normal(_ token: [Any], _ isEscaped: Bool) -> String {
        func text(_ value: Any) -> String { (value as? String).map { unescaped($0, isEscaped) } ?? "nil" }
        switch token[0] as? String {
        case "DOCTYPE":
            return "DOCTYPE " + token[1...3].map(text).joined(separator: "|") + " \(token[4] as? Bool ?? false)"
        case "StartTag":
            let attributes = token[2] as? [String: String] ?? [:]
            let lines = attributes.map { unescaped($0.key, isEscaped) + "=" + unescaped($0.value, isEscaped) }
            return line("StartTag", text(token[1]), lines.sorted(), token.count > 3)
        default: return "\(token[0]) " + text(token[1])
        }
    }

    private func merged(_ tokens: [String]) -> [String] {
        tokens.reduce(into: []) { result, token in
            if token.hasPrefix("Character "), let last = result.last, last.hasPrefix("Character ") {
                result[result.count - 1] = last + token.dropFirst("Character ".count)
            } else {
                result.append(token)
            }
        }
    }

    /// Undoes the suite's second level of escapes; a lone surrogate becomes U+FFFD.
    private func unescaped(_ text: String, _ isEscaped: Bool) -> String {
        guard isEscaped else { return text }
        var units: [UInt16] = []
        var rest = Array(text.utf16)[...]
        while let unit = rest.popFirst() {
            let digits = rest.dropFirst().prefix(4)
            if unit == 0x5C, rest.first == UInt16(UInt8(ascii: "u")),
                let value = UInt16(String(decoding: digits, as: UTF16.self), radix: 16)
            {
                units.append(value)
                rest = rest.dropFirst(5)
            } else {
                units.append(unit)
            }
        }
        return String(decoding: units, as: UTF16.self)
    }
}
