import Foundation
import Notebook
import Testing

@Suite struct HostileNotebookTests {
    private static let sample = #"""
        {"nbformat": 3, "metadata": {"a": [1, 2.5]}, "cells": [{"cell_type": "code", "id": "é", "source": ["a\n", "\ud83d\ude00"],
        "outputs": [{"output_type": "stream", "text": "x"}, {"output_type": "pyout", "png": "AAAA", "metadata": {"png": {}}},
        {"output_type": "error", "ename": "E", "traceback": ["t"]}]}, {"cell_type": "heading", "level": 2, "source": "h"}],
        "worksheets": [{"cells": [{"cell_type": "markdown", "source": "m", "attachments": {"a": {"image/png": "A"}}}]}]}
        """#

    @Test func refusesEveryTruncation() {
        let bytes = Array(Self.sample.utf8)
        for length in 0..<bytes.count {
            #expect(throws: NotebookError.self) { try Notebook(decoding: Array(bytes.prefix(length))) }
        }
    }

    @Test("reads or refuses a damaged file, and never fails otherwise", arguments: 0..<20)
    func survivesDamage(_ seed: UInt64) {
        var random = SplitMix64(state: seed)
        let bytes = Array(Self.sample.utf8)
        for _ in 0..<500 {
            let damaged = RandomJSON.damaged(bytes, &random)
            do {
                let notebook = try Notebook(decoding: damaged)
                #expect(notebook.summary.count >= notebook.cells.count)
            } catch {
                #expect(!error.reason.isEmpty)
            }
        }
    }

    @Test func readsAHundredThousandCells() throws {
        let cell =
            #"{"cell_type": "code", "metadata": {}, "source": "", "outputs": [{"output_type": "stream", "text": "a"}]}"#
        let cells = Array(repeating: cell, count: 100_000).joined(separator: ",")
        let notebook = try Notebook(#"{"nbformat": 4, "nbformat_minor": 5, "cells": [\#(cells)]}"#)
        #expect(notebook.cells.count == 100_000)
        #expect(notebook.notices == [])
    }

    @Test func readsOneLineOfFiftyMegabytes() throws {
        var bytes = Array(#"{"nbformat": 4, "cells": [{"cell_type": "raw", "source": ""#.utf8)
        bytes += [UInt8](repeating: UInt8(ascii: "x"), count: 50_000_000)
        bytes += Array(#""}]}"#.utf8)
        let notebook = try Notebook(decoding: bytes)
        #expect(notebook.cells.first?.source.utf8.count == 50_000_000)
    }

    /// Room made for each line anew would copy all lines before it: terabytes.
    @Test(.timeLimit(.minutes(1))) func readsAMillionLinesWithEscapes() throws {
        let lines = [String](repeating: #""line\n""#, count: 1_000_000).joined(separator: ",")
        let notebook = try Notebook(#"{"nbformat": 4, "cells": [{"cell_type": "raw", "source": [\#(lines)]}]}"#)
        #expect(notebook.cells.first?.source.utf8.count == 5_000_000)
    }

    @Test func readsAnObjectOfManyKeysOnce() throws {
        let members = (0..<100_000).map { #""k\#($0 / 2)": 1"# }.joined(separator: ",")
        let notebook = try Notebook(#"{"nbformat": 4, "cells": [{"cell_type": "raw", "source": "a", \#(members)}]}"#)
        #expect(notebook.summary == [#"raw "a""#])
        #expect(notebook.notices.count == 51)
    }
}
