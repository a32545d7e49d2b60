/// A JSON text that was found valid, with the places of its values.
///
/// The bytes are kept as they are and nothing is unescaped before it is asked for: a picture in base64 goes from file to
/// page as a range of bytes.
package final class JSONDocument: Sendable {
    /// The text, a byte order mark included.
    package let bytes: [UInt8]
    /// The values in file order, see `TapeEntry`.
    let tape: [UInt64]

    /// Checks a JSON text. Throws `.notJSON` or `.tooDeep` with the place of the first fault.
    package init(_ bytes: [UInt8]) throws(NotebookError) {
        guard bytes.count < UInt32.max else {
            throw NotebookError(code: .notJSON, reason: "The file is larger than 4 GiB")
        }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw NotebookError(code: .notJSON, reason: "The file is UTF-16, JSON must be UTF-8", byteOffset: 0)
        }
        tape = try unsafe bytes.withUnsafeBufferPointer { buffer throws(NotebookError) in
            var scanner = unsafe JSONScanner(buffer)
            try scanner.scan()
            return scanner.tape
        }
        self.bytes = bytes
    }

    /// The outermost value.
    package var root: JSONNode { JSONNode(document: self, index: 0) }

    /// The word at a tape index.
    @inline(__always) func entry(at index: Int) -> TapeEntry { TapeEntry(word: tape[index]) }

    /// The tape index behind the value at `index`, whatever it contains.
    @inline(__always) func next(after index: Int) -> Int {
        entry(at: index).isWide ? Int(truncatingIfNeeded: tape[index + 1] & 0xFFFF_FFFF) : index + 1
    }

    /// Where the value at a tape index stands in `bytes`; a string without its quotes.
    @inline(__always) func range(at index: Int) -> Range<Int> {
        let entry = entry(at: index)
        let end = entry.isWide ? Int(truncatingIfNeeded: tape[index + 1] >> 32) : entry.offset + entry.payload
        return entry.offset..<end
    }

    /// The tape indices of a container's children; keys and values alternate in an object.
    func children(at index: Int) -> Range<Int> {
        switch entry(at: index).tag {
        case .object, .array: index + 2..<next(after: index)
        default: index..<index
        }
    }
}
