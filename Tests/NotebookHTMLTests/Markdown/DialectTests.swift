import Notebook
import Testing

@testable import NotebookHTML

/// Forms that other dialects of Markdown read as markup, which authors of notebooks saw work.
@Suite struct DialectTests {
    @Test(arguments: [
        ("##Data", "h2", "Data"), ("###2.1 Data", "h2", "2.1 Data"), ("##Data##", "h2", "Data"),
        ("###Data##", "h2", "Data##"), ("##*Data* and more", "h2", "Data and more"), ("a\n##Data\nb", "h2", "Data"),
        ("#Data", "h2", "Data"), ("a\n\n#Data\nb", "h2", "Data"), ("#Über", "h2", "Über"), ("  ##Data", "h2", "Data"),
        ("- a\n\n  ##Data", "h2", "Data"), ("##`code`", "h2", "code"), ("##C#", "h2", "C#"),
        ("##Data\r\na", "h2", "Data"),
    ])
    func readsHeadingsWithoutABlank(source: String, name: String, text: String) {
        let html = Self.render(source)
        #expect(html.contains("<\(name) id="))
        #expect(html.replacing(#/<[^>]*>/#, with: "").contains(text + "#"), "\(html)")
    }

    @Test(arguments: [
        "#tag", "#tag #Other", "#Tag #Other", "a\n#Data", "#include <stdio.h>", "#| label: a", "##| a", "#!python",
        "#%%", "#1 of many", "####---", "a #Data", "\\##Data", "####### a", "#######Data", "    ##Data",
        "```\n##Data\n```", "<pre>\n##Data\n\n##More\n</pre>", "<!--\n##Data\n\n##More -->", "`\n##Data`",
    ])
    func leavesOtherNumberSignsAlone(source: String) {
        let html = Self.render(source)
        // A line of code over lines is broken up by a heading in every dialect.
        #expect(html.contains("<h2") == source.hasPrefix("`\n"), "\(html)")
        #expect(!html.contains("# Data") && !html.contains("## More"))
    }

    @Test(arguments: [
        ("|a||b|\n|---||---|\n|1||2|", "a  b 1  2"), ("|a|b|\n|:--| |\n|1|2|", "a b 1 2"),
        ("a | b |c\n--- | |---\n1|2|3", "a b c 1 2 3"), ("x\n\n|a|b|\n|--||\n|1|2|", "x a b 1 2"),
    ])
    func readsTablesWhoseRuleHasAnEmptyColumn(source: String, text: String) {
        let html = Self.render(source)
        #expect(html.contains("<table>") && !html.contains("--"))
        let words = { (text: String) in text.split(whereSeparator: \.isWhitespace) }
        #expect(words(html.replacing(#/<[^>]*>/#, with: " ")) == words(text))
    }

    @Test(arguments: ["a\n|---||---|", "|---||---|", "|a|b|\n\n|---||---|", "```\n|a||b|\n|---||---|\n```"])
    func leavesOtherRulesAlone(source: String) {
        let html = Self.render(source)
        #expect(!html.contains("<table") && html.contains("|---||---|"))
    }

    @Test(arguments: [
        "- **a:** x <br/>\n<br/>\n- **b:** y", "- a\n  <br>\n- **b**", "1. a\n</font>\n2. **b**",
        "- a\n  - **c**\n<br />\n  - **d**\n- b",
    ])
    func keepsListsGoingOverALoneTag(source: String) {
        let html = Self.render(source)
        #expect(!html.contains("**") && !html.contains("<p>-"))
        #expect(
            html.components(of: "<li>")
                == source.split(separator: "\n").filter { $0.contains("- ") || $0.contains(". ") }.count)
        #expect(html.components(of: "<ul>") + html.components(of: "<ol>") == (source.contains("  -") ? 2 : 1))
    }

    @Test(arguments: ["- a\n\n<br>\n- b", "a\n<br>\nb", "- a\n<div>\n- b\n</div>"])
    func leavesOtherLoneTagsAlone(source: String) {
        let events = MarkdownParser.events(Array(source.utf8))
        #expect(MarkdownParser.events(DirectiveExtraction(Array(source.utf8)).text) == events)
    }

    private static func render(_ source: String) -> String {
        var page = MarkdownPage(context: RenderContext(key: "a.ipynb"), options: RenderOptions())
        var html = HTMLWriter()
        page.render(source: Array(source.utf8), attachments: [], cell: 1, into: &html)
        return html.string
    }
}

extension String {
    fileprivate func components(of part: String) -> Int { ranges(of: part).count }
}
