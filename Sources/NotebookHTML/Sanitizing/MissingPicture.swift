/// What stands for a picture that is not loaded, within a link: badges and buttons would drown in their addresses.
///
///     <span class="missing" title="Image not loaded: https://t.example/badge.svg">Run it</span>
struct MissingPicture {
    /// Why it is not shown, with a colon and a blank at its end.
    private let reason: StaticString
    private let address: ArraySlice<UInt8>
    private let alternative: ArraySlice<UInt8>

    init(_ reason: StaticString, _ address: ArraySlice<UInt8>, _ alternative: ArraySlice<UInt8>) {
        self.reason = reason
        self.address = address.prefix(500)
        self.alternative = alternative
    }

    /// The alternative as a browser would show it, else the file's name; the reason and the address are the title.
    var markup: [UInt8] {
        var html = HTMLWriter()
        html.raw("<span class=\"missing\" title=\"")
        html.raw(reason)
        html.text(address)
        html.raw("\">")
        let hasAlternative = !Self.isBlank(alternative)
        html.text(hasAlternative ? alternative : Self.name(address))
        // A name was no part of the link's text: it must not run into its first word.
        html.raw(hasAlternative ? "</span>" : "</span> ")
        return html.bytes
    }

    /// The alternative of a picture that the reader's browser may not find: where the author gave none, the file's
    /// name. With an empty one it would be missing without a trace.
    static func alternative(_ alternative: ArraySlice<UInt8>, at address: [UInt8]) -> ArraySlice<UInt8> {
        isBlank(alternative) && !address.starts(with: "data:".utf8) ? name(address[...]) : alternative
    }

    private static func isBlank(_ text: ArraySlice<UInt8>) -> Bool { text.allSatisfy { $0 <= 0x20 } }

    /// The last part of an address's path.
    private static func name(_ address: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let path = address.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        let name = path.lastIndex(of: UInt8(ascii: "/")).map { path[($0 + 1)...] } ?? path
        return name.isEmpty ? address : name
    }
}
