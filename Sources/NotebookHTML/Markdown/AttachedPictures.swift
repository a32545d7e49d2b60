import Notebook

/// The pictures attached to one cell, by name, and how much of the page they may fill.
struct AttachedPictures: Sendable {
    /// A picture in the types this program can show, best first.
    private typealias Picture = [(type: String, data: JSONNode)]

    private var pictures: [String: Picture] = [:]

    init(_ attachments: [Cell.Attachment]) {
        let types = MIMEChoice.imageTypes + ["image/svg+xml"]
        for attachment in attachments {
            pictures[attachment.name] = types.compactMap { type in attachment.data[type].map { (type, $0) } }
        }
    }

    /// The bytes of all, which a page that shows each once needs.
    var byteCount: Int { pictures.values.reduce(0) { $0 + Self.byteCount($1) } }

    /// The bytes of one; 0 where there is none of that name.
    func byteCount(of name: String) -> Int { self[name].map(Self.byteCount) ?? 0 }

    private static func byteCount(_ picture: Picture) -> Int { picture.reduce(0) { $0 + $1.data.source.count } }

    private subscript(name: String) -> Picture? {
        pictures[name] ?? pictures[String(decoding: PercentEncoding.decoded(Array(name.utf8)), as: UTF8.self)]
    }

    /// The data URI of an attached picture; nil when there is none of that name or it is damaged.
    func dataURI(_ name: String) -> String? {
        for (type, node) in self[name] ?? [] {
            var stored: [UInt8] = []
            node.appendText(to: &stored)
            if let data = Base64.normalised(stored[...]) {
                return "data:\(type);base64," + String(decoding: data, as: UTF8.self)
            }
            if type == "image/svg+xml" {
                var html = HTMLWriter()
                VectorImage.appendDataURI(stored, to: &html)
                return html.string
            }
        }
        return nil
    }
}
