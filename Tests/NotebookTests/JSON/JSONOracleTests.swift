import Foundation
import Notebook
import Testing

/// Compares the scanner with Foundation's JSONSerialization on documents that no person wrote.
@Suite struct JSONOracleTests {
    @Test("agrees on random documents and on damaged ones", arguments: 0..<40)
    func agreesWithFoundation(_ seed: UInt64) {
        var random = SplitMix64(state: seed)
        for _ in 0..<50 {
            let json = Array(RandomJSON.text(depth: 5, &random).utf8)
            compare(json)
            for _ in 0..<10 { compare(RandomJSON.damaged(json, &random)) }
        }
    }

    private func compare(_ json: [UInt8]) {
        let document = try? JSONDocument(json)
        if let document { _ = try? Notebook(document: document) }
        guard !Self.isReadDifferently(json) else { return }
        let oracle = try? JSONSerialization.jsonObject(with: Data(json), options: .fragmentsAllowed)
        let text = String(decoding: json, as: UTF8.self)
        #expect((document != nil) == (oracle != nil), "\(text)")
        if let document, let oracle { #expect(Self.equal(document.root, oracle), "\(text)") }
    }

    /// What the two treat differently on purpose: Foundation guesses UTF-16 and UTF-32 from zero bytes, refuses lone
    /// surrogates, NaN and numbers beyond Double, allows `[1, ]` (not `[1,]`), and takes either of duplicate keys.
    private static func isReadDifferently(_ json: [UInt8]) -> Bool {
        let text = String(decoding: json, as: UTF8.self)
        if json.contains(0) || json.starts(with: [0xFF]) || json.starts(with: [0xFE]) { return true }
        if text.contains("NaN") || text.contains("Infinity") { return true }
        if ["\\ud", "\\uD"].contains(where: text.contains) { return true }
        if json.split(separator: UInt8(ascii: ",")).contains(where: startsWithSpacesAndBracket) { return true }
        guard let document = try? JSONDocument(json) else { return false }
        return has(document.root) { node in
            (node.kind == .number && node.double?.isFinite == false) || !node.membersAndDuplicates.duplicates.isEmpty
        }
    }

    private static func startsWithSpacesAndBracket(_ bytes: ArraySlice<UInt8>) -> Bool {
        let rest = bytes.drop { $0 <= 0x20 }
        return rest.first == UInt8(ascii: "]") && rest.startIndex > bytes.startIndex
    }

    private static func has(_ node: JSONNode, _ property: (JSONNode) -> Bool) -> Bool {
        property(node) || node.elements.contains { has($0, property) }
            || node.members.contains { has($0.value, property) }
    }

    private static func equal(_ node: JSONNode, _ oracle: Any) -> Bool {
        switch (node.kind, oracle) {
        case (.object, let object as [String: Any]):
            // String keys that are canonically equivalent fall together in Foundation's dictionary.
            return node.members.allSatisfy { key, value in object[key].map { equal(value, $0) } ?? false }
        case (.array, let array as [Any]):
            return node.elements.count == array.count && zip(node.elements, array).allSatisfy { equal($0, $1) }
        case (.string, let string as String): return node.string.map { Array($0.utf8) } == Array(string.utf8)
        case (.boolean, let number as NSNumber): return node.bool == number.boolValue
        case (.number, let number as NSNumber):
            let difference = abs((node.double ?? .nan) - number.doubleValue)
            return difference <= abs(number.doubleValue) * 1e-15
        case (.null, is NSNull): return true
        default: return false
        }
    }
}
