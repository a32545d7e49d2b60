/// The text a terminal would show after printing an output: colours kept, progress bars settled, escapes gone.
///
/// Streams, tracebacks and `text/plain` outputs were written for a terminal (ECMA-48, xterm). Text without any control
/// character but tab and line feed is never taken apart.
///
///     let screen = TerminalText(bytes)                  // "10%\r\u{1B}[32m99%\u{1B}[0m"
///     screen.render(lines: 0..<screen.lineCount, into: &html)   // <span class="ansi-green-fg">99%</span>
///
/// Escapes: <https://www.ecma-international.org/publications-and-standards/standards/ecma-48/>,
/// <https://invisible-island.net/xterm/ctlseqs/ctlseqs.html>
package struct TerminalText: Sendable {
    private enum Content: Sendable {
        case verbatim([UInt8])
        case emulated(TerminalTranscript)
    }

    private let content: Content
    /// How many lines there are; a line feed at the end begins no further line.
    package let lineCount: Int

    /// Emulates the terminal on UTF-8 text, in time and space linear in it.
    package init(_ bytes: [UInt8]) {
        let survey = TerminalSurvey(bytes)
        if survey.needsEmulation {
            var emulator = TerminalEmulator(bytes)
            let transcript = emulator.run()
            lineCount = transcript.lineCount
            content = .emulated(transcript)
        } else {
            lineCount = survey.lineFeeds + (bytes.isEmpty || bytes.last == .lineFeed ? 0 : 1)
            content = .verbatim(bytes)
        }
    }

    /// Appends some lines as escaped text and `<span>`s, balanced, to stand at the very start of a `<pre>`.
    ///
    /// A first line that is empty is written twice, for HTML drops a line feed right after `<pre>`
    /// (<https://html.spec.whatwg.org/multipage/syntax.html#element-restrictions>). Lines out of range are left out.
    package func render(lines: Range<Int>, into html: inout HTMLWriter) {
        let lines = lines.clamped(to: 0..<lineCount)
        guard !lines.isEmpty else { return }
        switch content {
        case .verbatim(let bytes):
            let text = lines == 0..<lineCount ? bytes[...] : bytes[Self.byteRange(of: lines, in: bytes)]
            if text.first == .lineFeed { html.raw(byte: .lineFeed) }
            html.text(text)
        case .emulated(let transcript):
            transcript.render(lines: lines, into: &html)
        }
    }

    /// The text without colours and links, as UTF-8.
    package var plain: [UInt8] {
        switch content {
        case .verbatim(let bytes): bytes
        case .emulated(let transcript): transcript.text
        }
    }

    /// The text a terminal would show for `bytes`, without colours and links.
    package static func plain(_ bytes: [UInt8]) -> [UInt8] {
        TerminalText(bytes).plain
    }

    private static func byteRange(of lines: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
        var line = 0
        var start = lines.lowerBound == 0 ? 0 : bytes.count
        for (index, byte) in bytes.enumerated() where byte == .lineFeed {
            line += 1
            if line == lines.lowerBound { start = index + 1 }
            if line == lines.upperBound { return start..<(index + 1) }
        }
        return start..<bytes.count
    }
}

/// What a quick look at a text tells: whether it holds anything a terminal acts on, and its line feeds.
struct TerminalSurvey {
    /// Whether there is a control character other than tab and line feed: C0, DEL or C1.
    private(set) var needsEmulation = false
    /// How many line feeds there are; not counted to the end where emulation is needed.
    private(set) var lineFeeds = 0

    /// Looks at eight bytes at a time, one by one only where a word may hold something of interest.
    init(_ bytes: [UInt8]) {
        var feeds = 0
        var found = false
        unsafe bytes.withUnsafeBytes { raw in
            var index = 0
            while index + 8 <= raw.count {
                let word = unsafe raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                if Self.mayHoldControl(word) {
                    for at in index..<(index + 8) where unsafe Self.isControl(raw, at, &feeds) { found = true }
                    if found { return }
                }
                index += 8
            }
            while index < raw.count {
                if unsafe Self.isControl(raw, index, &feeds) { found = true }
                index += 1
            }
        }
        needsEmulation = found
        lineFeeds = feeds
    }

    /// Whether a byte below 0x20, 0x7F or 0xC2 (the lead byte of C1) may be among the eight; exact when it is not.
    /// <https://graphics.stanford.edu/~seander/bithacks.html#HasLessInWord>
    @inline(__always)
    private static func mayHoldControl(_ word: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let tops: UInt64 = 0x8080_8080_8080_8080
        let low = (word &- ones &* 0x20) & ~word
        let delete = word ^ (ones &* 0x7F)
        let lead = word ^ (ones &* 0xC2)
        return (low | ((delete &- ones) & ~delete) | ((lead &- ones) & ~lead)) & tops != 0
    }

    @inline(__always)
    @unsafe
    private static func isControl(_ raw: UnsafeRawBufferPointer, _ index: Int, _ feeds: inout Int) -> Bool {
        switch unsafe raw[index] {
        case 0x0A:
            feeds += 1
            return false
        case 0x09: return false
        case 0x00..<0x20, 0x7F: return true
        case 0xC2: return unsafe index + 1 < raw.count && (0x80..<0xA0).contains(raw[index + 1])
        default: return false
        }
    }
}
