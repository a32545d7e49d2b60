/// A 128-bit fingerprint of bytes, to tell whether a file changed: fast, stable between runs, no defence against forgery.
///
/// Two multiply-and-fold chains over 64-bit words, after wyhash; a page forged to collide only keeps its own old text.
package struct ContentHash: Sendable, Hashable, CustomStringConvertible {
    private var first: UInt64 = 0x9E37_79B9_7F4A_7C15
    private var second: UInt64 = 0xD1B5_4A32_D192_ED03

    package init() {}

    /// The fingerprint of some bytes.
    package init(_ bytes: [UInt8]) { combine(bytes) }

    /// Takes in bytes and their count, so that ("ab", "c") differs from ("a", "bc").
    package mutating func combine(_ bytes: [UInt8]) {
        unsafe bytes.withUnsafeBytes { buffer in
            var (one, two) = (first, second)
            var offset = 0
            while offset + 8 <= buffer.count {
                let word = unsafe UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
                (one, two) = (
                    Self.fold(one ^ word, 0xA076_1D64_78BD_642F), Self.fold(two ^ word, 0xE703_7ED1_A0B4_28DB)
                )
                one = one &+ word
                two = two &+ one
                offset += 8
            }
            var tail: UInt64 = 0
            while offset < buffer.count {
                tail = unsafe tail << 8 | UInt64(buffer[offset])
                offset += 1
            }
            let count = UInt64(buffer.count)
            first = Self.fold(one ^ tail, 0x8EBC_6AF0_9C88_C6E3 ^ count)
            second = Self.fold(two ^ count, 0x5899_65CC_7537_4CC3 ^ tail)
        }
    }

    /// Takes in text.
    package mutating func combine(_ text: String) { combine(Array(text.utf8)) }

    /// 32 hexadecimal digits.
    package var description: String { Self.hex(first) + Self.hex(second) }

    /// One of some places, the same for the same bytes.
    func bucket(of count: Int) -> Int { Int(first % UInt64(count)) }

    private static func hex(_ word: UInt64) -> String {
        let text = String(word, radix: 16)
        return String(repeating: "0", count: 16 - text.count) + text
    }

    private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low
    }
}
