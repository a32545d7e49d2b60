import Foundation
import Testing

@testable import NotebookHTML

/// Formulas and the MathML expected for each, by the feature of TeX they use; see `Fixtures/formulas.txt`.
struct MathFormulaTests {
    /// One line of the table: `tex TAB inline|display TAB mathml`, under the last `# feature` line.
    struct Formula: Sendable, CustomTestStringConvertible {
        var feature: String
        var tex: String
        var isDisplay: Bool
        var mathML: String
        var testDescription: String { "\(feature): \(tex)" }
    }

    static let table: [Formula] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/formulas.txt")
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
        var feature = ""
        var formulas: [Formula] = []
        for line in text.split(separator: "\n") {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            if fields.count == 3 {
                formulas.append(
                    Formula(feature: feature, tex: fields[0], isDisplay: fields[1] == "display", mathML: fields[2]))
            } else if line.hasPrefix("# ") {
                feature = String(line.dropFirst(2))
            }
        }
        return formulas
    }()

    @Test func theTableIsComplete() {
        #expect(Self.table.count >= 700)
    }

    @Test(arguments: table)
    func aFormulaBecomesItsMathML(_ formula: Formula) {
        var document = MathDocument()
        let html = String(decoding: document.render(formula.tex, display: formula.isDisplay), as: UTF8.self)
        let start = formula.isDisplay ? "<math display=\"block\"><semantics>" : "<math><semantics>"
        #expect(html.hasPrefix(start + formula.mathML + "<annotation encoding=\"application/x-tex\">"))
        #expect(html.hasSuffix("</annotation></semantics></math>"))
    }

    @Test(arguments: table)
    func whatIsWrittenIsMathMLCore(_ formula: Formula) {
        var document = MathDocument()
        let html = document.render(formula.tex, display: formula.isDisplay)
        #expect(WellFormedness.problem(in: html) == nil)
    }
}
