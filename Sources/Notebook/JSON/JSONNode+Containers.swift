extension JSONNode {
    /// The number of elements or members, duplicate keys counted as often as they stand there; 0 for other kinds.
    package var count: Int {
        let entry = document.entry(at: index)
        return entry.tag == .object || entry.tag == .array ? entry.payload : 0
    }

    /// The elements of an array; empty for other kinds.
    package var elements: [JSONNode] {
        guard document.entry(at: index).tag == .array else { return [] }
        var elements: [JSONNode] = []
        elements.reserveCapacity(count)
        let children = document.children(at: index)
        var child = children.lowerBound
        while child < children.upperBound {
            elements.append(JSONNode(document: document, index: child))
            child = document.next(after: child)
        }
        return elements
    }

    /// The members of an object in file order, keys unescaped; empty for other kinds. Of duplicate keys the last wins.
    package var members: [(key: String, value: JSONNode)] {
        membersAndDuplicates.members
    }

    /// The members as in `members`, and each key that had stood in the object before.
    package var membersAndDuplicates: (members: [(key: String, value: JSONNode)], duplicates: [String]) {
        guard document.entry(at: index).tag == .object else { return ([], []) }
        var members: [(key: String, value: JSONNode)] = []
        members.reserveCapacity(count)
        var duplicates: [String] = []
        var places: [[UInt8]: Int] = [:]
        let isLarge = count > 16
        let children = document.children(at: index)
        var child = children.lowerBound
        while child < children.upperBound {
            let key = JSONNode(document: document, index: child).string ?? ""
            let value = JSONNode(document: document, index: document.next(after: child))
            child = document.next(after: value.index)
            // Keys are compared by bytes: String's equality holds for texts JSON tells apart. A few keys are compared with
            // each other, many go through a table, so that a hostile object costs linear time.
            let place =
                isLarge
                ? places[Array(key.utf8)] : members.firstIndex { $0.key.utf8.elementsEqual(key.utf8) }
            if let place {
                members[place].value = value
                duplicates.append(key)
            } else {
                if isLarge { places[Array(key.utf8)] = members.count }
                members.append((key, value))
            }
        }
        return (members, duplicates)
    }

    /// A member of an object by key; nil for other kinds. Of duplicate keys the last wins.
    package subscript(key: String) -> JSONNode? {
        guard document.entry(at: index).tag == .object else { return nil }
        var found: Int?
        var key = key
        key.makeContiguousUTF8()
        let children = document.children(at: index)
        var child = children.lowerBound
        while child < children.upperBound {
            let value = document.next(after: child)
            if document.isString(at: child, equalTo: key) { found = value }
            child = document.next(after: value)
        }
        return found.map { JSONNode(document: document, index: $0) }
    }
}

extension JSONDocument {
    /// Whether the string at a tape index, escapes resolved, has the bytes of `text`.
    @inline(__always) func isString(at index: Int, equalTo text: String) -> Bool {
        let range = range(at: index)
        if entry(at: index).hasEscapes {
            var bytes: [UInt8] = []
            appendText(at: index, to: &bytes)
            return bytes.elementsEqual(text.utf8)
        }
        guard range.count == text.utf8.count else { return false }
        var offset = range.lowerBound
        for byte in text.utf8 {
            if bytes[offset] != byte { return false }
            offset += 1
        }
        return true
    }
}
