import Notebook

/// Reads what a notebook's metadata tells of the run that made it.
///
/// papermill's fields: <https://papermill.readthedocs.io/en/latest/reference/papermill-nb-metadata.html>;
/// execution times of cells: <https://jupyterlab.readthedocs.io/en/stable/user/notebook.html>
/// (`iopub.execute_input`, `shell.execute_reply`).
enum NotebookFacts {
    /// The facts of a notebook whose title is already decided.
    static func facts(of notebook: Notebook, title: String?) -> ReportFacts {
        let papermill = notebook.metadata?["papermill"]
        let run = cellRun(of: notebook)
        return ReportFacts(
            title: title.map(line),
            status: status(of: notebook),
            language: language(of: notebook),
            kernel: notebook.metadata?["kernelspec"]?["display_name"]?.string.map(line),
            startTime: papermill?["start_time"]?.string ?? run?.start,
            duration: papermill?["duration"]?.double ?? run?.duration,
            parameters: (papermill?["parameters"]?.members ?? []).map { name, value in
                ReportFacts.Parameter(
                    name: line(name), value: line(String(decoding: valueSource(value), as: UTF8.self)))
            }
        )
    }

    /// A text as every page and list may show it: it turns nothing beside it around, and no letter has endless marks.
    private static func line(_ text: String) -> String { DirectionControls.balanced(CombiningMarks.bounded(text)) }

    /// The language's name in lower case: `language_info.name`, else the kernelspec's language or name.
    static func language(of notebook: Notebook) -> String? {
        let metadata = notebook.metadata
        let name =
            metadata?["language_info"]?["name"]?.string ?? metadata?["kernelspec"]?["language"]?.string
            ?? metadata?["kernelspec"]?["name"]?.string ?? metadata?["language"]?.string
        return name.map { line($0.lowercased()) }
    }

    /// `metadata.title` where the author set one.
    static func title(of notebook: Notebook) -> String? {
        guard let title = notebook.metadata?["title"]?.string else { return nil }
        let trimmed = title.trimmingASCIISpace()
        return trimmed.isEmpty ? nil : trimmed
    }

    /// Failed when papermill says so or a cell raised without the author expecting it (`raises-exception`).
    private static func status(of notebook: Notebook) -> ReportFacts.Status {
        for cell in notebook.cells {
            guard case .code(_, let outputs) = cell.kind else { continue }
            for case .error(let name, _, _) in outputs where !CellOptions(cell, source: []).expectsException {
                return .failed(exception: name.isEmpty ? nil : line(name))
            }
        }
        return notebook.metadata?["papermill"]?["exception"]?.bool == true ? .failed(exception: nil) : .succeeded
    }

    /// First start and whole span of the cells' own execution times, where they were recorded.
    private static func cellRun(of notebook: Notebook) -> (start: String, duration: Double?)? {
        var first: (text: String, seconds: Double)?
        var last: Double?
        for cell in notebook.cells {
            guard let times = cell.metadata?["execution"] else { continue }
            let start = times["iopub.execute_input"]?.string ?? times["iopub.status.busy"]?.string
            if let start, let seconds = Timestamp.seconds(iso8601: start), seconds < first?.seconds ?? .infinity {
                first = (start, seconds)
            }
            let end = times["shell.execute_reply"]?.string ?? times["iopub.status.idle"]?.string
            if let end, let seconds = Timestamp.seconds(iso8601: end) {
                last = max(last ?? seconds, seconds)
            }
        }
        guard let first else { return nil }
        return (first.text, last.map { max(0, $0 - first.seconds) })
    }

    /// How long one cell ran, in seconds: papermill's measure, else the kernel's.
    static func duration(of cell: Cell) -> Double? {
        if let seconds = cell.metadata?["papermill"]?["duration"]?.double { return seconds }
        guard let times = cell.metadata?["execution"],
            let start = times["iopub.execute_input"]?.string.flatMap(Timestamp.seconds(iso8601:)),
            let end = times["shell.execute_reply"]?.string.flatMap(Timestamp.seconds(iso8601:)), end >= start
        else { return nil }
        return end - start
    }

    /// JSON source of a value; a string keeps its quotes, which `JSONNode.source` leaves out, and has its characters
    /// instead of `\uXXXX`: many programs write all but ASCII so, and readers look for the words.
    private static func valueSource(_ value: JSONNode) -> [UInt8] {
        guard value.kind == .string else { return Array(value.source) }
        if value.source.contains(UInt8(ascii: "\\")), let text = value.string { return quoted(text) }
        return [UInt8(ascii: "\"")] + value.source + [UInt8(ascii: "\"")]
    }

    /// A text as a JSON string that escapes no more than it must.
    private static func quoted(_ text: String) -> [UInt8] {
        var source = [UInt8(ascii: "\"")]
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): source += [UInt8(ascii: "\\"), byte]
            case 0x0A: source += Array("\\n".utf8)
            case 0x09: source += Array("\\t".utf8)
            case 0x0D: source += Array("\\r".utf8)
            case ..<0x20:
                source += Array((byte < 0x10 ? "\\u000" : "\\u00").utf8) + Array(String(byte, radix: 16).utf8)
            default: source.append(byte)
            }
        }
        return source + [UInt8(ascii: "\"")]
    }
}

extension String {
    /// The string without spaces, tabs and line ends at either side.
    func trimmingASCIISpace() -> String {
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
        guard let first = utf8.firstIndex(where: { !isSpace($0) }),
            let last = utf8.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return String(self[first...last])
    }
}
