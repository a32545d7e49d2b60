import Testing

@testable import NotebookHTML

/// Style rules of outputs that browsers would try on every element of the page.
@Suite struct PageStylesTests {
    private static func page(outputs: Int, rules: Int, cells: Int) -> (rules: [UInt8], notice: String?) {
        var styles = PageStyles()
        let fragment = Array(String(repeating: "<td></td>", count: cells).utf8)
        let sheet = Array(String(repeating: "#a td{color:red}", count: rules).utf8)
        for _ in 0..<outputs { styles.add(sheet, general: rules, for: fragment) }
        return styles.affordable(in: Array(repeating: fragment, count: outputs).flatMap(\.self))
    }

    /// A thousand tables of pandas' Styler, one of a million cells, and one with all the rules an output may have.
    @Test(arguments: [(1_000, 3, 100), (1, 8, 1_000_000), (1, 500, 20_000)])
    func honestTablesKeepTheirs(outputs: Int, rules: Int, cells: Int) {
        let (written, notice) = Self.page(outputs: outputs, rules: rules, cells: cells)
        #expect(written.count == outputs * rules * 16)
        #expect(notice == nil)
    }

    @Test(arguments: [(2_000, 500, 100), (1, 500, 100_000), (300, 500, 1_000)])
    func morePerPageAreLeftOutWithAWord(outputs: Int, rules: Int, cells: Int) {
        let (written, notice) = Self.page(outputs: outputs, rules: rules, cells: cells)
        #expect(written.count < outputs * rules * 16)
        #expect(notice?.contains("without the style rules") == true)
    }
}
