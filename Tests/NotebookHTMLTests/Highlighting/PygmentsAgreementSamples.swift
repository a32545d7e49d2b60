import Foundation
import Testing

@testable import NotebookHTML

/// Writes the highlighted form of the samples that `Tests/Tools/highlighting_agreement.py` collected, for it to compare.
@Suite("Samples for the comparison with Pygments")
struct PygmentsAgreementSamples {
    private static let folder = ProcessInfo.processInfo.environment["SITEGEN_HIGHLIGHT_SAMPLES"]

    @Test(
        "highlights the samples",
        .enabled(if: folder != nil, "set SITEGEN_HIGHLIGHT_SAMPLES to the folder highlighting_agreement.py collected"))
    func samples() throws {
        let folder = URL(filePath: try #require(Self.folder))
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        for file in files where file.pathExtension == "txt" {
            let name = file.lastPathComponent.prefix { $0 != "-" }
            let language = try #require(Language(name: String(name)))
            let html = highlightedHTML(Array(try Data(contentsOf: file)), language)
            try Data(html).write(to: file.deletingPathExtension().appendingPathExtension("html"))
        }
    }
}
