/// Writes HTML in a safe grammar: trusted elements the renderer opens, and untrusted HTML between and inside them.
///
/// Untrusted end tags never close a trusted element; closing a trusted element closes what untrusted input left open
/// inside it. What comes out is always balanced, and a browser builds from it the very tree that was written: implied
/// end tags are spelled out and nothing stands where table parsing would move it from. The work per tag is bounded by
/// the depth cap, so the whole is linear in the input.
///
/// One thing bends for untrusted blocks: a trusted `<p>` directly around one is ended before it and begun again after
/// it, as the browser would end it anyway.
package struct SafeHTMLWriter: Sendable {
    /// The HTML so far.
    package var html: HTMLWriter
    /// What was left out so far.
    package internal(set) var report = SanitizerReport()
    /// The style rules taken over from `<style>` elements, prefixed: they only match what this writer wrote.
    package internal(set) var styleSheet: [UInt8] = []
    let policy: HTMLPolicy
    var open: [OpenElement] = []
    /// Untrusted elements that were not written because of the depth cap and wait for their end tags.
    var skippedDepth = 0
    /// Trusted elements that were not even remembered because of the depth cap.
    private var hiddenTrusted = 0
    /// What input is being dropped right now.
    var drop: Drop?
    /// Class names that style rules taken over refer to.
    var styledClasses: Set<[UInt8]> = []
    /// Class names that stood before rules for them could be read, as far as there are not too many.
    var unwrittenClasses: Set<[UInt8]> = []
    /// The declarations of a tag's attributes as they came, while these are written.
    var styles: [UInt8] = []
    /// What became of declarations seen before.
    var knownStyles: [StyleKey: [UInt8]] = [:]
    /// What other fragments of the page have used up: ids, and room for pictures.
    var scope = PageScope()

    /// The declarations of a tag, and its element.
    struct StyleKey: Hashable {
        var source: [UInt8]
        var element: HTMLElement
    }

    /// The depth beyond which untrusted elements are not written, their content is.
    static let depthLimit = 128
    /// How deep tables nest.
    static let tableDepthLimit = 6
    /// The depth beyond which nothing is opened: browsers flatten the tree beyond 512.
    static let trustedDepthLimit = 400

    /// An element that has been opened.
    struct OpenElement: Sendable {
        var element: HTMLElement
        /// The name to write, for elements of the renderer's own.
        var trustedName: StaticString?
        /// Whether its tags are written at all.
        var isWritten = true
        /// Whether it is a trusted paragraph that was ended before its time, for the sake of a block inside it.
        var isSuspended = false
        /// Whether it is to be closed as soon as everything inside it is.
        var closesWithContent = false
        /// Whether it is written as a plain block, since its own name may not stand here.
        var isPlainBlock = false
        /// Of a table: how far its cells reach so far.
        var spans = TableSpans()

        var isTrusted: Bool { trustedName != nil }
    }

    /// Input that is left out up to an end tag.
    struct Drop: Sendable {
        /// The element whose end tag ends it.
        var element: HTMLElement
        /// How many of its name are open.
        var depth = 1
        /// How many elements were open when it began: it ends at the latest with the innermost of them.
        var base: Int
        /// Whether its text is kept and shown.
        var showsText = false
        /// The text so far, of a style sheet.
        var text: [UInt8] = []
        /// Where an inline picture begins in the fragment it stands in.
        var start: Int?
    }

    package init(policy: HTMLPolicy, html: HTMLWriter = HTMLWriter()) {
        self.policy = policy
        self.html = html
    }

    /// Opens an element of the renderer's own; `attributes` is safe markup that begins with a space, or empty.
    package mutating func openTrusted(_ name: StaticString, attributes: [UInt8] = []) {
        guard hiddenTrusted == 0, open.count < Self.trustedDepthLimit else {
            hiddenTrusted += 1
            return
        }
        let element = HTMLElement(name: name)
        let canOpen = drop == nil && prepareTrusted(element)
        // What is not written is not there for anything that follows.
        open.append(OpenElement(element: canOpen ? element : .unknown, trustedName: name, isWritten: canOpen))
        guard canOpen else { return }
        html.raw("<")
        html.raw(name)
        html.raw(safe: attributes)
        html.raw(">")
    }

    /// Closes the innermost trusted element and all that untrusted input left open in it.
    package mutating func closeTrusted() {
        if hiddenTrusted > 0 {
            hiddenTrusted -= 1
            return
        }
        guard let index = open.lastIndex(where: \.isTrusted) else { return }
        if let drop, drop.base > index { endDrop() }
        skippedDepth = 0
        close(downTo: index)
    }

    /// Appends text, escaped.
    package mutating func text(_ text: [UInt8]) {
        guard drop == nil else { return appendDropped(text[...]) }
        prepareText(text[...])
        html.text(text)
    }

    /// Appends complete, balanced markup of the renderer's own (a formula, a highlighted block, a void element).
    package mutating func trusted(_ markup: [UInt8]) {
        guard drop == nil, !markup.isEmpty else { return }
        let name = markup.dropFirst().prefix { HTMLTokenizer.isLetter($0) || (0x30...0x39).contains($0) }
        let element = markup[0] == UInt8(ascii: "<") ? HTMLElement(name: Array(name)) : .span
        guard prepareTrusted(element) else { return }
        html.raw(safe: markup)
    }

    /// Appends a fragment of untrusted HTML. Elements it leaves open stay open for what follows; a tag or comment
    /// that is cut off at its end is dropped.
    package mutating func untrusted(_ fragment: [UInt8]) {
        var tokens = HTMLTokenizer(fragment)
        if let drop { resume(drop, &tokens) }
        while let token = tokens.next() {
            handle(token, &tokens)
        }
        if drop?.start != nil || drop?.showsText == true { endDrop() }
    }

    /// Closes everything that is still open.
    package mutating func finish() {
        if drop != nil { endDrop() }
        close(downTo: 0)
    }

    private mutating func handle(_ token: HTMLTokenizer.Token, _ tokens: inout HTMLTokenizer) {
        guard drop == nil else { return handleDropped(token, &tokens) }
        switch token {
        case .text(let range): untrustedText(tokens.input[range])
        case .decoded: untrustedText(tokens.decoded[...])
        case .startTag: startTag(&tokens)
        case .endTag: endTag(HTMLElement(name: tokens.tag.name).written)
        case .comment, .doctype: break
        }
    }

    /// Text between tags. NUL is dropped as browsers do, and CR, which only a reference can bring here, stays one.
    mutating func untrustedText(_ text: ArraySlice<UInt8>) {
        var text = text
        if text.first == 0 { text = text.dropFirst() }
        guard !text.isEmpty else { return }
        prepareText(text)
        escape(text)
    }

    /// Appends text escaped for content and quoted attributes, CR included: as such a browser would read it as LF.
    mutating func escape(_ text: ArraySlice<UInt8>) {
        guard text.contains(0x0D) else { return html.text(text) }
        for line in text.split(separator: 0x0D, omittingEmptySubsequences: false) {
            if line.startIndex > text.startIndex { html.raw("&#13;") }
            html.text(line)
        }
    }
}
