/// Finds what belongs to one of a fixed set of short names, faster than a dictionary of strings.
struct NameTable<Value: Sendable>: Sendable {
    /// A name of up to 16 bytes in two words.
    private struct PackedName: Hashable {
        var low: UInt64 = 0
        var high: UInt64 = 0

        @inline(__always)
        init(_ name: ArraySlice<UInt8>) {
            var shift: UInt64 = 0
            for byte in name {
                if shift < 64 { low |= UInt64(byte) << shift } else { high |= UInt64(byte) << (shift - 64) }
                shift += 8
            }
        }

        var slot: Int { Int(truncatingIfNeeded: (low &* 0x9E37_79B9_7F4A_7C15 ^ high &* 0xC2B2_AE3D_27D4_EB4F) >> 55) }
    }

    /// Open addressing over 512 slots, of which at most some 150 are used.
    private var slots: [(name: PackedName, value: Value)?]

    /// Takes names of at most 16 bytes, each once.
    init(_ entries: [(name: [UInt8], value: Value)]) {
        slots = [(name: PackedName, value: Value)?](repeating: nil, count: 512)
        for entry in entries {
            let name = PackedName(entry.name[...])
            var slot = name.slot
            while slots[slot] != nil { slot = (slot + 1) & 511 }
            slots[slot] = (name, entry.value)
        }
    }

    /// The value of a name, nil for one that is not in the table.
    func value(of name: ArraySlice<UInt8>) -> Value? {
        guard name.count <= 16 else { return nil }
        let name = PackedName(name)
        var slot = name.slot
        while let entry = slots[slot] {
            if entry.name == name { return entry.value }
            slot = (slot + 1) & 511
        }
        return nil
    }
}
