import Notebook
import Testing

@Suite struct NotebookDecodingTests {
    @Test func readsEveryPartOfVersion4() throws {
        let notebook = try Notebook(
            #"""
            {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": {"name": "python3"}}, "cells": [
              {"cell_type": "markdown", "id": "m-1_A", "metadata": {"tags": ["t"]}, "source": ["# A\n", "b"],
               "attachments": {"b.png": {"image/png": "iVBO"}, "a.png": {"image/png": "AAAA", "text/plain": "x"}}},
              {"cell_type": "code", "id": "c", "metadata": {}, "execution_count": 3, "source": "x = 1\nx", "outputs": [
                {"output_type": "stream", "name": "stderr", "text": ["a\n", "b\u001b[0m"]},
                {"output_type": "display_data", "metadata": {"image/png": {"width": 4}},
                 "data": {"text/plain": "<F>", "image/png": "iVBO\n"}},
                {"output_type": "execute_result", "execution_count": 3, "metadata": {}, "data": {"text/plain": ["1"]}},
                {"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["a", "b"]}]},
              {"cell_type": "raw", "id": "r", "metadata": {}, "source": []}]}
            """#)
        #expect(notebook.formatVersion == .init(major: 4, minor: 5))
        #expect(notebook.notices == [])
        #expect(notebook.metadata?["kernelspec"]?["name"]?.string == "python3")
        #expect(
            notebook.summary == [
                ##"markdown "# A\nb""##, #"code[3] "x = 1\nx""#, #"  stream stderr "a\nb\u{1B}[0m""#,
                #"  display text/plain="<F>" image/png="iVBO\n""#, #"  result[3] text/plain="1""#,
                #"  error E: v ["a", "b"]"#, #"raw """#,
            ])
        #expect(notebook.cells.map(\.id) == ["m-1_A", "c", "r"])
        #expect(notebook.cells[0].metadata?["tags"]?.elements.map(\.string) == ["t"])
        #expect(notebook.cells[0].attachments.map(\.name) == ["b.png", "a.png"])
        #expect(notebook.cells[0].attachments.last?.data.summary == #"image/png="AAAA" text/plain="x""#)
        guard case .code(_, let outputs) = notebook.cells[1].kind, case .displayData(let bundle) = outputs[1] else {
            Issue.record("no display data")
            return
        }
        #expect(bundle.metadata(for: "image/png")?["width"]?.int == 4)
        #expect(bundle["image/png"]?.source.elementsEqual(#"iVBO\n"#.utf8) == true)
    }

    @Test(
        "reads whole files that differ only in how they declare themselves",
        arguments: [
            (#""nbformat": 4, "nbformat_minor": 5"#, 4, 5, []),
            (#""nbformat": 4, "nbformat_minor": 0"#, 4, 0, []),
            (#""nbformat": 4"#, 4, 0, []),
            (#""nbformat": 4.0, "nbformat_minor": 2.0"#, 4, 2, []),
            (
                #""nbformat": "4", "nbformat_minor": null"#, 4, 0,
                ["nbformat is a string where a whole number is expected; it is read as 4."]
            ),
            (#""metadata": {}"#, 4, 0, ["The file does not declare its format version; it is read as version 4."]),
            (
                #""nbformat": 4, "nbformat_minor": 99"#, 4, 99,
                [
                    "The file declares format version 4.99; versions up to 4.5 are known, so parts of it may be shown as "
                        + "plain text."
                ]
            ),
            (
                #""nbformat": 5, "nbformat_minor": 1"#, 5, 1,
                [
                    "The file declares format version 5.1; versions up to 4.5 are known, so parts of it may be shown as "
                        + "plain text."
                ]
            ),
            (#""nbformat": 0"#, 0, 0, ["The file declares format version 0, which does not exist."]),
            (
                #""nbformat": 4, "nbformat": 4"#, 4, 0,
                ["nbformat stands more than once in its object; the last one counts."]
            ),
        ] as [(String, Int, Int, [String])])
    func declaredVersions(_ declaration: String, _ major: Int, _ minor: Int, _ notices: [String]) throws {
        let notebook = try Notebook(
            #"{\#(declaration), "cells": [{"cell_type": "markdown", "metadata": {}, "source": "a"}]}"#)
        #expect(notebook.formatVersion == .init(major: major, minor: minor))
        #expect(notebook.notices == notices)
        #expect(notebook.summary == [#"markdown "a""#])
    }

    @Test(
        "gives up only where there is nothing to show",
        arguments: [
            ("", .notJSON, "The file is empty (line 1, byte 0)"),
            ("[]", .notANotebook, "A notebook is a JSON object, the file holds a list"),
            ("\"cells\"", .notANotebook, "A notebook is a JSON object, the file holds a string"),
            ("{}", .notANotebook, "The file is JSON but no notebook: it has no cells (at cells)"),
            (#"{"cells": null}"#, .notANotebook, "The file is JSON but no notebook: it has no cells (at cells)"),
            (#"{"cells": {}}"#, .wrongType, "A list is expected, the file has an object (at cells)"),
            (#"{"worksheets": 1}"#, .wrongType, "A list is expected, the file has a number (at worksheets)"),
            (
                "{\"cells\": [\r\n{\"source\":\n\"a\" \"b\"}]}", .notJSON,
                "A comma or the end of an object is expected (at cells[0], line 3, byte 28)"
            ),
        ] as [(String, NotebookError.Code, String)])
    func hopelessFiles(_ json: String, _ code: NotebookError.Code, _ description: String) throws {
        let error = try #require(throws: NotebookError.self) { try Notebook(json) }
        #expect(error.code == code)
        #expect(error.description == description)
    }

    @Test(
        "keeps ids that are well formed and new",
        arguments: [
            (#""a""#, #""b""#, ["a", "b"], nil),
            (#""a""#, #""a""#, ["a", nil], "Cell ids left out: 1 already used by another cell."),
            (#""a b""#, #"7"#, [nil, nil], "Cell ids left out: 2 malformed."),
            (#""""#, #"null"#, [nil, nil], "Cell ids left out: 1 malformed."),
            (#""é""#, #""<""#, [nil, nil], "Cell ids left out: 2 malformed."),
            (
                "\"\(String(repeating: "x", count: 64))\"", "\"\(String(repeating: "x", count: 65))\"",
                [String(repeating: "x", count: 64), nil], "Cell ids left out: 1 malformed."
            ),
        ] as [(String, String, [String?], String?)])
    func ids(_ first: String, _ second: String, _ expected: [String?], _ notice: String?) throws {
        let notebook = try Notebook(
            #"""
            {"nbformat": 4, "nbformat_minor": 5, "cells": [{"cell_type": "raw", "source": "", "id": \#(first)},
             {"cell_type": "raw", "source": "", "id": \#(second)}]}
            """#)
        #expect(notebook.cells.map(\.id) == expected)
        #expect(notebook.notices == [notice].compactMap { $0 })
    }

    @Test func limitsTheNumberOfNotices() throws {
        let cells = Array(repeating: "7", count: 1000).joined(separator: ",")
        let notebook = try Notebook(#"{"nbformat": 4, "cells": [\#(cells)]}"#)
        #expect(notebook.cells.count == 1000)
        #expect(notebook.notices.count == 51)
        #expect(notebook.notices.last == "950 more irregularities of the file are not listed.")
    }
}
