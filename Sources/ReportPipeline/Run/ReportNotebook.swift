import Notebook

/// A notebook as a run reads and marks it: a template, or what papermill made of one.
package struct ReportNotebook: Sendable {
    private let document: JSONDocument

    /// The text of the notebook.
    package var bytes: [UInt8] { document.bytes }

    /// Reads a notebook; nil where the bytes are no JSON, for example cut off, or no notebook of format 4.
    package init?(_ bytes: [UInt8]) {
        guard let document = try? JSONDocument(bytes), document.root["nbformat"]?.int == 4,
            document.root["cells"]?.kind == .array, document.root["metadata"]?.kind == .object
        else { return nil }
        self.document = document
    }

    /// What ended a notebook before its last cell.
    package struct Failure: Sendable, Hashable {
        /// The name of an exception, `ZeroDivisionError`, or of a limit of the run, `TimeLimit`.
        package var name: String
        package var reason: String
        /// The cell's place among all cells, from 1; nil where no cell ran.
        package var cell: Int?

        package init(name: String, reason: String, cell: Int? = nil) {
            self.name = name
            self.reason = reason
            self.cell = cell
        }

        /// `cell 3: ZeroDivisionError: division by zero`.
        package var text: String { (cell.map { "cell \($0): " } ?? "") + "\(name): \(reason)" }
    }

    /// The error of the cell that papermill stopped at; an error that its author expects is none.
    package var failure: Failure? {
        for (index, cell) in cells.enumerated() {
            let tags = cell["metadata"]?["tags"]?.elements.compactMap(\.string) ?? []
            if tags.contains("raises-exception") { continue }
            for output in cell["outputs"]?.elements ?? [] where output["output_type"]?.string == "error" {
                return Failure(
                    name: output["ename"]?.string ?? "Error", reason: output["evalue"]?.string ?? "", cell: index + 1)
            }
        }
        return nil
    }

    /// The notebook as one that failed: the error stands under the cell that ran, and where papermill notes exceptions.
    ///
    /// - Parameters:
    ///   - failure: what ended it; its cell is found here.
    ///   - time: when the run began.
    ///   - seconds: how long it took.
    package func marked(_ failure: Failure, time: ReportTime, seconds: Double) -> ReportNotebook {
        var edit = JSONEdit()
        if let (_, cell) = stoppedCell {
            let error =
                "{\"ename\": \(JSONEdit.literal(failure.name)), \"evalue\": \(JSONEdit.literal(failure.reason)), "
                + "\"output_type\": \"error\", \"traceback\": ["
                + JSONEdit.literal("\(failure.name): \(failure.reason)") + "]}"
            if let outputs = cell["outputs"], outputs.kind == .array {
                edit.append(error, to: outputs)
            } else {
                edit.set("outputs", in: cell, to: "[\(error)]")
            }
            if let metadata = cell["metadata"], metadata.kind == .object {
                set([("exception", "true"), ("status", "\"failed\"")], in: metadata, &edit)
            }
        }
        if let metadata = document.root["metadata"] {
            var facts = [("exception", "true"), ("duration", "\(seconds)")]
            if metadata["papermill"]?["start_time"]?.string == nil {
                facts.append(("start_time", JSONEdit.literal(time.text)))
            }
            set(facts, in: metadata, &edit)
        }
        return ReportNotebook(edit.applied(to: bytes)) ?? self
    }

    /// The failure with the cell that it is noted at.
    package func located(_ failure: Failure) -> Failure {
        Failure(name: failure.name, reason: failure.reason, cell: stoppedCell.map { $0.index + 1 })
    }

    private var cells: [JSONNode] { document.root["cells"]?.elements ?? [] }

    /// The last code cell that was begun; the first one where none was.
    private var stoppedCell: (index: Int, node: JSONNode)? {
        let code = cells.enumerated().filter { $0.element["cell_type"]?.string == "code" }
        let begun = code.last { $0.element["metadata"]?["papermill"]?["start_time"]?.string != nil }
        return (begun ?? code.first).map { ($0.offset, $0.element) }
    }

    /// Sets members of `papermill` within some metadata.
    private func set(_ facts: [(String, String)], in metadata: JSONNode, _ edit: inout JSONEdit) {
        if let papermill = metadata["papermill"], papermill.kind == .object {
            for (key, json) in facts { edit.set(key, in: papermill, to: json) }
        } else {
            let members = facts.map { "\(JSONEdit.literal($0)): \($1)" }.joined(separator: ", ")
            edit.set("papermill", in: metadata, to: "{\(members)}")
        }
    }
}
