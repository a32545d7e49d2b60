/// The address readers have a site under: what absolute links in feeds and metadata begin with.
///
///     https://reports.example.org/weekly  +  latest.html  ->  https://reports.example.org/weekly/latest.html
package struct BaseURL: Sendable, Hashable {
    /// The address, ending in `/`.
    package let text: String
    /// Its path, `/` or `/weekly/`: what addresses on the host begin with.
    package let path: String

    /// Takes an `http` or `https` address with a host and perhaps a path, or tells what is wrong with it.
    ///
    /// Only characters an address may have (<https://www.rfc-editor.org/rfc/rfc3986#section-2>); no name and password,
    /// query or fragment, as no path could be added to those.
    package init(_ text: String) throws(Fault) {
        let scheme = ["https://", "http://"].first { text.lowercased().hasPrefix($0) }
        guard let scheme else { throw Fault(reason: "it does not begin with https://") }
        guard text.utf8.count <= 1000, text.utf8.allSatisfy(Self.isAddressByte) else {
            throw Fault(reason: "it has characters that an address can't have, or is too long")
        }
        let rest = text.utf8.dropFirst(scheme.utf8.count)
        if rest.contains(UInt8(ascii: "?")) || rest.contains(UInt8(ascii: "#")) {
            throw Fault(reason: "it has a query or a fragment")
        }
        let host = rest.prefix { $0 != UInt8(ascii: "/") }
        guard let first = host.first, first != UInt8(ascii: ":"), !host.contains(UInt8(ascii: "@")) else {
            throw Fault(reason: "it has no host name, or a user name before it")
        }
        let path = String(decoding: rest.dropFirst(host.count), as: UTF8.self)
        let segments = path.utf8.split(separator: UInt8(ascii: "/"))
        if segments.contains(where: { $0.elementsEqual(".".utf8) || $0.elementsEqual("..".utf8) }) {
            throw Fault(reason: "it has . or .. in its path")
        }
        self.path = path.hasSuffix("/") ? path : path + "/"
        self.text = scheme + String(decoding: host, as: UTF8.self) + self.path
    }

    /// The absolute address of a path of the site; `index.html` at its root is the base itself.
    package func address(of path: String) -> String {
        path == "index.html" ? text : text + SiteAddress.encoded(path)
    }

    /// Why a text is no base URL.
    package struct Fault: Error, Sendable, Hashable {
        /// Continues a sentence: `it does not begin with https://`.
        package var reason: String
    }

    private static func isAddressByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "-._~:/?#[]@!$&()*+,;=%".utf8.contains(byte)
        }
    }
}
