extension DirectiveScanner {
    /// Begins a block of colons: a MyST directive, `:::{tip} Title`, or a Pandoc fence; false where it is neither.
    mutating func openColons(_ run: Run, _ line: MarkdownLine, end: Int) -> Bool {
        if let directive = MystDirective(run.info) {
            // What stays open is read once more: only so deep.
            if open.count < Self.depthLimit {
                if directive.isFormula, takeFormula(directive, run, line, end: end) { return true }
                if directive.isVerbatim, takeVerbatim(run, line, end: end) { return true }
            }
            return begin(directive, run, line, end: end)
        }
        guard let (container, title) = Self.pandocFence(run.info) else { return false }
        push(container, run, line, title: title)
        index = min(end + 1, bytes.count)
        return true
    }

    /// Begins a directive in backticks or tildes, `` ```{note} ``; false where the block is code as it stands.
    mutating func openDirective(_ run: Run, _ line: MarkdownLine, end: Int) -> Bool {
        guard let directive = MystDirective(run.info) else { return false }
        if directive.isFormula { return takeFormula(directive, run, line, end: end) }
        guard Container(directive: directive.name, options: DirectiveOptions()) != nil else { return false }
        return begin(directive, run, line, end: end)
    }

    /// The block of `{.callout-tip title="…"}`, `{#fig-a}`, `aside` or `warning Take care`, perhaps with colons behind.
    private static func pandocFence(_ info: ArraySlice<UInt8>) -> (Container, title: [UInt8])? {
        var info = info
        while info.last == UInt8(ascii: ":") { info.removeLast() }
        while let last = info.last, last <= 0x20 { info.removeLast() }
        if info.first == UInt8(ascii: "{") {
            guard let (list, end) = AttributeList.read(info, at: info.startIndex), end == info.endIndex else {
                // `{.a}` with more behind it is a line of text; braces alone are a block without a name.
                return info.elementsEqual("{}".utf8) ? (Container(kind: .block), []) : nil
            }
            return (Container(attributes: list), list.values["title"] ?? list.values["name"] ?? [])
        }
        let word = info.prefix(while: \.isLabelByte)
        guard let first = word.first, first.isTeXLetter else { return nil }
        let rest = Array(info[word.endIndex...]).trimmed
        let name = String(decoding: word, as: UTF8.self)
        if !rest.isEmpty {
            guard info[word.endIndex] == 0x20, let callout = Callout.named(name) else { return nil }
            return (Container(kind: .callout(callout)), rest)
        }
        var list = AttributeList()
        list.classes = [name]
        return (Container(attributes: list), [])
    }

    private mutating func begin(_ directive: MystDirective, _ run: Run, _ line: MarkdownLine, end: Int) -> Bool {
        index = min(end + 1, bytes.count)
        var options = takeOptions()
        options.take(directive.attributes)
        guard var container = Container(directive: directive.name, options: options) else {
            // What a directive of no known name does is told, and its content shown.
            push(Container(kind: .block), run, line, title: Array("`".utf8) + directive.source + Array("`".utf8))
            return true
        }
        var title = directive.argument
        switch directive.name {
        case "figure", "image":
            let picture = Container.Picture(
                address: title, alternative: options["alt"], width: options["width"] ?? options["scale"])
            container.kind = .figure(picture)
            title = []
        case "div", "container": title = []
        case "margin", "grid", "tab-set", "epigraph", "pull-quote": break
        default: break
        }
        push(container, run, line, title: title)
        noteIndentation(column: line.indent)
        return true
    }

    private mutating func push(_ container: Container, _ run: Run, _ line: MarkdownLine, title: [UInt8]) {
        guard open.count < Self.depthLimit else {
            open.append(Open(directive: nil, mark: run.mark, count: run.count))
            result.append(line.all)
            result.append(0x0A)
            return
        }
        var container = container
        container.hasTitle = !title.isEmpty
        let mark = result.add(.begin(container), source: line.all)
        open.append(Open(directive: result.directives.count - 1, mark: run.mark, count: run.count))
        // A title is one line, whatever stands in it.
        writeBlock(mark, title: title.map { $0 < 0x20 ? 0x20 : $0 }, prefix: line.prefix)
    }

    /// Reads the options at the beginning of a directive: lines `:key: value`, or YAML between two `---`.
    mutating func takeOptions() -> DirectiveOptions {
        var options = DirectiveOptions()
        var isYAML = false
        var isFirst = true
        let start = index
        while index < bytes.count {
            let end = lineEnd(from: index)
            let line = Array(bytes[index..<end]).trimmed
            if line.elementsEqual("---".utf8), isFirst || isYAML {
                index = min(end + 1, bytes.count)
                if isYAML { return options }
                isYAML = true
            } else if options.take(line[...], isYAML: isYAML), !line.isEmpty || isYAML {
                index = min(end + 1, bytes.count)
            } else {
                break
            }
            isFirst = false
        }
        // A rule without an end is no YAML.
        guard !isYAML else {
            index = start
            return DirectiveOptions()
        }
        return options
    }
}
