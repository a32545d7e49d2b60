import Notebook
import Testing

@Suite struct OldVersionTests {
    @Test func readsVersion1() throws {
        let notebook = try Notebook(
            #"{"cells": [{"cell_type": "text", "text": "*a*"}, {"cell_type": "code", "code": "a = 1", "prompt_number": 2}]}"#
        )
        #expect(notebook.formatVersion == .init(major: 1, minor: 0))
        #expect(notebook.summary == [#"markdown "*a*""#, #"code[2] "a = 1""#])
        #expect(notebook.notices == [])
    }

    @Test func readsVersion2() throws {
        let notebook = try Notebook(
            #"""
            {"nbformat": 2, "metadata": {"name": "n"}, "worksheets": [{"cells": [
              {"cell_type": "html", "source": "<b>a</b>"}, {"cell_type": "rst", "source": "b"},
              {"cell_type": "code", "collapsed": false, "input": "x", "language": "python", "outputs": [
                {"output_type": "pyout", "prompt_number": 1, "text": "1", "javascript": "j"},
                {"output_type": "pyerr", "etype": "E", "evalue": "v", "traceback": ["t"]}], "prompt_number": 1}]}]}
            """#)
        #expect(
            notebook.summary == [
                #"markdown "<b>a</b>""#, #"unknown:rst "b""#, #"code[1] "x""#,
                #"  result[1] text/plain="1" application/javascript="j""#, #"  error E: v ["t"]"#,
            ])
        #expect(notebook.notices == [])
    }

    @Test func listsOfLinesWithoutLineEndsGetThem() throws {
        let notebook = try Notebook(
            #"""
            {"nbformat": 2, "metadata": {}, "worksheets": [{"cells": [
              {"cell_type": "markdown", "source": ["# a", "", "\"b\""]},
              {"cell_type": "markdown", "source": ["c\n", "d"]},
              {"cell_type": "code", "input": ["x", "y"], "prompt_number": 1, "outputs": [
                {"output_type": "stream", "text": ["s", "t"]},
                {"output_type": "display_data", "text": ["u", "v"]}]}]}]}
            """#)
        #expect(
            notebook.summary == [
                ##"markdown "# a\n\n\"b\"""##, #"markdown "c\nd""#, #"code[1] "x\ny""#, #"  stream stdout "s\nt""#,
                #"  display text/plain="u\nv""#,
            ])
    }

    @Test func readsVersion3() throws {
        let notebook = try Notebook(
            #"""
            {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": [
              {"cell_type": "heading", "level": 2, "metadata": {}, "source": ["A\n", "b\n"]},
              {"cell_type": "code", "collapsed": true, "input": ["x\n", "y"], "metadata": {"a\"b": "c"}, "outputs": [
                {"output_type": "stream", "stream": "stderr", "text": ["s"]}, {"output_type": "stream", "text": "t"},
                {"output_type": "display_data", "metadata": {"png": {"width": 5}, "other": "o"}, "png": "iVBO",
                 "html": ["<i>"], "svg": "<svg/>", "latex": "$x$", "jpeg": "/9j", "json": "{\"k\": [1]}"}],
               "prompt_number": 7}]}, {}, {"cells": [{"cell_type": "raw", "metadata": {}, "source": "last"}]}]}
            """#)
        #expect(
            notebook.summary == [
                ###"markdown "## A b""###, #"code[7] "x\ny""#, #"  stream stderr "s""#, #"  stream stdout "t""#,
                #"  display image/png="iVBO" text/html="<i>" image/svg+xml="<svg/>" text/latex="$x$" image/jpeg="/9j" "#
                    + #"application/json="{\"k\": [1]}""#,
                #"raw "last""#,
            ])
        #expect(notebook.notices == [])
        #expect(notebook.cells[1].metadata?["collapsed"]?.bool == true)
        #expect(notebook.cells[1].metadata?["a\"b"]?.string == "c")
        guard case .code(_, let outputs) = notebook.cells[1].kind, case .displayData(let bundle) = outputs[2] else {
            Issue.record("no display data")
            return
        }
        #expect(bundle.metadata(for: "image/png")?["width"]?.int == 5)
        #expect(bundle.metadata?["other"]?.string == "o")
        #expect(bundle["application/json"]?["k"]?.elements.map(\.int) == [1])
    }

    @Test(
        "writes heading cells on one line",
        arguments: [
            (#""level": 1, "source": "a""#, "# a"), (#""level": 6, "source": "a""#, "###### a"),
            (#""level": 9, "source": "a""#, "###### a"), (#""level": 0, "source": "a""#, "# a"),
            (#""source": "a""#, "# a"),
            (#""level": 1, "source": ["a\r\n", "b\n"]"#, "# a b"), (#""level": "x", "source": """#, "# "),
        ])
    func headings(_ members: String, _ markdown: String) throws {
        let notebook = try Notebook(
            #"{"nbformat": 3, "worksheets": [{"cells": [{"cell_type": "heading", \#(members)}]}]}"#)
        #expect(notebook.cells.map(\.source.string) == [markdown])
    }

    @Test(
        "tells what is wrong with worksheets",
        arguments: [
            (#"[7]"#, [], "worksheets[0] is a number where a worksheet is expected; it is left out."),
            (
                #"[{"cells": "c"}]"#, [#"unknown: "c""#],
                "worksheets[0].cells is a string where a list is expected; it is shown as text."
            ),
            (
                #"[{"cells": [{"cell_type": "raw", "source": 1}]}]"#, [#"raw "1""#],
                "worksheets[0].cells[0].source is a number where text is expected; it is shown as JSON."
            ),
        ] as [(String, [String], String)])
    func worksheets(_ worksheets: String, _ summary: [String], _ notice: String) throws {
        let notebook = try Notebook(#"{"nbformat": 3, "worksheets": \#(worksheets)}"#)
        #expect(notebook.summary == summary)
        #expect(notebook.notices.first == notice)
    }

    @Test func keepsTheCellsOfAFileThatIsHalfVersion3() throws {
        let notebook = try Notebook(
            #"""
            {"nbformat": 4, "cells": [{"cell_type": "raw", "source": "a"}],
             "worksheets": [{"cells": [{"cell_type": "raw", "source": "b"}]}]}
            """#)
        #expect(notebook.summary == [#"raw "a""#, #"raw "b""#])
    }
}
