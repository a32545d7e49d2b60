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
        html.text(alternative.allSatisfy { $0 <= 0x20 } ? name : alternative)
        html.raw("</span>")
        return html.bytes
    }

    /// The last part of the address's path.
    private var name: ArraySlice<UInt8> {
        let path = address.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        let name = path.lastIndex(of: UInt8(ascii: "/")).map { path[($0 + 1)...] } ?? path
        return name.isEmpty ? address : name
    }
}
