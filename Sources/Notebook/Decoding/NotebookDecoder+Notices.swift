extension NotebookDecoder {
    /// Where the decoder is, kept as numbers: a path is built only when there is something to tell.
    struct Place {
        /// The worksheet, in formats 2 and 3.
        var worksheet: Int?
        /// The cell in its list.
        var cell: Int?
        /// The output in its cell.
        var output: Int?

        /// The path of the place.
        var path: JSONPath {
            var path = JSONPath()
            if let worksheet { path.append("worksheets", worksheet) }
            if let cell { path.append("cells", cell) }
            if let output { path.append("outputs", output) }
            return path
        }
    }

    /// The sentences told so far, up to a limit: a hostile file could fill a page with them.
    struct Notices {
        private static let limit = 50

        private var told: [String] = []
        private var untold = 0

        /// Tells one more.
        mutating func append(_ sentence: @autoclosure () -> String) {
            if told.count < Self.limit { told.append(sentence()) } else { untold += 1 }
        }

        /// All of them; the last tells how many more there were.
        var sentences: [String] {
            untold == 0 ? told : told + ["\(untold) more irregularities of the file are not listed."]
        }
    }

    /// Which ids the cells have, to find the ones that can't serve.
    struct CellIDs {
        private var seen: Set<String> = []
        private var malformed = 0
        private var repeated = 0

        /// The id if it is well formed and new.
        ///
        /// Rule: `^[a-zA-Z0-9-_]+$` of 1 to 64 characters, unique in the notebook,
        /// <https://nbformat.readthedocs.io/en/latest/format_description.html#cell-ids>
        mutating func accept(_ node: JSONNode?) -> String? {
            guard let node, !node.isNull else { return nil }
            guard let id = node.string, Self.isWellFormed(id) else {
                malformed += 1
                return nil
            }
            guard seen.insert(id).inserted else {
                repeated += 1
                return nil
            }
            return id
        }

        /// One sentence about the ids left out.
        var notice: String? {
            switch (malformed, repeated) {
            case (0, 0): nil
            case (_, 0): "Cell ids left out: \(malformed) malformed."
            case (0, _): "Cell ids left out: \(repeated) already used by another cell."
            default: "Cell ids left out: \(malformed) malformed, \(repeated) already used by another cell."
            }
        }

        private static func isWellFormed(_ id: String) -> Bool {
            (1...64).contains(id.utf8.count)
                && id.utf8.allSatisfy { byte in
                    0x30...0x39 ~= byte || 0x41...0x5A ~= byte & 0xDF || byte == UInt8(ascii: "-")
                        || byte == UInt8(ascii: "_")
                }
        }
    }

    /// Tells something about a value below the current place: `cells[3].source is a number where text is expected.`
    mutating func note(_ predicate: String, at steps: [JSONPath.Step] = []) {
        var path = place.path
        for step in steps { path.append(step) }
        notices.append("\(path) \(predicate).")
    }
}

extension JSONPath {
    /// Goes to an element of a list that is a member.
    fileprivate mutating func append(_ key: String, _ index: Int) {
        append(key: key)
        append(index: index)
    }
}
