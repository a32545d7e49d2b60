import FoundationEssentials
import Notebook

/// The notebook that a run executes, and the packages it needs: those compiled into the program, or a file.
package enum ReportTemplate {
    /// `templates/productivity-report.ipynb` as it was when the program was compiled.
    package static var embedded: [UInt8] { file("templates/productivity-report.ipynb") }

    /// The packages that the embedded template runs with: `pandas==3.1.1` and so on.
    package static var packages: [String] {
        String(decoding: file("templates/requirements.txt"), as: UTF8.self).split(separator: "\n").map(String.init)
            .filter { !$0.hasPrefix("#") && !$0.isEmpty }
    }

    private static func file(_ path: String) -> [UInt8] {
        EmbeddedDesign.files.first { $0.path == path }.map { Array("\($0.text)".utf8) } ?? []
    }

    /// Reads a template.
    ///
    /// - Parameter path: the file; nil for the one compiled in.
    package static func read(_ path: String?) throws(RunError) -> ReportNotebook {
        var bytes = embedded
        if let path {
            do { bytes = Array(try Data(contentsOf: URL(filePath: path))) } catch {
                throw RunError(
                    .badTemplate, path, "The template can't be read", advice: "Check the path and its permissions.")
            }
        }
        guard let notebook = ReportNotebook(bytes) else {
            throw RunError(
                .badTemplate, path ?? "The template", "It is no notebook of format 4",
                advice: "Open it in JupyterLab and save it, or leave --template out.")
        }
        return notebook
    }
}
