/// A text that nbformat stores as one string or a list of strings: joined, and unescaped only when asked for.
///
/// Pieces are JSON strings of the document or literal text an upgrade rule added (`## ` before an old heading cell).
package struct MultilineText: Sendable {
    /// One part of the text.
    package enum Piece: Sendable {
        case json(JSONNode)
        case literal(String)
    }

    package var pieces: [Piece]

    package init(pieces: [Piece] = []) {
        self.pieces = pieces
    }

    /// A text with one literal piece.
    package init(_ text: String) {
        pieces = [.literal(text)]
    }

    /// Appends the text as UTF-8, JSON escapes resolved, to `bytes`.
    package func append(to bytes: inout [UInt8]) {
        for piece in pieces {
            switch piece {
            case .json(let node): node.appendText(to: &bytes)
            case .literal(let text): bytes.append(contentsOf: text.utf8)
            }
        }
    }

    /// The text as UTF-8.
    package var utf8: [UInt8] {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return bytes
    }

    /// The text as a string.
    package var string: String { String(decoding: utf8, as: UTF8.self) }
}
