import Notebook

/// Bokeh's chart in a notebook is an output with an element for it and one more with the program that draws into it; an
/// output of an earlier cell loads the library (<https://docs.bokeh.org/en/latest/docs/reference/io.html#bokeh.io.show>).
extension PageRenderer {
    static let bokehLoader = "application/vnd.bokehjs_load.v0+json"
    static let holoViewsLoader = "application/vnd.holoviews_load.v0+json"
    static let bokehProgram = "application/vnd.bokehjs_exec.v0+json"

    /// Shows two neighbouring outputs as one chart; false where they are none.
    mutating func bokeh(_ first: Output, _ second: Output?, _ output: OutputPlace, _ shown: CellOptions) -> Bool {
        guard let element = first.bundle, let drawing = second?.bundle, drawing[Self.bokehProgram] != nil,
            let markup = text(element, "text/html"), let program = text(drawing, "application/javascript"),
            let place = context.frames
        else { return false }
        open("display", output)
        defer { html.raw("</div>\n") }
        let picture = companion(element, output, shown)
        let libraries = Self.bokehLibraries(program, place)
        guard !libraries.isEmpty || !preludes.isEmpty else {
            notice("An interactive Bokeh chart, which is not drawn. \(FramePlace.advice(Self.bokehName(program)))")
            html.raw(safe: picture)
            return true
        }
        var content = HTMLWriter(capacity: program.count + 2_000)
        content.raw(Self.fragmentStyle)
        if libraries.isEmpty { for prelude in preludes { content.library(prelude.address) } }
        for address in libraries { content.library(address) }
        content.raw(safe: markup)
        content.raw("<script>")
        content.raw("new Function(")
        content.scriptString(program)
        content.raw(").call(window)</script>\n")
        frame(
            FrameDocument(title: Self.frameTitle("Bokeh chart", output), content: content.bytes),
            ChartHeight.html(program), place, companion: picture)
        return true
    }

    /// Whether this is the message “Loading BokehJS …” before the output that loads it.
    func isBokehMessage(_ first: Output, _ second: Output?) -> Bool {
        guard context.frames != nil, second?.bundle?[Self.bokehLoader] != nil, let bundle = first.bundle,
            let markup = text(bundle, "text/html")
        else { return false }
        return markup[...].holds("bk-notebook-logo")
    }

    /// Takes note of the output that loads Bokeh, or what HoloViews and Panel put around it; false where it is none.
    mutating func bokehLoad(_ output: Output, _ place: OutputPlace) -> Bool {
        guard context.frames != nil, let bundle = output.bundle else { return false }
        let markup = text(bundle, "text/html") ?? []
        let isMark = ["panel.models.browser.BrowserInfo", "class=\"logo-block\""].contains { markup[...].holds($0) }
        if isMark || (bundle[Self.holoViewsLoader] != nil && markup.isEmpty) {
            open("display", place)
            quietNotice("This output loads HoloViews or Panel for charts that follow; it shows nothing itself.")
            html.raw("</div>\n")
            return true
        }
        guard bundle[Self.bokehLoader] != nil else { return false }
        if let program = text(bundle, "application/javascript"), program.count > FrameSource.largeScript {
            let name = FrameSource.fileName(of: program, suffix: ".js")
            addFile(name, program)
            preludes.append(FramePrelude(address: name, name: .bokeh))
        }
        open("display", place)
        quietNotice("This output loads Bokeh for charts that follow; it shows nothing itself.")
        html.raw("</div>\n")
        return true
    }

    /// The library as people call it with the major version a program was made by.
    static func bokehName(_ program: [UInt8]) -> String {
        "Bokeh" + (ChartHeight.bokehVersion(in: program[...]).first.map { " \($0)" } ?? "")
    }

    /// The library's files a program needs, in the order they must be loaded; none where the site has not its version.
    static func bokehLibraries(_ program: [UInt8], _ place: FramePlace) -> [String] {
        let text = program[...]
        let version = ChartHeight.bokehVersion(in: text)
        guard let core = place.libraries.library(.bokeh, like: version) else { return [] }
        var result = [place.root + core.path]
        // Panel's program is built on these parts.
        let isPanel = text.holds("Bokeh.Panel")
        let parts: [(ScriptLibraries.Name, [String])] = [
            (.bokehGL, ["\"webgl\""]),
            (
                .bokehWidgets,
                [
                    "Slider\"", "Select\"", "Button\"", "Input\"", "Group\"", "\"Div\"", "\"Toggle\"", "Picker\"",
                    "\"Paragraph\"",
                ]
            ),
            (.bokehTables, ["\"DataTable\"", "\"DataCube\""]),
            (.bokehMathJax, ["\"TeX\"", "\"MathML\"", "$$", "\"Ascii\""]),
        ]
        for (name, words) in parts {
            let isUsed = words.contains { text.holds($0) }
            guard isUsed || (isPanel && name != .bokehMathJax) else { continue }
            if let part = place.libraries.library(name, like: core.version) { result.append(place.root + part.path) }
        }
        return result
    }
}

extension ChartHeight {
    /// The library's version that a document names, `"version":"3.9.2"`; nothing where it names none.
    static func bokehVersion(in program: ArraySlice<UInt8>) -> [Int] {
        guard let place = program.range(of: "\"version\":\"") else { return [] }
        let text = String(
            decoding: program[place.upperBound...].prefix(20).prefix { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
        return text.split(separator: ".").map { Int($0.prefix { $0.isASCII && $0.isNumber }) ?? 0 }
    }
}

extension Output {
    /// The representations of a result or display.
    var bundle: MIMEBundle? {
        switch self {
        case .displayData(let bundle), .executeResult(_, let bundle): bundle
        default: nil
        }
    }
}
