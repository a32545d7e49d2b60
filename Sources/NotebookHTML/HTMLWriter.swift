/// Collects the UTF-8 bytes of one page, escaping whatever comes from a notebook.
///
/// `raw` takes markup this module wrote itself; everything that came from outside goes through `text` or `attribute`.
///
///     var html = HTMLWriter()
///     html.raw("<p>"); html.text("a < b"); html.raw("</p>")   // <p>a &lt; b</p>
package struct HTMLWriter: Sendable {
    /// The page so far, always valid UTF-8 as long as the inputs were.
    package private(set) var bytes: [UInt8] = []
    private var marks = CombiningMarks()

    package init(capacity: Int = 0) {
        bytes.reserveCapacity(capacity)
    }

    /// The page so far as a string, for tests and small fragments.
    package var string: String { String(decoding: bytes, as: UTF8.self) }

    /// Appends markup written by this module; nothing is escaped.
    @inline(__always)
    package mutating func raw(_ markup: StaticString) {
        unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: markup.utf8Start, count: markup.utf8CodeUnitCount))
    }

    /// Appends bytes that are already safe markup, for example another writer's.
    @inline(__always)
    package mutating func raw(safe markup: some Sequence<UInt8>) {
        bytes.append(contentsOf: markup)
    }

    /// Appends one byte of markup.
    @inline(__always)
    package mutating func raw(byte: UInt8) {
        bytes.append(byte)
    }

    /// Appends a decimal number.
    package mutating func number(_ value: Int) {
        bytes.append(contentsOf: String(value).utf8)
    }

    /// Appends text, escaping `&`, `<`, `>` and both quotes, so that it is safe as content and in a quoted attribute.
    package mutating func text(_ text: String) {
        var text = text
        text.withUTF8 { unsafe escape($0) }
    }

    /// Appends UTF-8 text, escaping as `text(_: String)` does.
    package mutating func text(_ text: [UInt8]) {
        unsafe text.withUnsafeBufferPointer { unsafe escape($0) }
    }

    /// Appends UTF-8 text, escaping as `text(_: String)` does.
    package mutating func text(_ text: ArraySlice<UInt8>) {
        unsafe text.withUnsafeBufferPointer { unsafe escape($0) }
    }

    /// Appends ` name="value"` with the value escaped.
    package mutating func attribute(_ name: StaticString, _ value: String) {
        let outside = marks
        marks = CombiningMarks()
        raw(" ")
        raw(name)
        raw("=\"")
        text(value)
        raw("\"")
        marks = outside
    }

    /// Appends an address, escaping as `text` does; it is never shown, so that no letter of it has too many marks.
    package mutating func address(_ address: [UInt8]) {
        unsafe address.withUnsafeBufferPointer { unsafe escapeAll($0) }
    }

    /// Appends code, escaping as `text` does, with what turns its order around shown as marks that turn nothing else.
    mutating func code(_ text: ArraySlice<UInt8>) {
        unsafe text.withUnsafeBufferPointer { text in
            var start = 0
            for index in text.indices {
                guard let control = unsafe DirectionControls.control(in: text, at: index) else { continue }
                if start < index { unsafe escape(UnsafeBufferPointer(rebasing: text[start..<index])) }
                raw("<bdi class=\"direction-control\" data-mark=\"")
                raw(control.mark)
                raw("\" title=\"")
                raw(control.name)
                raw("\">")
                start = index + 3
                unsafe bytes.append(contentsOf: text[index..<start])
                raw("</bdi>")
            }
            if start < text.count { unsafe escape(UnsafeBufferPointer(rebasing: text[start...])) }
        }
    }

    @unsafe
    private mutating func escape(_ text: UnsafeBufferPointer<UInt8>) {
        guard let bounded = unsafe marks.bounded(text) else { return unsafe escapeAll(text) }
        unsafe bounded.withUnsafeBufferPointer { unsafe escapeAll($0) }
    }

    /// Appends a `<pre>` with text as it stands. A line feed at its beginning is written twice, as HTML drops one there
    /// (<https://html.spec.whatwg.org/multipage/syntax.html#element-restrictions>).
    package mutating func preformatted(_ text: [UInt8], class name: StaticString) {
        raw("<pre class=\"")
        raw(name)
        raw("\">")
        if text.first == 0x0A { raw(byte: 0x0A) }
        self.text(text)
        raw("</pre>")
    }

    /// Copies runs without special characters whole, which is most of any text.
    @unsafe
    private mutating func escapeAll(_ text: UnsafeBufferPointer<UInt8>) {
        var start = 0
        for index in text.indices {
            let byte = unsafe text[index]
            // All five specials are at or below ">" (0x3E), so one comparison settles most bytes.
            guard byte <= 0x3E else { continue }
            if byte < 0x20 {
                guard byte < 0x09 || byte > 0x0D || byte == 0x0B else { continue }
                unsafe bytes.append(contentsOf: text[start..<index])
                picture(of: byte)
            } else {
                guard let entity = Self.entity(for: byte) else { continue }
                unsafe bytes.append(contentsOf: text[start..<index])
                raw(entity)
            }
            start = index + 1
        }
        unsafe bytes.append(contentsOf: text[start...])
    }

    @inline(__always)
    private static func entity(for byte: UInt8) -> StaticString? {
        switch byte {
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        default: nil
        }
    }

    /// The picture of a control character, `␈` for a backspace: HTML may hold none but tab, form feed and line ends
    /// (<https://html.spec.whatwg.org/multipage/parsing.html#parse-error-control-character-in-input-stream>).
    private mutating func picture(of control: UInt8) {
        bytes.append(0xE2)
        bytes.append(0x90)
        bytes.append(0x80 + control)
    }
}
