import ObjectStorage

extension ObjectHeaders {
    /// The metadata by which a write that looks failed is known again; callers never see it.
    static let writeIDName = "sitegen-write"
    private static let metadataPrefix = "x-amz-meta-"

    /// The headers an object was stored with, of those a reply has.
    init(_ headers: HTTPHeaders) {
        self.init(
            contentType: headers["Content-Type"], contentEncoding: headers["Content-Encoding"],
            contentDisposition: headers["Content-Disposition"], cacheControl: headers["Cache-Control"])
        for field in headers.fields {
            let name = field.name.lowercased()
            guard name.hasPrefix(Self.metadataPrefix) else { continue }
            metadata[String(name.dropFirst(Self.metadataPrefix.count))] = field.value
        }
        metadata[Self.writeIDName] = nil
    }

    /// The headers a write is sent with.
    ///
    /// - Parameter writeID: what the write is called, so that it is known again.
    func fields(writeID: String?) -> HTTPHeaders {
        var headers = HTTPHeaders()
        headers["Content-Type"] = contentType ?? "application/octet-stream"
        headers["Content-Encoding"] = contentEncoding
        headers["Content-Disposition"] = contentDisposition
        headers["Cache-Control"] = cacheControl
        for (name, value) in metadata.sorted(by: { $0.key < $1.key }) {
            headers[Self.metadataPrefix + name.lowercased()] = value
        }
        if let writeID { headers[Self.metadataPrefix + Self.writeIDName] = writeID }
        return headers
    }
}
