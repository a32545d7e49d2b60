extension JSONScanner {
    /// An error at `position`, with the line and the path of the value there.
    ///
    /// Both are computed here and not kept while scanning: an error is thrown once, a byte is read a billion times.
    func fault(_ reason: String, code: NotebookError.Code = .notJSON) -> NotebookError {
        let offset = min(position, count)
        var line = 1
        for index in 0..<offset where byte(at: index) == 0x0A { line += 1 }
        return NotebookError(
            code: code, reason: position < count ? reason : endReason(reason), byteOffset: offset, line: line,
            path: path())
    }

    /// Tells that the end of the file is the fault where nothing more exact was said.
    private func endReason(_ reason: String) -> String {
        if tape.isEmpty { return "The file is empty" }
        return reason.hasPrefix("The file ends") ? reason : "The file ends too early: " + reason.loweringFirst
    }

    /// The path of the value at `position`, read off the containers around it.
    private func path() -> String {
        var path = JSONPath()
        for container in open {
            if container.isObject {
                guard let key = lastKey(in: container) else { break }
                path.append(key: key)
            } else {
                path.append(index: container.childCount)
            }
        }
        return path.description
    }

    /// The key of the member being read, nil where the next key is not complete.
    private func lastKey(in container: OpenContainer) -> String? {
        var index = container.tapeIndex + 2
        for _ in 0..<container.childCount {
            index = nextTapeIndex(after: nextTapeIndex(after: index))
        }
        guard index < tape.count else { return nil }
        let entry = TapeEntry(word: tape[index])
        let end = entry.isWide ? Int(tape[index + 1] >> 32) : entry.offset + entry.payload
        return String(decoding: (entry.offset..<end).prefix(200).map { byte(at: $0) }, as: UTF8.self)
    }

    private func nextTapeIndex(after index: Int) -> Int {
        let entry = TapeEntry(word: tape[index])
        return entry.isWide ? Int(tape[index + 1] & 0xFFFF_FFFF) : index + 1
    }
}

extension String {
    /// The text with its first letter in lower case, to stand after a colon.
    fileprivate var loweringFirst: String { prefix(1).lowercased() + dropFirst() }
}
