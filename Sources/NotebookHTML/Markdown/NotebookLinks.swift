/// Follows links between notebooks: `other.ipynb#part` beside `a/b/name.ipynb` is the page of `a/b/other.ipynb`.
struct NotebookLinks: Sendable {
    let context: RenderContext

    /// Where a relative link leads.
    struct Resolution: Sendable {
        /// The address to write: of the page where the notebook has one, else as the author wrote it.
        var address: String
        /// The source key of the notebook it names, nil for other links.
        var notebook: String?
    }

    /// Resolves a relative address; one that is not a notebook's, or leaves the source, stays as it is.
    func resolve(_ address: String) -> Resolution {
        let bytes = Array(address.utf8)
        let end = bytes.firstIndex { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "?") } ?? bytes.count
        let path = PercentEncoding.decoded(bytes[..<end])
        guard path.count > 6, path.suffix(6).elementsEqual(".ipynb".utf8), path[0] != UInt8(ascii: "/"),
            let key = key(of: path)
        else { return Resolution(address: address, notebook: nil) }
        guard context.isInSite(key) else { return Resolution(address: address, notebook: key) }
        // The site mirrors the source's folders, so the same relative path leads from page to page. A colon in its first
        // segment would read as a scheme (RFC 3986 §4.2), but is encoded.
        var page = PercentEncoding.encoded(path: path.dropLast(6)) + Array(".html".utf8)
        if let mark = bytes[end...].firstIndex(of: UInt8(ascii: "#")) {
            page += Array("#\(Anchor.prefix)".utf8) + Anchor.slug(fragment: Array(bytes[(mark + 1)...]))
        }
        return Resolution(address: String(decoding: page, as: UTF8.self), notebook: key)
    }

    /// The source key a relative path names; nil above the root.
    private func key(of path: [UInt8]) -> String? {
        var segments = context.key.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).dropLast()
            .map { Array($0) }
        for segment in path.split(separator: UInt8(ascii: "/")) {
            if segment.elementsEqual(".".utf8) { continue }
            if segment.elementsEqual("..".utf8) {
                guard segments.popLast() != nil else { return nil }
            } else {
                segments.append(Array(segment))
            }
        }
        return segments.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/")
    }
}
