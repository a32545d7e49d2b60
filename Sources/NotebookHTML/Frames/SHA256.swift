/// The SHA-256 digest (FIPS 180-4): names assets by content. This module imports no C, and assets are few.
package enum SHA256 {
    /// The digest of `message`: 32 bytes.
    package static func digest(_ message: [UInt8]) -> [UInt8] {
        var state = initialState
        for block in stride(from: 0, to: message.count - message.count % 64, by: 64) {
            compress(message[block..<(block + 64)], into: &state)
        }
        // Section 5.1.1: one bit, zeros, and the length in bits fill the last one or two blocks.
        var tail = Array(message.suffix(message.count % 64)) + [0x80]
        tail.append(contentsOf: repeatElement(0, count: (120 - tail.count) % 64))
        tail.append(contentsOf: bigEndian(UInt64(message.count) * 8))
        for block in stride(from: 0, to: tail.count, by: 64) { compress(tail[block..<(block + 64)], into: &state) }
        return state.flatMap(bigEndian)
    }

    /// The digest in lower-case hexadecimal.
    package static func hex(_ message: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: digest(message).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    private static func bigEndian<Word: FixedWidthInteger>(_ word: Word) -> [UInt8] {
        (1...(Word.bitWidth / 8)).map { UInt8(truncatingIfNeeded: word >> Word(Word.bitWidth - 8 * $0)) }
    }

    /// Section 6.2.2, in its names.
    private static func compress(_ block: ArraySlice<UInt8>, into state: inout [UInt32]) {
        var w = [UInt32](repeating: 0, count: 64)
        for (index, byte) in block.enumerated() { w[index / 4] = w[index / 4] << 8 | UInt32(byte) }
        for t in 16..<64 {
            let s0 = rotate(w[t - 15], 7) ^ rotate(w[t - 15], 18) ^ w[t - 15] >> 3
            let s1 = rotate(w[t - 2], 17) ^ rotate(w[t - 2], 19) ^ w[t - 2] >> 10
            w[t] = w[t - 16] &+ s0 &+ w[t - 7] &+ s1
        }
        var (a, b, c, d) = (state[0], state[1], state[2], state[3])
        var (e, f, g, h) = (state[4], state[5], state[6], state[7])
        for t in 0..<64 {
            let s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
            let t1 = h &+ s1 &+ (e & f ^ ~e & g) &+ constants[t] &+ w[t]
            let s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
            let t2 = s0 &+ (a & b ^ a & c ^ b & c)
            (h, g, f, e, d, c, b, a) = (g, f, e, d &+ t1, c, b, a, t1 &+ t2)
        }
        for (index, value) in [a, b, c, d, e, f, g, h].enumerated() { state[index] &+= value }
    }

    private static func rotate(_ word: UInt32, _ count: UInt32) -> UInt32 { word >> count | word << (32 - count) }

    private static let initialState: [UInt32] = primes.prefix(8).map { fraction(ofRootOf: $0, power: 2) }
    private static let constants: [UInt32] = primes.map { fraction(ofRootOf: $0, power: 3) }

    /// The first 64 primes: sections 4.2.2 and 5.3.3 take the constants from the fractions of their roots.
    private static let primes: [UInt64] = {
        var primes: [UInt64] = []
        for number in 2...311 where !primes.contains(where: { UInt64(number) % $0 == 0 }) {
            primes.append(UInt64(number))
        }
        return primes
    }()

    /// The first 32 bits of the fraction of the square or cube root: the largest x with x^power <= prime * 2^(32 power).
    private static func fraction(ofRootOf prime: UInt64, power: Int) -> UInt32 {
        var root: UInt64 = 0
        for bit in (0..<37).reversed() {
            let next = root | 1 << UInt64(bit)
            let square = UInt128(next) * UInt128(next)
            let reached = power == 2 ? square <= UInt128(prime) << 64 : square * UInt128(next) <= UInt128(prime) << 96
            if reached { root = next }
        }
        return UInt32(truncatingIfNeeded: root)
    }
}
