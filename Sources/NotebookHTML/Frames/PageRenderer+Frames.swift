import Notebook

extension PageRenderer {
    /// Shows a document in a frame of its own, with the notebook's static picture for print.
    mutating func frame(_ document: FrameDocument, _ height: FrameHeight, _ place: FramePlace, companion: [UInt8]) {
        let file = document.file
        let name = FrameSource.fileName(of: file, suffix: ".html")
        addFile(name, file)
        html.raw(companion.isEmpty ? "<div class=\"frame-output\">" : "<div class=\"frame-output has-picture\">")
        html.raw("<iframe sandbox=\"allow-scripts\"")
        html.attribute("src", place.folder + name)
        html.raw(" loading=\"lazy\"")
        html.attribute("title", document.title)
        html.attribute("style", height.style)
        html.raw("></iframe>")
        html.raw(safe: companion)
        html.raw("<p class=\"frame-note\"><a target=\"_blank\" rel=\"noopener\"")
        html.attribute("href", place.folder + name)
        html.raw(">Open in full</a></p></div>\n")
    }

    /// Keeps a file beside the page, once.
    mutating func addFile(_ name: String, _ bytes: [UInt8]) {
        if fileNames.insert(name).inserted { files.append(RenderedNotebook.File(name: name, bytes: bytes)) }
    }

    /// The static picture of a bundle as markup; empty where it has none.
    mutating func companion(_ bundle: MIMEBundle, _ place: OutputPlace, _ shown: CellOptions) -> [UInt8] {
        let outer = html
        defer { html = outer }
        html = HTMLWriter()
        for type in MIMEChoice.imageTypes + ["image/svg+xml"] where bundle[type] != nil {
            let drawn = type == "image/svg+xml" ? vectorImage(bundle, place, shown) : image(type, bundle, place, shown)
            if drawn { return html.bytes }
        }
        return []
    }

    /// What a frame is called where its content has no title.
    static func frameTitle(_ kind: String, _ place: OutputPlace, named name: String? = nil) -> String {
        let base = "\(kind), output \(place.output) of cell \(place.cell)"
        guard let name, !name.isEmpty else { return base }
        return "\(name.prefix(100)) (\(base))"
    }

    /// Shows HTML that needs scripts or styles of its own; false where it is to be shown without, after a notice.
    mutating func framedHTML(
        _ source: [UInt8], _ report: SanitizerReport, _ bundle: MIMEBundle, _ output: OutputPlace, _ shown: CellOptions
    ) -> FrameOutcome {
        guard let place = context.frames else { return .still }
        var source = source
        let height = ChartHeight.html(source)
        let embedded = report.frames > 0 ? EmbeddedDocument.first(in: source) : nil
        if let embedded { source = embedded }
        let frame = FrameSource(source, place: place)
        // Styles alone don't take a table out of the page, but a document keeps its own.
        guard report.scripts + report.eventHandlers > 0 || embedded != nil || frame.isDocument else { return .still }
        if let name = frame.missing.first {
            notice("This output is interactive and needs \(frame.missing.joined(separator: ", ")). \(FramePlace.advice(name))")
            return .refused
        }
        if !frame.unknownScripts.isEmpty {
            notice(
                "This output is interactive and loads programs from other hosts, which pages here do not: "
                    + frame.unknownScripts.joined(separator: ", ") + ".")
            return .refused
        }
        for script in frame.scripts { addFile(FrameSource.fileName(of: script, suffix: ".js"), script) }
        guard frame.drawsSomething else {
            preludes += frame.scripts.map { FrameSource.fileName(of: $0, suffix: ".js") }
            notice("This output only loads programs for outputs that follow.")
            return .refused
        }
        var content = HTMLWriter(capacity: frame.html.count + 400)
        if !frame.isDocument { content.raw(Self.fragmentStyle) }
        preludeScripts(&content)
        content.raw(safe: frame.html)
        self.frame(
            FrameDocument(title: Self.frameTitle("Interactive content", output), content: content.bytes), height, place,
            companion: companion(bundle, output, shown))
        blockedNotice(frame.blockedHosts)
        return .shown
    }

    /// Programs that outputs before this one loaded for it.
    mutating func preludeScripts(_ content: inout HTMLWriter) {
        for name in preludes { content.library(name) }
    }

    /// Says what a frame could not load.
    mutating func blockedNotice(_ hosts: [String]) {
        guard !hosts.isEmpty else { return }
        notice("Not loaded, as no page here asks other hosts for anything: content of \(hosts.joined(separator: ", ")).")
    }

    /// Shows a program IPython would run with an `element` to draw into.
    mutating func framedScript(_ bundle: MIMEBundle, _ output: OutputPlace, _ shown: CellOptions) -> Bool {
        let types = ["application/javascript", "text/javascript", "application/x-javascript"]
        guard let place = context.frames, let type = types.first(where: { bundle[$0] != nil }),
            let source = text(bundle, type)
        else { return false }
        var wrapped = HTMLWriter()
        wrapped.raw(Self.fragmentStyle)
        wrapped.raw("<div id=\"element\"></div>\n<script>")
        wrapped.raw("try{new Function(\"element\",")
        wrapped.scriptString(source)
        wrapped.raw(").call(window,document.getElementById(\"element\"))}")
        wrapped.raw("catch(e){document.getElementById(\"element\").append(String(e))}</script>")
        let probe = FrameSource(Array("<script>".utf8) + source + Array("</script>".utf8), place: place)
        frame(
            FrameDocument(title: Self.frameTitle("Script", output), content: wrapped.bytes), .pixels(150), place,
            companion: companion(bundle, output, shown))
        blockedNotice(probe.blockedHosts)
        return true
    }

    /// White as charts expect, whatever the page's colours are.
    static let fragmentStyle: StaticString =
        "<style>html{background:#fff;color:#111;color-scheme:light}body{margin:8px;font:14px/1.5 system-ui,sans-serif}</style>\n"
}

/// What became of an output that might need a frame.
enum FrameOutcome {
    /// It stands in a frame.
    case shown
    /// It needs one and can't have it; a notice says why.
    case refused
    /// The page shows all there is to show.
    case still
}

/// A document an `<iframe srcdoc>` holds, as Folium wraps its maps.
enum EmbeddedDocument {
    /// The document of the first such frame.
    static func first(in source: [UInt8]) -> [UInt8]? {
        var tokens = HTMLTokenizer(source)
        while let token = tokens.next() {
            guard token == .startTag else { continue }
            switch HTMLElement(name: tokens.tag.name) {
            case .iframe:
                return tokens.tag.attributes.first { tokens.tag.name(of: $0).elementsEqual("srcdoc".utf8) }
                    .map { Array(tokens.tag.value(of: $0)) }
            case .script, .style, .title: return nil
            default: continue
            }
        }
        return nil
    }
}
