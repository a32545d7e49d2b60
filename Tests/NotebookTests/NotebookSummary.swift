import Notebook

/// A notebook's cells as short lines, so that a test can state what it expects in one literal.
extension Notebook {
    /// Reads a notebook from JSON text.
    init(_ json: String) throws {
        try self.init(decoding: Array(json.utf8))
    }

    /// One line a cell and output: `code[3] "x = 1"`, `  stream stdout "hi"`.
    var summary: [String] {
        cells.flatMap { cell -> [String] in
            let source = cell.source.string.debugDescription
            switch cell.kind {
            case .code(let count, let outputs):
                return ["code[\(count.map(String.init) ?? " ")] \(source)"] + outputs.map { "  \($0.summary)" }
            case .markdown: return ["markdown \(source)"]
            case .raw: return ["raw \(source)"]
            case .unknown(let type): return ["unknown:\(type) \(source)"]
            }
        }
    }
}

extension Output {
    fileprivate var summary: String {
        switch self {
        case .stream(let name, let text): "stream \(name) \(text.string.debugDescription)"
        case .displayData(let bundle): "display \(bundle.summary)"
        case .executeResult(let count, let bundle): "result[\(count.map(String.init) ?? " ")] \(bundle.summary)"
        case .error(let name, let value, let traceback): "error \(name): \(value) \(traceback.map(\.string))"
        case .unknown(let type, let node): "unknown:\(type) \(String(decoding: node.source, as: UTF8.self))"
        }
    }
}

extension MIMEBundle {
    /// `type="text"` of each representation.
    var summary: String {
        entries.map { entry in
            var bytes: [UInt8] = []
            entry.value.appendText(to: &bytes)
            return "\(entry.type)=\(String(decoding: bytes, as: UTF8.self).debugDescription)"
        }.joined(separator: " ")
    }
}
