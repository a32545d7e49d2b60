/// Finds a command by its name's bytes.
///
/// Open addressing over an FNV hash of the name: no string is made for a command met in a formula.
struct MathCommandTable: Sendable {
    static let shared = MathCommandTable()

    private struct Slot: Sendable {
        var nameStart: Int32 = 0
        var nameCount: Int32 = 0
        var command: Int32 = -1
    }

    private var slots: [Slot]
    private var names: [UInt8] = []
    private var commands: [MathCommand] = []
    /// Characters that stand for a symbol when typed as themselves, such as `≤`.
    private(set) var symbolsByScalar: [UInt32: MathSymbol] = [:]

    private init() {
        slots = Array(repeating: Slot(), count: 4096)
        for (form, table) in MathSymbolTable.groups { insert(table, as: form) }
        for (name, command) in Self.primitives { insert(Self.bytes(of: name)[...], command) }
        for (words, make) in Self.wordLists {
            for word in Self.bytes(of: words).split(separator: UInt8(ascii: " ")) { insert(word, make) }
        }
        for (name, arguments, body) in Self.macros {
            insert(Self.bytes(of: name)[...], .macro(arguments: arguments, body))
        }
    }

    /// The command with a name, given without its backslash.
    @inline(__always)
    func command(named name: ArraySlice<UInt8>) -> MathCommand? {
        var index = Self.hash(name) & (slots.count - 1)
        while slots[index].command >= 0 {
            let slot = slots[index]
            if Int(slot.nameCount) == name.count, matches(slot, name) { return commands[Int(slot.command)] }
            index = (index + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Every name that is known, without its backslash.
    var allNames: [String] {
        slots.filter { $0.command >= 0 }.map { slot in
            String(decoding: names[Int(slot.nameStart)..<Int(slot.nameStart + slot.nameCount)], as: UTF8.self)
        }
    }

    private func matches(_ slot: Slot, _ name: ArraySlice<UInt8>) -> Bool {
        var position = Int(slot.nameStart)
        for byte in name {
            if names[position] != byte { return false }
            position += 1
        }
        return true
    }

    private mutating func insert(_ table: StaticString, as form: SymbolForm) {
        let words = Self.bytes(of: table).split(separator: UInt8(ascii: " "))
        for index in stride(from: 0, to: words.count - 1, by: 2) {
            guard let scalar = String(decoding: words[index + 1], as: UTF8.self).unicodeScalars.first else { continue }
            let symbol = MathSymbol(scalar: scalar.value, form: form)
            insert(words[index], .symbol(symbol))
            // The first command of a character is its usual meaning.
            if scalar.value >= 0x80, symbolsByScalar[scalar.value] == nil { symbolsByScalar[scalar.value] = symbol }
        }
    }

    private mutating func insert(_ name: ArraySlice<UInt8>, _ command: MathCommand) {
        var index = Self.hash(name) & (slots.count - 1)
        while slots[index].command >= 0 {
            // A later table overrules an earlier one.
            if Int(slots[index].nameCount) == name.count, matches(slots[index], name) {
                commands[Int(slots[index].command)] = command
                return
            }
            index = (index + 1) & (slots.count - 1)
        }
        slots[index] = Slot(
            nameStart: Int32(names.count), nameCount: Int32(name.count), command: Int32(commands.count))
        names.append(contentsOf: name)
        commands.append(command)
    }

    private static func hash(_ name: ArraySlice<UInt8>) -> Int {
        var hash: UInt32 = 2_166_136_261
        for byte in name { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        return Int(hash ^ (hash >> 15))
    }

    private static func bytes(of string: StaticString) -> [UInt8] {
        unsafe Array(UnsafeBufferPointer(start: string.utf8Start, count: string.utf8CodeUnitCount))
    }
}
