import Foundation
import Notebook
import Testing

/// Reads every notebook below the folder that SITEGEN_CORPUS names, for example a clone of jupyter/nbconvert.
@Suite struct PublicNotebookTests {
    private static let folder = ProcessInfo.processInfo.environment["SITEGEN_CORPUS"]

    @Test(.enabled(if: folder != nil, "SITEGEN_CORPUS names no folder of public notebooks"))
    func readsOrRefusesEveryNotebook() throws {
        let root = URL(fileURLWithPath: try #require(Self.folder))
        let files = try #require(FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil))
        var read = 0
        for case let file as URL in files where file.pathExtension == "ipynb" {
            let data = try Data(contentsOf: file)
            let isJSON = (try? JSONSerialization.jsonObject(with: data)) != nil
            do {
                let notebook = try Notebook(decoding: [UInt8](data))
                read += 1
                #expect(notebook.summary.count >= notebook.cells.count)
                if !notebook.notices.isEmpty { print(file.lastPathComponent, notebook.notices) }
            } catch {
                print(file.lastPathComponent, error)
                #expect(!isJSON || error.code == .notANotebook || error.code == .wrongType, "\(file.path): \(error)")
            }
        }
        #expect(read > 0)
    }
}
