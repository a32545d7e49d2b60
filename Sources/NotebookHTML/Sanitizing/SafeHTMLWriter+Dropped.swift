extension SafeHTMLWriter {
    /// Handles the start tag of an element that is not part of the grammar.
    mutating func startDropped(_ element: HTMLElement, _ tokens: inout HTMLTokenizer) {
        let traits = element.traits
        switch element {
        case .script:
            report.scripts += 1
            dropText(.script, &tokens)
        case .style: dropText(.style, &tokens)
        case .iframe, .noembed, .noframes, .title:
            if element == .iframe { startFrame(tokens.tag) }
            dropText(element, &tokens)
        case .textarea:
            report.controls += 1
            dropText(.textarea, &tokens, showsText: true)
        case .embed, .frame: startFrame(tokens.tag)
        case .svg where tokens.tag.isSelfClosing: break
        case let element where traits.contains(.dropsContent): dropSubtree(element, &tokens)
        case .link:
            if tokens.tag.has("rel", containing: "stylesheet") { report.refusedStyles += 1 }
        default:
            if traits.contains(.control) {
                report.controls += 1
            } else if !traits.contains(.documentFrame) {
                report.countDropped(String(decoding: tokens.tag.name.prefix(40), as: UTF8.self))
            }
        }
    }

    /// Drops the text of an element whose content is text, up to its end tag.
    private mutating func dropText(_ element: HTMLElement, _ tokens: inout HTMLTokenizer, showsText: Bool = false) {
        let drop = Drop(element: element, base: open.count, showsText: showsText)
        self.drop = drop
        resume(drop, &tokens)
    }

    /// Drops an element with everything inside.
    private mutating func dropSubtree(_ element: HTMLElement, _ tokens: inout HTMLTokenizer) {
        drop = Drop(element: element, base: open.count, start: element == .svg ? tokens.tokenStart : nil)
        switch element {
        case .applet, .object: startFrame(tokens.tag)
        case .audio, .video:
            report.media += 1
            writePlaceholder(tokens.tag)
        case .svg: tokens.allowsCDATA = true
        default: break
        }
    }

    /// Reads on as the dropped element's content demands.
    func resume(_ drop: Drop, _ tokens: inout HTMLTokenizer) {
        switch drop.element {
        case .script: tokens.content = .scriptData
        case .style, .iframe, .noembed, .noframes: tokens.content = .rawText
        case .title, .textarea: tokens.content = .rcdata
        default: return
        }
        tokens.lastStartTag = drop.element.name
    }

    /// Handles a token inside a dropped element.
    mutating func handleDropped(_ token: HTMLTokenizer.Token, _ tokens: inout HTMLTokenizer) {
        guard let element = drop?.element else { return }
        switch token {
        case .text(let range): appendDropped(tokens.input[range])
        case .decoded: appendDropped(tokens.decoded[...])
        case .startTag:
            let inner = HTMLElement(name: tokens.tag.name)
            if inner == element, !(element == .svg && tokens.tag.isSelfClosing) { drop?.depth += 1 }
            countDropped(inner, &tokens)
        case .endTag where HTMLElement(name: tokens.tag.name) == element:
            drop?.depth -= 1
            guard drop?.depth == 0 else { return }
            if let start = drop?.start {
                drop = nil
                tokens.allowsCDATA = false
                writePicture(tokens.input[start..<tokens.position])
            } else {
                endDrop()
            }
        case .endTag, .comment, .doctype: break
        }
    }

    /// Counts what is dropped inside a dropped element, and keeps to the tokens a browser would see there.
    private mutating func countDropped(_ inner: HTMLElement, _ tokens: inout HTMLTokenizer) {
        countHandlers(tokens.tag)
        if inner == .script { report.scripts += 1 }
        if inner == .source, drop?.element == .audio || drop?.element == .video { writePlaceholder(tokens.tag) }
        guard drop?.element != .svg else { return }
        switch inner {
        case .script: tokens.content = .scriptData
        case .style, .iframe, .noembed, .noframes, .xmp: tokens.content = .rawText
        case .title, .textarea: tokens.content = .rcdata
        default: break
        }
    }

    /// Takes text inside a dropped element: shown, kept as a style sheet, or left out.
    mutating func appendDropped(_ text: ArraySlice<UInt8>) {
        if drop?.showsText == true {
            untrustedText(text)
        } else if drop?.element == .style {
            drop?.text += text
        }
    }

    /// Ends dropping, whether its end tag came or not.
    mutating func endDrop() {
        guard let ended = drop else { return }
        drop = nil
        if ended.element == .style { takeOver(styleSheet: ended.text) }
        if ended.start != nil { report.droppedPictures += 1 }
    }

    /// A frame is not shown, but where it leads is.
    private mutating func startFrame(_ tag: HTMLTag) {
        report.frames += 1
        writePlaceholder(tag)
    }

    /// Counts event handlers: they are dropped like every attribute that is not on the list.
    mutating func countHandlers(_ tag: HTMLTag) {
        for attribute in tag.attributes where tag.name(of: attribute).starts(with: "on".utf8) {
            report.eventHandlers += 1
        }
    }
}

extension HTMLTag {
    /// Whether an attribute's value holds a word, in lower case.
    func has(_ name: String, containing word: String) -> Bool {
        guard let attribute = attributes.first(where: { self.name(of: $0).elementsEqual(name.utf8) }) else {
            return false
        }
        return value(of: attribute).split(whereSeparator: HTMLTokenizer.isSpace)
            .contains { $0.map(HTMLTokenizer.lowercased).elementsEqual(word.utf8) }
    }
}
