/// The elements of MathML Core this module writes (https://www.w3.org/TR/mathml-core/).
enum MathElement: UInt8 {
    case mi, mo, mn, mtext, mspace
    case mrow, mstyle, mpadded, mphantom
    case mfrac, msqrt, mroot
    case msub, msup, msubsup, munder, mover, munderover, mmultiscripts, mprescripts
    case mtable, mtr, mtd
    /// Bytes that are markup already, such as a link within `mtext`.
    case markup
}

/// Where an element stands in a `MathTree`.
typealias MathNodeID = Int32

/// The space on one side of an operator, in TeX's terms (The TeXbook, chapter 18).
enum MathSpace: UInt8 {
    case none, thin, medium, thick
}

/// The elements of one formula in one array, so that building them costs no allocation each.
struct MathTree {
    static let absent: MathNodeID = -1

    /// One element: a leaf with text, or a parent with a chain of children.
    struct Node {
        var element: MathElement
        /// Set on an `mo` that stands first in an expression, such as the sign of a negative number.
        var isPrefix = false
        /// Spaces to write out; nil leaves them to the browser's operator dictionary.
        var leftSpace: MathSpace?
        var rightSpace: MathSpace?
        /// The text of a leaf that is one character; 0 when `text` holds it.
        var scalar: UInt32 = 0
        /// The text of a leaf, as bytes of `MathTree.bytes`, not escaped.
        var text: Range<Int32> = 0..<0
        /// Attributes, written out and escaped, as bytes of `MathTree.bytes`.
        var attributes: Range<Int32> = 0..<0
        var firstChild = MathTree.absent
        var lastChild = MathTree.absent
        var nextSibling = MathTree.absent
    }

    private(set) var nodes: [Node] = []
    private(set) var bytes: [UInt8] = []

    init() {
        nodes.reserveCapacity(64)
    }

    subscript(id: MathNodeID) -> Node {
        get { nodes[Int(id)] }
        set { nodes[Int(id)] = newValue }
    }

    /// A leaf with one character.
    mutating func leaf(_ element: MathElement, _ scalar: UInt32) -> MathNodeID {
        nodes.append(Node(element: element, scalar: scalar))
        return MathNodeID(nodes.count - 1)
    }

    /// A leaf with UTF-8 text.
    mutating func leaf(_ element: MathElement, _ text: some Collection<UInt8>) -> MathNodeID {
        let range = store(text)
        nodes.append(Node(element: element, text: range))
        return MathNodeID(nodes.count - 1)
    }

    /// An element around children.
    mutating func parent(_ element: MathElement, _ children: MathNodeID...) -> MathNodeID {
        nodes.append(Node(element: element))
        let id = MathNodeID(nodes.count - 1)
        for child in children { append(child, to: id) }
        return id
    }

    /// Puts an element behind the other children of another.
    mutating func append(_ child: MathNodeID, to parent: MathNodeID) {
        let last = nodes[Int(parent)].lastChild
        if last == Self.absent {
            nodes[Int(parent)].firstChild = child
        } else {
            nodes[Int(last)].nextSibling = child
        }
        nodes[Int(parent)].lastChild = child
        nodes[Int(child)].nextSibling = Self.absent
    }

    /// Adds attributes that this module wrote itself, with a leading space: ` accent="true"`.
    mutating func add(_ attributes: StaticString, to id: MathNodeID) {
        unsafe add(UnsafeBufferPointer(start: attributes.utf8Start, count: attributes.utf8CodeUnitCount), to: id)
    }

    /// Adds attributes that are written out and escaped already.
    mutating func add(_ attributes: some Collection<UInt8>, to id: MathNodeID) {
        let old = nodes[Int(id)].attributes
        if old.isEmpty {
            nodes[Int(id)].attributes = store(attributes)
        } else {
            let kept = Array(bytes[Int(old.lowerBound)..<Int(old.upperBound)])
            nodes[Int(id)].attributes = store(kept + attributes)
        }
    }

    /// Whether an element is an `mrow` without children.
    func isEmptyRow(_ id: MathNodeID) -> Bool {
        self[id].element == .mrow && self[id].firstChild == Self.absent
    }

    private mutating func store(_ text: some Collection<UInt8>) -> Range<Int32> {
        let start = Int32(bytes.count)
        bytes.append(contentsOf: text)
        return start..<Int32(bytes.count)
    }
}
