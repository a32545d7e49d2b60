import Notebook
import Testing

@Suite struct RepairTests {
    @Test(
        "keeps what a cell has when parts of it are of the wrong type",
        arguments: [
            (#"7"#, [#"unknown: "7""#], ["cells[0] is a number where a cell is expected; it is shown as text."]),
            (
                #"["a"]"#, [#"unknown: "a""#], ["cells[0] is a list where a cell is expected; it is shown as text."]
            ),
            (
                #"{"cell_type": "chart", "source": "s"}"#, [#"unknown:chart "s""#], []
            ),
            (
                #"{"cell_type": "chart", "spec": [1]}"#,
                [#"unknown:chart "{\"cell_type\": \"chart\", \"spec\": [1]}""#], []
            ),
            (
                #"{"source": "a"}"#, [#"unknown: "a""#], ["cells[0] has no cell type; it is shown as text."]
            ),
            (
                #"{"source": "a", "outputs": []}"#, [#"code[ ] "a""#],
                ["cells[0] has no cell type; it is read as a code cell."]
            ),
            (
                #"{"cell_type": "markdown", "source": 12}"#, [#"markdown "12""#],
                ["cells[0].source is a number where text is expected; it is shown as JSON."]
            ),
            (
                #"{"cell_type": "markdown", "source": ["a", {"b": 1}, "c"]}"#, [#"markdown "a{\"b\": 1}c""#],
                ["cells[0].source[1] is an object where text is expected; it is shown as JSON."]
            ),
            (#"{"cell_type": "raw", "source": null}"#, [#"raw """#], []),
            (#"{"cell_type": "raw"}"#, [#"raw """#], ["cells[0] has no source."]),
            (
                #"{"cell_type": "raw", "source": "a", "source": "b"}"#, [#"raw "b""#],
                ["cells[0].source stands more than once in its object; the last one counts."]
            ),
            (
                #"{"cell_type": "raw", "source": "a", "metadata": [1]}"#, [#"raw "a""#],
                ["cells[0].metadata is a list where an object is expected; it is left out."]
            ),
            (
                #"{"cell_type": "raw", "source": "a", "outputs": [1]}"#, [#"raw "a""#],
                ["cells[0] has outputs though it is no code cell; they are not shown."]
            ),
            (
                #"{"cell_type": "code", "source": "a", "execution_count": "x", "outputs": null}"#, [#"code[ ] "a""#],
                ["cells[0].execution_count is a string where a whole number is expected; it is left out."]
            ),
            (
                #"{"cell_type": "code", "source": "a", "outputs": "o"}"#, [#"code[ ] "a""#, "  unknown: o"],
                ["cells[0].outputs is a string where a list is expected; it is shown as JSON."]
            ),
            (
                #"{"cell_type": "markdown", "source": "a", "attachments": {"x": 1, "y": {}}}"#, [#"markdown "a""#],
                ["cells[0].attachments.x is a number where an attachment is expected; it is left out."]
            ),
        ] as [(String, [String], [String])])
    func cells(_ cell: String, _ summary: [String], _ notices: [String]) throws {
        let notebook = try Notebook(#"{"nbformat": 4, "nbformat_minor": 4, "cells": [\#(cell)]}"#)
        #expect(notebook.summary == summary)
        #expect(notebook.notices == notices)
    }

    @Test(
        "keeps outputs it does not understand",
        arguments: [
            (#"7"#, "unknown: 7", "is a number where an output is expected; it is shown as JSON"),
            (#"{"a": 1}"#, #"unknown: {"a": 1}"#, "has no output type; it is shown as JSON"),
            (#"{"output_type": "hologram"}"#, #"unknown:hologram {"output_type": "hologram"}"#, nil),
            (
                #"{"output_type": "stream"}"#, #"unknown:stream {"output_type": "stream"}"#,
                "is an output of type stream without content that can be read; it is shown as JSON"
            ),
            (
                #"{"output_type": "error"}"#, #"unknown:error {"output_type": "error"}"#,
                "is an output of type error without content that can be read; it is shown as JSON"
            ),
            (
                #"{"output_type": "display_data", "data": 1}"#,
                #"unknown:display_data {"output_type": "display_data", "data": 1}"#,
                "is an output of type display_data without content that can be read; it is shown as JSON"
            ),
            (#"{"output_type": "stream", "text": "a"}"#, #"stream stdout "a""#, nil),
            (
                #"{"output_type": "stream", "name": 1, "text": "a"}"#, #"stream 1 "a""#,
                "name is a number where text is expected; it is shown as JSON"
            ),
            (
                #"{"output_type": "stream", "name": "x", "text": true}"#, #"stream x "true""#,
                "text is a boolean where text is expected; it is shown as JSON"
            ),
            (#"{"output_type": "error", "evalue": "v"}"#, "error : v []", nil),
            (#"{"output_type": "error", "ename": "E", "traceback": "t"}"#, #"error E:  ["t"]"#, nil),
            (
                #"{"output_type": "error", "ename": "E", "traceback": ["t", 2]}"#, #"error E:  ["t", "2"]"#,
                "traceback[1] is a number where text is expected; it is shown as JSON"
            ),
            (
                #"{"output_type": "display_data", "data": {"Image/PNG": "a", "text/plain": 1}}"#,
                #"display image/png="a" text/plain="1""#, nil
            ),
            (
                #"{"output_type": "display_data", "data": {"text/plain": "a", "text/plain": "b"}}"#,
                #"display text/plain="b""#,
                #"data["text/plain"] stands more than once in its object; the last one counts"#
            ),
            (#"{"output_type": "display_data", "data": {}}"#, "display ", nil),
            (
                #"{"output_type": "display_data", "data": {"a": NaN}, "metadata": 0}"#, #"display a="NaN""#,
                "metadata is a number where an object is expected; it is left out"
            ),
        ] as [(String, String, String?)])
    func outputs(_ output: String, _ summary: String, _ notice: String?) throws {
        let notebook = try Notebook(
            #"{"nbformat": 4, "cells": [{"cell_type": "code", "source": "", "outputs": [\#(output)]}]}"#)
        #expect(notebook.summary == [#"code[ ] """#, "  " + summary])
        let place = notice.map { $0.hasPrefix("is ") || $0.hasPrefix("has ") ? " " : "." } ?? ""
        #expect(notebook.notices == [notice].compactMap { $0 }.map { "cells[0].outputs[0]\(place)\($0)." })
    }

    @Test func findsMetadataOfATypeInAnyCase() throws {
        let json = #"{"Image/PNG": {"width": 5}}"#
        let bundle = MIMEBundle(entries: [], metadata: try JSONDocument(Array(json.utf8)).root)
        #expect(bundle.metadata(for: "image/png")?["width"]?.int == 5)
        #expect(bundle.metadata(for: "image/gif")?.kind == nil)
    }
}
