/// A small generator of pseudo-random numbers, so that every run of a test sees the same input.
///
/// Algorithm: splitmix64, <https://prng.di.unimi.it/splitmix64.c>.
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// JSON texts, whole and damaged.
enum RandomJSON {
    private static let scalars = [
        "true", "false", "null", "0", "-0", "1", "-12", "3.25", "1e5", "2E-3", "123456789012", "0.1",
    ]
    private static let pieces = [
        "a", "b", "code", "source", "cells", "é", "漢", "😀", "\\n", "\\\"", "\\\\", "\\u00e9", "\\/", "0123456789abcdef",
        " ",
    ]
    private static let spaces = ["", "", "", " ", "\n", "\r\n\t", "  "]

    /// A valid text.
    static func text(depth: Int, _ random: inout SplitMix64) -> String {
        let space = pick(spaces, &random)
        switch Int.random(in: 0..<(depth > 0 ? 6 : 3), using: &random) {
        case 0: return space + pick(scalars, &random)
        case 1, 2: return space + string(&random)
        case 3: return space + "[" + items(&random) { text(depth: depth - 1, &$0) } + pick(spaces, &random) + "]"
        default:
            return space + "{"
                + items(&random) { string(&$0) + pick(spaces, &$0) + ":" + text(depth: depth - 1, &$0) } + "}" + space
        }
    }

    /// A text with one to three bytes changed, removed, doubled or cut off.
    static func damaged(_ json: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
        var json = json
        for _ in 0..<Int.random(in: 1...3, using: &random) where !json.isEmpty {
            let place = Int.random(in: 0..<json.count, using: &random)
            switch Int.random(in: 0..<6, using: &random) {
            case 0: json[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 1: json[place] = UInt8.random(in: 1...255, using: &random)
            case 2: json.remove(at: place)
            case 3: json.insert(json[place], at: place)
            case 4: json.insert(pick(Array("{}[],:\"\\0.-eE+ \n".utf8), &random), at: place)
            default: json.removeSubrange(place...)
            }
        }
        return json
    }

    private static func string(_ random: inout SplitMix64) -> String {
        let count = Int.random(in: 0...4, using: &random)
        return "\"" + (0..<count).map { _ in pick(pieces, &random) }.joined() + "\""
    }

    private static func items(_ random: inout SplitMix64, _ item: (inout SplitMix64) -> String) -> String {
        let count = Int.random(in: 0...4, using: &random)
        return (0..<count).map { _ in item(&random) }.joined(separator: ",")
    }

    private static func pick<Element>(_ elements: [Element], _ random: inout SplitMix64) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &random)]
    }
}
