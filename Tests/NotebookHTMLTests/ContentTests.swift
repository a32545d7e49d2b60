import Foundation
import Notebook
import Testing

@testable import NotebookHTML

/// Every notebook of the project and, where `SITEGEN_CORPUS` names a folder of public notebooks, every one of those:
/// what the notebook's JSON holds is in the page.
@Suite struct ContentTests {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static let notebooks: [URL] = {
        let folders = ["examples/reports", "Tests/Fixtures/notebooks", "Tests/NotebookHTMLTests/Fixtures/interactive"]
        return folders.flatMap { notebooks(below: root.appending(path: $0)) }
    }()

    static let corpus: [URL] =
        ProcessInfo.processInfo.environment["SITEGEN_CORPUS"].map { notebooks(below: URL(fileURLWithPath: $0)) } ?? []

    static func notebooks(below folder: URL) -> [URL] {
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return (files?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "ipynb" }
            .sorted { $0.path < $1.path }
    }

    @Test(arguments: notebooks)
    func everyTextAndPictureOfTheNotebookIsInThePage(_ file: URL) throws {
        try check(file)
    }

    @Test(.enabled(if: !corpus.isEmpty, "Set SITEGEN_CORPUS to a folder of public notebooks"))
    func everyTextAndPictureOfPublicNotebooksIsInThePage() throws {
        for file in Self.corpus { try check(file) }
    }

    private func check(_ file: URL) throws {
        let bytes = Array(try Data(contentsOf: file))
        guard let notebook = try? Notebook(decoding: bytes) else { return }
        let rendered = NotebookHTML.render(notebook, context: RenderContext(key: file.lastPathComponent))
        var page = PageText(rendered.cells)
        var expected = ExpectedContent(notebook)
        expected.collect()
        for item in expected.texts where !page.contains(item.text) {
            Issue.record("\(file.lastPathComponent), cell \(item.cell): not in the page: \(item.excerpt)")
        }
        let sources = Set(page.sources.map { Array($0.drop { $0 != UInt8(ascii: ",") }.dropFirst()) })
        for picture in expected.pictures where !sources.contains(picture) {
            Issue.record("\(file.lastPathComponent): a picture of \(picture.count) bytes is not in the page")
        }
        #expect(!page.text.contains(0x1B), "an escape character in \(file.lastPathComponent)")
    }
}

/// What a page must hold, read from the notebook's own values line by line.
struct ExpectedContent {
    let notebook: Notebook
    var texts: [(cell: Int, text: [UInt8], excerpt: String)] = []
    var pictures: [[UInt8]] = []

    init(_ notebook: Notebook) { self.notebook = notebook }

    mutating func collect() {
        for (index, cell) in notebook.cells.enumerated() {
            let shown = CellOptions(cell, source: cell.source.utf8)
            guard shown.cell != .removed else { continue }
            guard case .code(_, let outputs) = cell.kind else { continue }
            if shown.source != .removed { add(lines: Self.withoutOptions(cell.source.utf8), cell: index + 1) }
            if shown.outputs != .removed { add(Self.merged(outputs), cell: index + 1, shown) }
        }
    }

    /// The code after lines that speak to Quarto or nbdev.
    private static func withoutOptions(_ source: [UInt8]) -> [UInt8] {
        let lines = source.split(separator: 0x0A, omittingEmptySubsequences: false)
        let code = lines.drop { line in ["#|", "//|", "--|"].contains { line.starts(with: $0.utf8) } }
        return Array(code.joined(separator: [0x0A]))
    }

    /// Streams in pieces are one text to a terminal.
    private static func merged(_ outputs: [Output]) -> [Output] {
        var result: [Output] = []
        for output in outputs {
            if case .stream(let name, let more) = output, case .stream(name, var text)? = result.last {
                text.pieces += more.pieces
                result[result.count - 1] = .stream(name: name, text: text)
            } else {
                result.append(output)
            }
        }
        return result
    }

    private mutating func add(_ outputs: [Output], cell: Int, _ shown: CellOptions) {
        for output in outputs {
            switch output {
            case .stream(let name, let text):
                if !shown.removedStreams.contains(name) { add(lines: TerminalText.plain(text.utf8), cell: cell) }
            case .displayData(let bundle), .executeResult(_, let bundle): add(bundle, cell: cell)
            case .error(_, _, let traceback):
                for line in traceback { add(lines: TerminalText.plain(line.utf8), cell: cell) }
            case .unknown: break
            }
        }
    }

    private static let richer = ["text/html", "text/markdown", "text/latex", "image/svg+xml"]
    private static let pictureTypes = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/bmp"]

    private mutating func add(_ bundle: MIMEBundle, cell: Int) {
        let types = bundle.entries.map(\.type)
        if types == ["text/plain"], let text = bundle["text/plain"] {
            add(lines: TerminalText.plain(MultilineText(pieces: [.json(text)]).utf8), cell: cell)
        }
        guard !types.contains(where: { Self.richer.contains($0) || $0.hasSuffix("+json") }),
            let type = Self.pictureTypes.first(where: types.contains), let node = bundle[type]
        else { return }
        let data = MultilineText(pieces: [.json(node)]).utf8.filter { $0 > 0x20 }
        if !data.isEmpty, Data(base64Encoded: Data(data)) != nil { pictures.append(data) }
    }

    private mutating func add(lines text: [UInt8], cell: Int) {
        for line in text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            texts.append((cell, Array(line), String(decoding: line.prefix(120), as: UTF8.self)))
        }
    }
}
