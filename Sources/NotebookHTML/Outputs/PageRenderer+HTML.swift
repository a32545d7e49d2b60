import Notebook

extension PageRenderer {
    /// Shows `text/html` through the sanitiser. Where only a program would show something, the bundle's static picture
    /// or text serves, with a notice; a frame where the site has files for them.
    mutating func html(_ bundle: MIMEBundle, _ place: OutputPlace, _ shown: CellOptions) -> Bool {
        guard let source = text(bundle, "text/html") else { return false }
        var safe = HTMLWriter()
        var rules: [UInt8] = []
        let report = HTMLSanitizer.sanitize(source, policy: policy(place), into: &safe, styles: &rules)
        if report.needsFrame {
            switch framedHTML(source, report, bundle, place, shown) {
            case .shown: return true
            case .refused:
                styles.add(rules, general: report.generalRules, for: safe.bytes)
                return refused(safe, bundle, place, shown)
            case .refusedWhole: return refused(HTMLWriter(), bundle, place, shown)
            case .still: break
            }
        }
        if report.needsFrame, text(bundle, "text/plain") != nil, Self.holdsItsText(source) { return false }
        if report.needsFrame, !Self.showsSomething(safe.bytes) {
            if report.holdsOnlyStyles {
                quietNotice("This output holds style rules alone: they are for the program the notebook was made in.")
                return bundle.entries.count == 1
            }
            notice(Self.explain(report) ?? "This output has nothing to show without running it.")
            return false
        }
        styles.add(rules, general: report.generalRules, for: safe.bytes)
        append(safe, report)
        if report.frames > 0, let file = EmbeddedDocument.localFile(in: source) {
            notice(
                "The notebook does not hold the file “\(DirectionControls.isolated(file))” that this output shows. "
                    + (file.hasPrefix("iframe_figures/")
                        ? "Plotly's renderer 'plotly_mimetype' stores the chart in the notebook."
                        : "Its content, shown with IPython's HTML(...), would be part of the notebook."))
        }
        return true
    }

    /// Whether an output is drawn by its own style rules, and holds its text for readers without them, as those of
    /// scikit-learn and xarray do: without the rules it would stand there twice, as text and taken apart.
    private static func holdsItsText(_ source: [UInt8]) -> Bool {
        // It stands right behind the rules.
        source.prefix(100_000).holds("-text-repr-fallback")
    }

    /// What is left of an output that can't be interactive: the notebook's own picture of it, else the text in it.
    private mutating func refused(
        _ safe: HTMLWriter, _ bundle: MIMEBundle, _ place: OutputPlace, _ shown: CellOptions
    ) -> Bool {
        let picture = companion(bundle, place, shown)
        if !picture.isEmpty {
            html.raw(safe: picture)
        } else if Self.showsSomething(safe.bytes) {
            html.raw("<div class=\"html-output\" dir=\"auto\">")
            html.raw(safe: textColumns.mark(safe.bytes))
            html.raw("</div>\n")
        }
        return true
    }

    /// Shows a text the notebook declares to be HTML, without a bundle to fall back to.
    mutating func htmlOutput(_ source: [UInt8], place: OutputPlace) {
        var safe = HTMLWriter()
        var rules: [UInt8] = []
        let report = HTMLSanitizer.sanitize(source, policy: policy(place), into: &safe, styles: &rules)
        styles.add(rules, general: report.generalRules, for: safe.bytes)
        append(safe, report)
    }

    private mutating func append(_ safe: HTMLWriter, _ report: SanitizerReport) {
        html.raw("<div class=\"html-output\" dir=\"auto\">")
        html.raw(safe: textColumns.mark(safe.bytes))
        html.raw("</div>\n")
        guard let text = Self.explain(report) else { return }
        if report.holdsOnlyStyles { quietNotice(text) } else { notice(text) }
    }

    /// What one more fragment of HTML in this output may refer to: its ids are prefixed, notebooks are linked to their
    /// pages.
    ///
    /// A widget may show several fragments, or one several times: the second has the prefix `out-1-1x2-`.
    private mutating func policy(_ place: OutputPlace) -> HTMLPolicy {
        let links = NotebookLinks(context: context)
        let number = fragments[place.id, default: 0] + 1
        fragments[place.id] = number
        let prefix = number == 1 ? "\(place.id)-" : "\(place.id)x\(number)-"
        return HTMLPolicy(idPrefix: prefix, allowRemoteImages: options.allowRemoteImages) { address, use in
            use == .link ? .address(links.resolve(address).address) : .address(address)
        }
    }

    /// One sentence on what was left out; nil where nothing was.
    static func explain(_ report: SanitizerReport) -> String? {
        var parts: [String] = []
        func add(_ count: Int, _ one: String, _ many: String) {
            if count > 0 { parts.append(count == 1 ? "one \(one)" : "\(count) \(many)") }
        }
        add(report.scripts, "script", "scripts")
        add(report.eventHandlers, "event handler", "event handlers")
        add(report.media, "recording", "recordings")
        add(report.refusedStyles, "style rule", "style rules")
        add(report.droppedPictures, "drawing", "drawings")
        add(report.refusedAddresses, "unsafe address", "unsafe addresses")
        var sentences: [String] = []
        if !parts.isEmpty { sentences.append("Left out for safety: " + parts.joined(separator: ", ") + ".") }
        if report.frames > 0 {
            sentences.append(
                (report.frames == 1 ? "One embedded page is" : "\(report.frames) embedded pages are")
                    + " not shown, as pages here load no others; an address stands as a link.")
        }
        return sentences.isEmpty ? nil : sentences.joined(separator: " ")
    }

    /// Whether sanitised HTML holds any text or picture.
    private static func showsSomething(_ markup: [UInt8]) -> Bool {
        var inTag = false
        var tag: [UInt8] = []
        for byte in markup {
            switch byte {
            case UInt8(ascii: "<"):
                inTag = true
                tag = []
            case UInt8(ascii: ">"): inTag = false
            default:
                if inTag {
                    if tag.count < 4 { tag.append(byte) }
                    if tag.elementsEqual("img ".utf8) || tag.elementsEqual("hr".utf8) { return true }
                } else if byte > 0x20 {
                    return true
                }
            }
        }
        return false
    }
}
