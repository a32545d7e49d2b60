import Notebook
import NotebookHTML

/// One room's work on one text; the result is the number of bytes it wrote, so that no work is left out.
enum Work: String {
    case sanitise, highlight, mathematics, markdown, terminal, render

    func run(_ text: [UInt8]) -> Int {
        var html = HTMLWriter()
        switch self {
        case .sanitise:
            _ = HTMLSanitizer.sanitize(text, policy: HTMLPolicy(idPrefix: "out-1-1-"), into: &html)
        case .highlight:
            SyntaxHighlighter.highlight(text, language: .python, into: &html)
        case .mathematics:
            var document = MathDocument()
            return document.render(text, display: true).count
        case .markdown: return page(cell: "markdown", text)
        case .terminal: return page(cell: "code", text)
        case .render:
            guard let notebook = try? Notebook(decoding: text) else { return 0 }
            return NotebookHTML.render(notebook, context: RenderContext(key: "a.ipynb")).cells.count
        }
        return html.bytes.count
    }

    /// The page of a notebook with one cell: a text of Markdown, or what a program printed.
    private func page(cell type: String, _ text: [UInt8]) -> Int {
        let source: JSONNode
        do { source = try JSONDocument(quoted(text)).root } catch { return 0 }
        let kind: Cell.Kind =
            type == "markdown"
            ? .markdown
            : .code(executionCount: 1, outputs: [.stream(name: "stdout", text: MultilineText(pieces: [.json(source)]))])
        let cell = Cell(
            kind: kind, id: nil, source: type == "markdown" ? MultilineText(pieces: [.json(source)]) : MultilineText(),
            metadata: nil)
        let notebook = Notebook(
            formatVersion: .init(major: 4, minor: 5), metadata: nil, cells: [cell], notices: [])
        return NotebookHTML.render(notebook, context: RenderContext(key: "a.ipynb")).cells.count
    }

    private func quoted(_ text: [UInt8]) -> [UInt8] {
        var json: [UInt8] = [UInt8(ascii: "\"")]
        for byte in text {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): json += [UInt8(ascii: "\\"), byte]
            case 0..<0x20: json += Array("\\u00".utf8) + Array(String(Int(byte) + 0x100, radix: 16).utf8.suffix(2))
            default: json.append(byte)
            }
        }
        return json + [UInt8(ascii: "\"")]
    }
}
