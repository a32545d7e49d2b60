/// Writes HTML in a safe grammar: trusted elements the renderer opens, and untrusted HTML between and inside them.
///
/// Untrusted end tags never close a trusted element; closing a trusted element closes what untrusted input left open
/// inside it. What comes out is always balanced.
package struct SafeHTMLWriter: Sendable {
    /// The HTML so far.
    package var html: HTMLWriter
    private let policy: HTMLPolicy
    private var open: [StaticString] = []

    package init(policy: HTMLPolicy, html: HTMLWriter = HTMLWriter()) {
        self.policy = policy
        self.html = html
    }

    /// Opens an element of the renderer's own; `attributes` is safe markup that begins with a space, or empty.
    package mutating func openTrusted(_ name: StaticString, attributes: [UInt8] = []) {
        html.raw("<")
        html.raw(name)
        html.raw(safe: attributes)
        html.raw(">")
        open.append(name)
    }

    /// Closes the innermost trusted element and all that untrusted input left open in it.
    package mutating func closeTrusted() {
        guard let name = open.popLast() else { return }
        html.raw("</")
        html.raw(name)
        html.raw(">")
    }

    /// Appends text, escaped.
    package mutating func text(_ text: [UInt8]) {
        html.text(text)
    }

    /// Appends complete, balanced markup of the renderer's own (a formula, a highlighted block, a void element).
    package mutating func trusted(_ markup: [UInt8]) {
        html.raw(safe: markup)
    }

    /// Appends a fragment of untrusted HTML. Elements it leaves open stay open for what follows; a tag or comment
    /// that is cut off at its end is dropped.
    package mutating func untrusted(_ fragment: [UInt8]) {
        html.text(fragment)
    }

    /// Closes everything that is still open.
    package mutating func finish() {
        while !open.isEmpty { closeTrusted() }
    }
}
