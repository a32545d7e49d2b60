/// A Markdown text as it is parsed: what was taken out of it first, and the events of the rest.
struct MarkdownText: Sendable {
    let directives: DirectiveExtraction
    let extraction: MathExtraction
    let events: [MarkdownEvent]

    /// Parses a text; `unclosed` blocks were left open by earlier ones.
    init(_ source: [UInt8], unclosed: Int) {
        directives = DirectiveExtraction(source, unclosed: unclosed)
        extraction = MathExtraction(directives.text)
        events = MarkdownParser.events(extraction.text)
    }

    /// Whether all of it is one paragraph: a heading, list or fence would leave its traces on the page.
    var isOneParagraph: Bool {
        // The first and the last event are the document's.
        let content = events.dropFirst().dropLast()
        guard case .enter(.paragraph)? = content.first, case .exit(.paragraph)? = content.last else { return false }
        let isParagraph = content.dropFirst().dropLast().allSatisfy { event in
            switch event {
            case .enter(.paragraph), .enter(.heading), .enter(.list), .enter(.blockQuote), .enter(.table): false
            default: true
            }
        }
        return isParagraph && !directives.directives.contains(where: \.isBlock)
    }
}
