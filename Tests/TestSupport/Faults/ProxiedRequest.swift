/// A request that came through the proxy, and what became of it.
package struct ProxiedRequest: Sendable {
    /// The how-manieth it is, from 1.
    package var number: Int
    package var method: String
    /// The path as it was sent, percent-encoded.
    package var path: String
    /// What follows the `?`.
    package var query: String
    /// The fields, names in lower case.
    package var fields: [String: String]
    /// What the proxy did to it.
    package var fault: Fault?
    /// The bytes of its body that the proxy read.
    package var requestBytes = 0
    /// The store's status; nil where the store was not asked or did not answer.
    package var storeStatus: Int?
    /// The status the client was sent; nil where it got none.
    package var status: Int?
    /// The bytes of a body that the client was sent.
    package var replyBytes = 0

    init(number: Int, head: MessageHead) {
        self.number = number
        method = head.start[0]
        let target = head.start[1].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        path = String(target[0])
        query = target.count > 1 ? String(target[1]) : ""
        fields = head.fields
    }

    /// One line, for example `12 PUT /site/index.html 200`.
    package var line: String {
        let target = query.isEmpty ? path : "\(path)?\(query)"
        let answer = status.map(String.init) ?? "no reply"
        return "\(number) \(method) \(target) \(answer)" + (fault.map { " (\($0))" } ?? "")
    }
}
