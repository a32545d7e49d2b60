import Testing

@testable import NotebookHTML

/// Words are set from the left, numbers from the right: the tables' own HTML doesn't tell them apart.
struct TextColumnsTests {
    @Test(
        arguments: [
            // The last column is 1; the index in <th> is none of them.
            ([["a", "Q01", "1.5"], ["b", "Q02", "-2"]], [2, 3]),
            ([["1", "2"]], []),
            ([["2013-10-31", "02:08:41"], ["1,320", "+5 %"], ["1e-05", "3E8"]], []),
            // What is missing or left out counts for neither.
            ([["NaN", "..."], ["Noise", "7"], ["None", "&lt;NA&gt;"], ["...", "…"]], [2]),
            // Most cells decide.
            ([["n/a"], ["1"], ["2"]], []),
            ([["n/a"], ["x"], ["2"]], [1]),
            ([["Ägypten"], ["Norwegen"]], [1]),
            ([["<b>word</b> <i>2</i>"]], [1]),
        ] as [([[String]], [Int])])
    func columnsOfWordsAreFound(rows: [[String]], expected: [Int]) {
        #expect(mark(table(rows)).columns == expected)
    }

    @Test func columnsOfDatesStayWhole() {
        let rows = ["2013-10-31", "2013-11-01 02:08:41", "NaT"].map {
            "<tr><th>\($0)</th><td>1/2/2013</td><td>-1.5</td><td>1e-05</td></tr>"
        }
        let (html, columns) = mark("<table><tbody>\(rows.joined())</tbody></table>")
        #expect(html.hasPrefix("<table class=\"date-3 date-4\">") && columns == [])
        var dates = TextColumns()
        _ = dates.mark(Array(html.utf8))
        let rule = ".html-output .date-3 tr:not(:has([colspan]))>:nth-last-child(3){white-space:nowrap}\n"
        #expect(String(decoding: dates.rules, as: UTF8.self).hasPrefix(rule))
    }

    @Test func theTableCarriesTheColumnsBesideItsOwnClasses() {
        let plain = "<p>x</p><table><tbody><tr><td>word</td></tr></tbody></table>"
        #expect(mark(plain).html == plain.replacing("<table>", with: "<table class=\"text-1\">"))
        let classed = plain.replacing("<table>", with: "<table class=\"dataframe\" id=\"t\">")
        #expect(mark(classed).html == classed.replacing("class=\"", with: "class=\"text-1 "))
    }

    @Test func headsAndRowsThatSpanColumnsDecideNothing() {
        let head = "<table><thead><tr><td>word</td></tr></thead><tbody><tr><td>1</td></tr></tbody></table>"
        #expect(mark(head).columns == [])
        let spanning = "<table><tbody><tr><td colspan=\"2\">word</td></tr><tr><td>1</td><td>2</td></tr></tbody></table>"
        #expect(mark(spanning).columns == [])
    }

    @Test func rowsOfAGroupedIndexAreCountedFromTheirEnd() {
        let grouped =
            "<table><tbody><tr><th rowspan=\"2\">g</th><th>a</th><td>word</td><td>1</td></tr>"
            + "<tr><th>b</th><td>word</td><td>2</td></tr></tbody></table>"
        #expect(mark(grouped).columns == [2])
    }

    @Test func tablesThatHoldTablesAreLeft() {
        let inner = "<table><tbody><tr><td>word</td></tr></tbody></table>"
        let nested = "<table><tbody><tr><td>\(inner)</td></tr></tbody></table>"
        #expect(mark(nested).html == nested)
        #expect(mark(nested + table([["word"]])).columns == [1])
    }

    @Test func rulesNameEachColumnOnce() {
        var columns = TextColumns()
        _ = columns.mark(Array((table([["word", "1"]]) + table([["word", "1"]])).utf8))
        #expect(
            String(decoding: columns.rules, as: UTF8.self)
                == ".html-output .text-2 tr:not(:has([colspan]))>:nth-last-child(2){text-align:left}\n")
    }

    private func mark(_ html: String) -> (html: String, columns: [Int]) {
        var columns = TextColumns()
        let marked = columns.mark(Array(html.utf8))
        return (String(decoding: marked, as: UTF8.self), columns.found.sorted())
    }

    private func table(_ rows: [[String]]) -> String {
        let cells = rows.map { row in row.map { "<td>\($0)</td>" }.joined() }
        let body = cells.map { "<tr><th>0</th>\($0)</tr>" }.joined(separator: "\n")
        return "<table><thead><tr><th></th></tr></thead><tbody>\(body)</tbody></table>"
    }
}
