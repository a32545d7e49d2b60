import Notebook

/// Where an output stands in the page: names its anchor and prefixes its ids.
struct OutputPlace {
    /// The cell's number from 1.
    var cell: Int
    /// The output's number in the cell from 1.
    var output: Int

    /// The anchor, for example `out-3-1`.
    var id: String { "out-\(cell)-\(output)" }
}

extension PageRenderer {
    /// Renders the outputs of one cell; neighbouring chunks of one stream are shown as one text.
    mutating func render(_ outputs: [Output], cell: Int, _ shown: CellOptions) {
        var index = 0
        while index < outputs.count {
            let place = OutputPlace(cell: cell, output: index + 1)
            if case .stream(let name, var text) = outputs[index] {
                while index + 1 < outputs.count, case .stream(name, let more) = outputs[index + 1] {
                    text.pieces += more.pieces
                    index += 1
                }
                if shown.removedStreams.contains(name) {
                    // Left out by the author.
                } else if shown.printsMarkdown, name != "stderr" {
                    printedMarkdown(text.utf8, place)
                } else {
                    stream(name: name, text: text, place)
                }
            } else if bokeh(outputs[index], index + 1 < outputs.count ? outputs[index + 1] : nil, place, shown) {
                index += 1
            } else if isBokehMessage(outputs[index], index + 1 < outputs.count ? outputs[index + 1] : nil) {
                // The output after it says what there is to say.
            } else if !bokehLoad(outputs[index], place) {
                render(outputs[index], place, shown)
            }
            index += 1
        }
    }

    private mutating func render(_ output: Output, _ place: OutputPlace, _ shown: CellOptions) {
        switch output {
        case .stream(let name, let text): return stream(name: name, text: text, place)
        case .displayData(let bundle):
            open("display", place)
            representation(of: bundle, place, shown)
        case .executeResult(let count, let bundle):
            open("result", place)
            resultPrompt(count)
            representation(of: bundle, place, shown)
        case .error(let name, let value, let traceback):
            open("error", place)
            error(name: name, value: value, traceback: traceback)
        case .unknown(let type, let node):
            open("unknown", place)
            notice("An output of the unknown type “\(DirectionControls.isolated(type))”:")
            jsonTree(node)
        }
        html.raw("</div>\n")
    }

    mutating func open(_ kind: StaticString, _ place: OutputPlace) {
        html.raw("<div class=\"output ")
        html.raw(kind)
        html.raw("\" id=\"")
        html.text(place.id)
        html.raw("\">")
    }

    private mutating func resultPrompt(_ count: Int?) {
        guard let count else { return }
        html.raw("<span class=\"prompt out\" title=\"Result of execution ")
        html.number(count)
        html.raw("\">[")
        html.number(count)
        html.raw("]</span>")
    }

    /// What a cell printed for Quarto to read as Markdown.
    private mutating func printedMarkdown(_ text: [UInt8], _ place: OutputPlace) {
        open("display", place)
        html.raw("<div class=\"prose\" dir=\"auto\">")
        markdown.render(source: text, attachments: [], cell: place.cell, into: &html)
        html.raw("</div></div>\n")
    }

    private mutating func stream(name: String, text: MultilineText, _ place: OutputPlace) {
        let bytes = text.utf8
        guard !bytes.isEmpty else { return }
        open(name == "stderr" ? "stream stderr" : "stream stdout", place)
        terminal(bytes)
        html.raw("</div>\n")
    }

    /// The exception's name and message, then the traceback as the kernel coloured it.
    mutating func error(name: String, value: String, traceback: [MultilineText]) {
        html.raw("<p class=\"error-title\"><strong>")
        html.text(name.isEmpty ? "Error" : name)
        html.raw("</strong>")
        if !value.isEmpty {
            html.raw(": ")
            html.text(TerminalText.plain(Array(value.utf8)))
        }
        html.raw("</p>")
        var text: [UInt8] = []
        for (index, line) in traceback.enumerated() {
            if index > 0 { text.append(0x0A) }
            line.append(to: &text)
        }
        if !text.isEmpty { terminal(text, class: "terminal traceback") }
    }

    /// Text as a terminal would show it; past the limit of lines the rest is folded, one click away.
    mutating func terminal(_ bytes: [UInt8], class name: StaticString = "terminal") {
        let screen = TerminalText(bytes)
        let limit = options.foldedOutputLines
        guard screen.lineCount > limit + limit / 4 else {
            terminal(screen, lines: 0..<screen.lineCount, class: name)
            return
        }
        terminal(screen, lines: 0..<limit, class: name)
        html.raw("<details class=\"fold long\"><summary>Show the other ")
        html.text(NumberText.grouped(screen.lineCount - limit))
        html.raw(" lines</summary>")
        terminal(screen, lines: limit..<screen.lineCount, class: name)
        html.raw("</details>\n")
    }

    private mutating func terminal(_ screen: TerminalText, lines: Range<Int>, class name: StaticString) {
        html.raw("<pre class=\"")
        html.raw(name)
        html.raw("\">")
        screen.render(lines: lines, into: &html)
        html.raw("</pre>\n")
    }
}
