/// Reads terminal text byte by byte and drives a screen with it: the state machine of ECMA-48 on UTF-8.
struct TerminalEmulator {
    private let input: [UInt8]
    private var position = 0
    private var screen: TerminalScreen
    private var parameters: [TerminalParameter] = []

    init(_ input: [UInt8]) {
        self.input = input
        screen = TerminalScreen(inputCount: input.count)
    }

    /// Reads all of the input.
    mutating func run() -> TerminalTranscript {
        while position < input.count {
            let byte = input[position]
            switch byte {
            case 0x20..<0x7F:
                let start = position
                repeat { position += 1 } while position < input.count && (0x20..<0x7F).contains(input[position])
                screen.write(ascii: input[start..<position])
            case 0x80...:
                character()
            default:
                position += 1
                control(byte)
            }
        }
        return screen.finish()
    }

    /// A character outside ASCII; C1 controls act as their `ESC` forms.
    private mutating func character() {
        let scalar = input.decodeScalar(at: &position)
        guard (0x80..<0xA0).contains(scalar.value) else {
            screen.write(scalar)
            return
        }
        escaped(UInt8(scalar.value - 0x40), isC1: true)
    }

    private mutating func control(_ byte: UInt8) {
        switch byte {
        case 0x08: screen.move(columns: -1)
        case 0x09: screen.tab()
        case 0x0A: screen.lineFeed()
        case 0x0D: screen.carriageReturn()
        case 0x0E, 0x0F: break  // Shifts between character sets.
        case 0x1B: escape()
        case 0x7F: screen.write("\u{2421}")
        default: screen.write(Unicode.Scalar(0x2400 + UInt16(byte)) ?? "\u{FFFD}")
        }
    }

    /// What follows `ESC`: ECMA-35 13.2. Where nothing defined follows, only the `ESC` goes.
    private mutating func escape() {
        guard position < input.count else { return }
        var end = position
        while end < input.count, (0x20..<0x30).contains(input[end]) { end += 1 }
        guard end < input.count, (0x30..<0x7F).contains(input[end]) else { return }
        if end > position {
            position = end + 1  // A choice of character set and the like.
            return
        }
        let final = input[position]
        guard Self.isDefined(final) else { return }
        position += 1
        escaped(final, isC1: false)
    }

    /// The private and standardised functions that occur; others are taken for text after a stray `ESC`.
    private static func isDefined(_ final: UInt8) -> Bool {
        switch final {
        case 0x40...0x5F: true
        case UInt8(ascii: "6")...UInt8(ascii: "9"), UInt8(ascii: "="), UInt8(ascii: ">"): true
        case UInt8(ascii: "c"), UInt8(ascii: "l")...UInt8(ascii: "o"), UInt8(ascii: "|")...UInt8(ascii: "~"): true
        default: false
        }
    }

    private mutating func escaped(_ final: UInt8, isC1: Bool) {
        switch final {
        case UInt8(ascii: "["): controlSequence()
        case UInt8(ascii: "]"): controlString(isC1: isC1, isCommand: true)
        case UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
            controlString(isC1: isC1, isCommand: false)
        case UInt8(ascii: "7"): screen.saveCursor()
        case UInt8(ascii: "8"): screen.restoreCursor()
        case UInt8(ascii: "E"): screen.lineFeed()
        case UInt8(ascii: "M"): screen.move(rows: -1)
        case UInt8(ascii: "D"): screen.move(rows: 1)
        case UInt8(ascii: "c"): screen.use(TerminalStyle())
        default: break
        }
    }
}

// MARK: Control strings

extension TerminalEmulator {
    /// OSC, DCS, SOS, PM and APC: all but links is dropped.
    ///
    /// A string that is not properly ended takes no text of further lines with it, and none at all after a C1
    /// character, which is more often mistaken text (UTF-8 read as Latin-1) than a control.
    private mutating func controlString(isC1: Bool, isCommand: Bool) {
        let start = position
        var end = start
        var firstLineEnd: Int?
        var terminator = 0
        scan: while end < input.count {
            switch input[end] {
            case 0x1B:
                if end + 1 < input.count, input[end + 1] == UInt8(ascii: "\\") { terminator = 2 }
                break scan
            case 0x07 where isCommand:
                terminator = 1
                break scan
            case 0x18, 0x1A:
                break scan
            case 0xC2 where end + 1 < input.count && (0x80..<0xA0).contains(input[end + 1]):
                if input[end + 1] == 0x9C { terminator = 2 }
                break scan
            case 0x0A, 0x0D:
                if firstLineEnd == nil { firstLineEnd = end }
            default: break
            }
            end += 1
        }
        if terminator > 0 {
            if isCommand { command(input[start..<end]) }
            position = end + terminator
        } else if !isC1 {
            position = firstLineEnd ?? end
        }
    }

    /// OSC 8 begins and ends links; other commands set titles, colours of the terminal and such.
    /// <https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda>
    private mutating func command(_ text: ArraySlice<UInt8>) {
        let start = text.startIndex
        guard text.count >= 3, text[start] == UInt8(ascii: "8"), text[start + 1] == UInt8(ascii: ";"),
            let separator = text[(start + 2)...].firstIndex(of: UInt8(ascii: ";"))
        else { return }
        let address = Array(text[(separator + 1)...])
        screen.useLink(Self.isSafe(address) ? address : nil)
    }

    private static func isSafe(_ address: [UInt8]) -> Bool {
        guard address.count <= 8_192, address.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { return false }
        return ["http://", "https://", "mailto:"].contains { scheme in
            address.count > scheme.utf8.count && zip(address, scheme.utf8).allSatisfy { $0 | 0x20 == $1 | 0x20 }
        }
    }
}

// MARK: Control sequences

extension TerminalEmulator {
    /// `CSI parameters intermediates final`: ECMA-48 5.4. One that breaks off is dropped up to where it does.
    private mutating func controlSequence() {
        let start = position
        while position < input.count, (0x30..<0x40).contains(input[position]) { position += 1 }
        let intermediates = position
        while position < input.count, (0x20..<0x30).contains(input[position]) { position += 1 }
        guard position < input.count, (0x40..<0x7F).contains(input[position]) else { return }
        let final = input[position]
        let text = input[start..<intermediates]
        let isPrivate = text.first.map { $0 >= UInt8(ascii: "<") } ?? false
        let isPlain = intermediates == position && !isPrivate
        position += 1
        guard isPlain else { return }
        parse(text)
        perform(final)
    }

    private mutating func parse(_ text: ArraySlice<UInt8>) {
        parameters.removeAll(keepingCapacity: true)
        guard !text.isEmpty else { return }
        var parameter = TerminalParameter(value: nil, isPart: false)
        for byte in text {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                parameter.value = min((parameter.value ?? 0) * 10 + Int(byte - 0x30), 65_535)
            case UInt8(ascii: ";"), UInt8(ascii: ":"):
                parameters.append(parameter)
                parameter = TerminalParameter(value: nil, isPart: byte == UInt8(ascii: ":"))
            default: break
            }
        }
        parameters.append(parameter)
    }

    /// A count: left out and 0 mean 1.
    private var count: Int {
        max(1, parameters.first?.value ?? 1)
    }

    private mutating func perform(_ final: UInt8) {
        switch final {
        case UInt8(ascii: "m"):
            var style = screen.style
            style.apply(parameters)
            screen.use(style)
        case UInt8(ascii: "A"): screen.move(rows: -count)
        case UInt8(ascii: "B"), UInt8(ascii: "e"): screen.move(rows: count)
        case UInt8(ascii: "C"), UInt8(ascii: "a"): screen.move(columns: count)
        case UInt8(ascii: "D"): screen.move(columns: -count)
        case UInt8(ascii: "E"):
            screen.carriageReturn()
            screen.move(rows: count)
        case UInt8(ascii: "F"):
            screen.carriageReturn()
            screen.move(rows: -count)
        case UInt8(ascii: "G"), UInt8(ascii: "`"): screen.move(toColumn: count - 1)
        case UInt8(ascii: "s"): screen.saveCursor()
        case UInt8(ascii: "u"): screen.restoreCursor()
        default: performErasure(final)
        }
    }

    /// Clearing the screen and absolute positions start a fresh line: on paper that scrolls nothing is wiped.
    private mutating func performErasure(_ final: UInt8) {
        let mode = parameters.first?.value ?? 0
        switch (final, mode) {
        case (UInt8(ascii: "K"), 0): screen.eraseToEndOfLine()
        case (UInt8(ascii: "K"), 1), (UInt8(ascii: "J"), 1): screen.eraseToStartOfLine()
        case (UInt8(ascii: "K"), 2): screen.eraseLine()
        case (UInt8(ascii: "J"), 0): screen.eraseBelow()
        case (UInt8(ascii: "J"), 2): screen.freshLine()
        case (UInt8(ascii: "X"), _): screen.erase(count: count)
        case (UInt8(ascii: "H"), _), (UInt8(ascii: "f"), _):
            screen.freshLine()
            screen.move(toColumn: max(1, parameters.dropFirst().first?.value ?? 1) - 1)
        default: break
        }
    }
}
