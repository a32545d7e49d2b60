import AWS
import Notebook

/// The address that the Bureau of Labor Statistics wants to be told with every request. Only the header of a request gets
/// it: every way of printing this value says `(contact)`.
package struct ContactAddress: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private let address: String

    /// Takes an address, alone or as `NAME (address)`; white space around it does not count.
    ///
    /// - Parameter source: where it comes from, for errors; they never show the address.
    package init(_ text: String, from source: String) throws(SyncError) {
        var address = text.split { $0.isWhitespace }.joined(separator: " ")
        if address.hasSuffix(")"), let open = address.lastIndex(of: "(") {
            address = String(address[address.index(after: open)...].dropLast())
        }
        let isPlain = address.utf8.allSatisfy { byte in
            (0x21...0x7E).contains(byte) && !"()<>,;\"\\".utf8.contains(byte)
        }
        guard isPlain, address.utf8.count <= 254, let at = address.firstIndex(of: "@"),
            at != address.startIndex, address.index(after: at) != address.endIndex
        else {
            throw SyncError(
                .setting, source, "What is set there is no e-mail address", advice: "Write it like 'you@example.org'.")
        }
        self.address = address
    }

    /// Reads a secret: the address itself, or the JSON object that the console makes of names and values.
    ///
    /// - Parameter name: the secret's; of several members the one of this name counts.
    package init(secret text: String, named name: String) throws(SyncError) {
        let source = "secret '\(name)'"
        guard text.utf8.first(where: { $0 > 0x20 }) == UInt8(ascii: "{"),
            let root = (try? JSONDocument(Array(text.utf8)))?.root
        else {
            try self.init(text, from: source)
            return
        }
        let members = root.members
        guard let value = (root[name] ?? (members.count == 1 ? members[0].value : nil))?.string else {
            throw SyncError(
                .setting, source, "It holds several values and none of the secret's name",
                advice: "Store the address alone, or as {\"\(name)\": \"you@example.org\"}.")
        }
        try self.init(value, from: source)
    }

    /// The `User-Agent` that tells it: `reportpipe (you@example.org)`.
    package var userAgent: String { "\(Self.product) (\(address))" }

    /// The `User-Agent` of a request that tells no address.
    package static let product = "reportpipe"

    /// Whether a text has the address in it.
    package func isPart(of text: String) -> Bool { Array(text.utf8).firstRange(of: Array(address.utf8)) != nil }

    /// Text of a server as it may be shown: without the address, which it was told and may repeat.
    package func hidden(in text: String) -> String { ForeignText.shown(text, hiding: [address]) }

    package var description: String { "(contact)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
