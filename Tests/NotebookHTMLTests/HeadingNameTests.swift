import Testing

@testable import NotebookHTML

@Suite struct HeadingNameTests {
    @Test(
        arguments: [
            ("Basics {#sec-basics}", "Basics ", "sec-basics"), ("A {#b .unnumbered}", "A ", "b"),
            ("Set {1, 2}", "Set {1, 2}", nil), ("{#only}", "{#only}", nil), ("a{#b}", "a{#b}", nil),
            ("A {#b c}", "A {#b c}", nil), ("A {#}", "A {#}", nil), ("A {.note}", "A ", nil), ("A {-}", "A ", nil),
            ("A {note}", "A {note}", nil),
        ] as [(String, String, String?)])
    func aNameAfterAHeadingIsTakenOff(_ source: String, _ text: String, _ name: String?) {
        let (content, taken) = HeadingName.taken(from: [.text(Array(source.utf8))])
        guard case .text(let bytes)? = content.first else { return #expect(Bool(false)) }
        #expect(String(decoding: bytes, as: UTF8.self) == text)
        #expect(taken.map { String(decoding: $0, as: UTF8.self) } == name)
    }
}
