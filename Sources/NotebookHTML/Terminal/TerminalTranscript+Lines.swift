extension TerminalTranscript {
    /// Appends a line that the screen is done with; `marks` are those its cells refer to.
    mutating func append(_ line: [TerminalScreen.Cell], marks: [TerminalScreen.Mark], isLast: Bool) {
        lineStarts.append(text.count)
        for cell in line where cell.scalar != TerminalScreen.Cell.continuation {
            if cell.style != runs.last?.style ?? 0 { runs.append(Run(start: text.count, style: cell.style)) }
            append(cell.scalar)
            if cell.marks != 0 { append(marks, upTo: cell.marks) }
        }
        if !isLast { text.append(.lineFeed) }
    }

    private mutating func append(_ marks: [TerminalScreen.Mark], upTo last: UInt32) {
        var scalars: [UInt32] = []
        var index = last
        while index != 0 {
            scalars.append(marks[Int(index) - 1].scalar)
            index = marks[Int(index) - 1].previous
        }
        for scalar in scalars.reversed() { append(scalar) }
    }

    @inline(__always)
    private mutating func append(_ value: UInt32) {
        if value < 0x80 {
            text.append(UInt8(truncatingIfNeeded: value))
        } else if let scalar = Unicode.Scalar(value) {
            text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
    }
}
