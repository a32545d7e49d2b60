/// Puts the reload script into a page that forbids scripts.
package enum LiveReload {
    private static let policyStart = "<meta http-equiv=\"Content-Security-Policy\" content=\""

    /// The page with the script, and with a policy that allows it and nothing else more.
    ///
    ///     script-src 'none'; img-src data:  ->  script-src 'self'; img-src data:; connect-src 'self'
    package static func page(_ bytes: [UInt8]) -> [UInt8] {
        let script = Array("<script src=\"/_sitegen/reload.js\" defer></script>".utf8)
        guard let head = find(Array("</head>".utf8), in: bytes[...]) else { return bytes }
        var start = Array(bytes[..<head])
        if let policy = find(Array(policyStart.utf8), in: start[...]).map({ $0 + policyStart.utf8.count }),
            let end = start[policy...].firstIndex(of: UInt8(ascii: "\""))
        {
            let text = String(decoding: start[policy..<end], as: UTF8.self).replacing("&#39;", with: "'")
            start.replaceSubrange(policy..<end, with: Array(allowing(text).utf8))
        }
        return start + script + bytes[head...]
    }

    /// A policy that also lets a page load and call its own server.
    private static func allowing(_ policy: String) -> String {
        var directives = policy.split(separator: ";").map { $0.split(separator: " ").map(String.init) }
        for name in ["script-src", "connect-src"] {
            if let index = directives.firstIndex(where: { $0.first == name }) {
                directives[index].removeAll { $0 == "'none'" || $0 == "'self'" }
                directives[index].append("'self'")
            } else {
                directives.append([name, "'self'"])
            }
        }
        return directives.map { $0.joined(separator: " ") }.joined(separator: "; ")
    }

    private static func find(_ needle: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
        guard bytes.count >= needle.count else { return nil }
        return (bytes.startIndex...(bytes.endIndex - needle.count)).first {
            bytes[$0] == needle[0] && bytes[$0..<($0 + needle.count)].elementsEqual(needle)
        }
    }
}
