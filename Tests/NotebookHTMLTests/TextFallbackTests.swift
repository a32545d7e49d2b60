import Testing

@testable import NotebookHTML

/// Outputs that are drawn by style rules of their own and hold their text for readers without them.
@Suite struct TextFallbackTests {
    private static let styled = """
        <style>.a:hover > .b::before {content: 'x'} @media print {.c {color: red}}</style>
        <pre class='xr-text-repr-fallback'>Model(a=1)</pre><div class='b' hidden>Model</div>
        """

    @Test func areShownAsTheirTextWhereTheirStylesAreNot() throws {
        let html = try Self.page(html: Self.styled, plain: "Model(a=1)")
        #expect(html.contains("<pre class=\"terminal\">Model(a=1)</pre>"))
        #expect(!html.contains("html-output") && !html.contains("notice"))
    }

    @Test(arguments: [
        (styled, ""), (styled.replacing("-fallback", with: ""), "Model(a=1)"), ("<p>Model(a=1)</p>", "b"),
    ])
    func areShownAsHTMLElse(source: String, plain: String) throws {
        let html = try Self.page(html: source, plain: plain)
        #expect(html.contains("html-output") && html.contains("Model(a=1)"))
    }

    private static func page(html: String, plain: String) throws -> String {
        let escaped = html.replacing("\n", with: "\\n")
        let data = "{\"text/html\": \"\(escaped)\", \"text/plain\": \"\(plain)\"}"
        let output = "{\"output_type\": \"display_data\", \"metadata\": {}, \"data\": \(data)}"
        let json = """
            {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [{"cell_type": "code", "metadata": {}, \
            "execution_count": 1, "source": "a", "outputs": [\(output)]}]}
            """
        return try renderedCells(json)
    }
}
