/// The place of a value in a document, as people write it: `cells[3].outputs[0].data["text/plain"]`.
struct JSONPath: Sendable, CustomStringConvertible {
    private static let stepLimit = 24
    private static let keyLimit = 60

    /// One step from a container to a child.
    enum Step: Sendable {
        case key(String)
        case index(Int)
    }

    private var steps: [Step] = []

    /// The path of the document itself.
    init() {}

    /// Goes to a member of an object.
    mutating func append(key: String) { steps.append(.key(key)) }

    /// Goes to an element of an array.
    mutating func append(index: Int) { steps.append(.index(index)) }

    /// Goes to a child.
    mutating func append(_ step: Step) { steps.append(step) }

    /// The path as text; the middle of a very long one is left out.
    var description: String {
        guard steps.count > Self.stepLimit else { return text(steps[...]) }
        return text(steps.prefix(Self.stepLimit - 4)) + "…" + text(steps.suffix(4))
    }

    private func text(_ steps: ArraySlice<Step>) -> String {
        var text = ""
        for step in steps {
            switch step {
            case .index(let index): text += "[\(index)]"
            case .key(let key) where Self.isPlain(key): text += text.isEmpty ? key : ".\(key)"
            case .key(let key): text += "[\"\(Self.shortened(key))\"]"
            }
        }
        return text
    }

    private static func isPlain(_ key: String) -> Bool {
        !key.isEmpty && key.utf8.count <= keyLimit
            && key.utf8.allSatisfy { byte in
                0x30...0x39 ~= byte || 0x41...0x5A ~= byte & 0xDF || byte == UInt8(ascii: "_")
            }
    }

    private static func shortened(_ key: String) -> String {
        key.count > keyLimit ? key.prefix(keyLimit) + "…" : key
    }
}
