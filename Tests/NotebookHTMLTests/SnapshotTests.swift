import Foundation
import Notebook
import Testing

@testable import NotebookHTML

/// The cells of small notebooks as they were accepted once. After a change that is meant, record them anew and read the
/// difference: `SITEGEN_RECORD=1 swift test --filter SnapshotTests`.
@Suite struct SnapshotTests {
    static let snapshots = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Snapshots")

    static let notebooks: [URL] = ContentTests.notebooks(
        below: ContentTests.root.appending(path: "Tests/Fixtures/notebooks")
    ).filter { file in
        let size = (try? FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int) ?? nil
        return (size ?? .max) < 6_000
    }

    @Test(arguments: notebooks)
    func rendersAsAccepted(_ file: URL) throws {
        guard let notebook = try? Notebook(decoding: Array(try Data(contentsOf: file))) else { return }
        let rendered = NotebookHTML.render(notebook, context: RenderContext(key: file.lastPathComponent))
        let styles = rendered.styles.isEmpty ? [] : Array("<style>".utf8) + rendered.styles + Array("</style>\n".utf8)
        let page = styles + rendered.cells
        let place = Self.snapshots.appending(path: file.deletingPathExtension().lastPathComponent + ".html")
        if ProcessInfo.processInfo.environment["SITEGEN_RECORD"] != nil {
            try FileManager.default.createDirectory(at: Self.snapshots, withIntermediateDirectories: true)
            return try Data(page).write(to: place)
        }
        let accepted = try Data(contentsOf: place)
        #expect(String(decoding: page, as: UTF8.self) == String(decoding: accepted, as: UTF8.self))
    }
}
