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

    /// The first picture of an animation, for print.
    private mutating func companion(
        _ picture: EmbeddedPicture?, _ place: OutputPlace, _ shown: CellOptions
    ) -> [UInt8] {
        guard let picture,
            let node = (try? JSONDocument([UInt8(ascii: "\"")] + picture.base64 + [UInt8(ascii: "\"")]))?.root
        else { return [] }
        let bundle = MIMEBundle(entries: [MIMEBundle.Entry(type: "image/png", value: node)], metadata: nil)
        return companion(bundle, place, shown)
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
        var height = ChartHeight.html(source)
        let hasAnimation = EmbeddedPicture.isAnimation(source)
        let embedded = report.frames > 0 ? EmbeddedDocument.first(in: source) : nil
        let picture = hasAnimation ? EmbeddedPicture.first(in: source) : nil
        if let size = picture?.size {
            height = .pixels((size.height ?? 0) + 120)
        }
        if let embedded {
            source = embedded.document
            if let pixels = embedded.height { height = .pixels(pixels) }
            if let map = LeafletMap.height(in: source) { height = map }
        }
        let frame = FrameSource(source, place: place)
        // Styles alone don't take a table out of the page, but a document keeps its own.
        let hasRecording = report.media > 0 && EmbeddedPicture.hasRecording(source)
        guard report.scripts + report.eventHandlers > 0 || embedded != nil || frame.isDocument || hasRecording else {
            return .still
        }
        if let name = frame.missing.first {
            notice(
                (LeafletMap.summary(of: source).map { "\($0), which is not drawn. It" }
                    ?? "This output is interactive and")
                    + " needs \(frame.missing.joined(separator: ", ")). \(FramePlace.advice(name))")
            return embedded == nil ? .refused : .refusedWhole
        }
        if !frame.unknownScripts.isEmpty {
            notice(
                (LeafletMap.summary(of: source).map { "\($0), which is not drawn: it" }
                    ?? "This output is interactive and")
                    + " loads programs from other hosts, which pages here do not: "
                    + frame.unknownScripts.joined(separator: ", ") + ".")
            blockedNotice(frame.blockedHosts)
            return embedded == nil ? .refused : .refusedWhole
        }
        for script in frame.scripts { addFile(FrameSource.fileName(of: script, suffix: ".js"), script) }
        guard frame.drawsSomething else {
            preludes += frame.loaded.filter { !preludes.contains($0) }
            quietNotice("This output only prepares programs for outputs that follow; it shows nothing itself.")
            return .refused
        }
        guard let libraries = libraries(for: frame, source, place) else { return .refused }
        var content = HTMLWriter(capacity: frame.html.count + 400)
        // In a notebook a fragment's programs find the page's body.
        if !frame.isDocument {
            content.raw(Self.fragmentStyle)
            content.raw("<body>")
        }
        if hasAnimation { content.raw(Self.animationStyle) }
        if frame.usesModules { content.moduleLoader() }
        if frame.mentioned.contains(.plotly) { content.raw(ChartKind.noOutlines) }
        for address in libraries { content.library(address) }
        content.raw(safe: frame.html)
        self.frame(
            FrameDocument(
                title: Self.frameTitle(
                    hasRecording
                        ? "Recording"
                        : hasAnimation ? "Animation" : LeafletMap.summary(of: source) ?? "Interactive content", output),
                content: content.bytes), height, place,
            companion: hasAnimation ? companion(picture, output, shown) : companion(bundle, output, shown))
        blockedNotice(
            hasAnimation ? frame.blockedHosts.filter { !$0.contains("bootstrapcdn") } : frame.blockedHosts,
            isMap: frame.provided.contains(.leaflet))
        return .shown
    }

    /// What an output needs and does not load itself: programs of outputs before it, else libraries of the site; nil
    /// where one is missing, after a notice.
    mutating func libraries(for frame: FrameSource, _ source: [UInt8], _ place: FramePlace) -> [String]? {
        let own = Set(frame.loaded.map(\.address))
        var found = preludes.filter { prelude in
            guard !own.contains(prelude.address) else { return false }
            return prelude.name.map { frame.mentioned.contains($0) && !frame.provided.contains($0) } ?? true
        }
        // A large script of its own may be the library.
        guard frame.scripts.isEmpty else { return found.map(\.address) }
        for name in [ScriptLibraries.Name.plotly, .vega, .bokeh, .panel]
        where frame.mentioned.contains(name) && !frame.provided.contains(name)
            && !found.contains(where: { $0.name == name })
        {
            let addresses =
                name == .bokeh
                ? Self.bokehLibraries(source, place) : [place.address(name)].compactMap(\.self)
            guard !addresses.isEmpty else {
                let title = name == .bokeh ? Self.bokehName(source) : name.title
                notice("This output is interactive and needs \(title). \(FramePlace.advice(title))")
                return nil
            }
            found += addresses.map { FramePrelude(address: $0, name: name) }
        }
        return found.map(\.address)
    }

    /// Says what a frame could not load.
    mutating func blockedNotice(_ hosts: [String], isMap: Bool = false) {
        guard !hosts.isEmpty else { return }
        if isMap {
            return notice(
                "The map's background (\(hosts.joined(separator: ", "))) is not loaded, as no page here asks other hosts "
                    + "for anything; markers and shapes are drawn.")
        }
        notice(
            "Not loaded, as no page here asks other hosts for anything: content of \(hosts.joined(separator: ", ")).")
    }

    /// Shows a program IPython would run with an `element` to draw into.
    mutating func framedScript(_ bundle: MIMEBundle, _ output: OutputPlace, _ shown: CellOptions) -> Bool {
        let types = ["application/javascript", "text/javascript", "application/x-javascript"]
        guard let place = context.frames, let type = types.first(where: { bundle[$0] != nil }),
            var source = text(bundle, type)
        else { return false }
        guard FrameSource.touchesPage(source[...]) else {
            quietNotice("This output is a script that shows nothing itself: it uses no element of the page.")
            return true
        }
        let probe = FrameSource(Array("<script>".utf8) + source + Array("</script>".utf8), place: place)
        guard let libraries = libraries(for: probe, source, place) else { return true }
        if probe.scripts.isEmpty, !source[...].holds("</script") {
            source = Array(probe.html.dropFirst("<script>".utf8.count).dropLast("</script>".utf8.count))
        }
        var wrapped = HTMLWriter()
        wrapped.raw(Self.fragmentStyle)
        if probe.usesModules { wrapped.moduleLoader() }
        for address in libraries { wrapped.library(address) }
        wrapped.raw("<div id=\"element\"></div>\n<script>")
        wrapped.raw("try{new Function(\"element\",")
        wrapped.scriptString(source)
        wrapped.raw(").call(window,document.getElementById(\"element\"))}")
        wrapped.raw("catch(e){document.getElementById(\"element\").append(String(e))}</script>")
        frame(
            FrameDocument(title: Self.frameTitle("Script", output), content: wrapped.bytes), .pixels(150), place,
            companion: companion(bundle, output, shown))
        blockedNotice(probe.blockedHosts)
        return true
    }

    /// Signs for the buttons of Matplotlib's animations, whose font is another host's.
    static let animationStyle: StaticString = """
        <style>.fa{font-style:normal}.fa-minus::before{content:"\\2212"}.fa-plus::before{content:"+"}\
        .fa-fast-backward::before{content:"\\21E4"}.fa-step-backward::before{content:"\\2190"}\
        .fa-play::before{content:"\\25B6\\FE0E"}.fa-flip-horizontal{display:inline-block;transform:scaleX(-1)}\
        .fa-pause::before{content:"\\2016"}.fa-step-forward::before{content:"\\2192"}\
        .fa-fast-forward::before{content:"\\21E5"}</style>

        """

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
    /// As `refused`, and what stands around it in the notebook is for the absent document alone.
    case refusedWhole
    /// The page shows all there is to show.
    case still
}
