/// A document an `<iframe srcdoc>` holds, as Folium wraps its maps.
struct EmbeddedDocument {
    var document: [UInt8]
    /// What the frame's `height` says, in pixels.
    var height: Int?

    /// The document of the first such frame.
    static func first(in source: [UInt8]) -> EmbeddedDocument? {
        var tokens = HTMLTokenizer(source)
        while let token = tokens.next() {
            guard token == .startTag else { continue }
            switch HTMLElement(name: tokens.tag.name) {
            case .iframe:
                return tokens.tag.attributes.first { tokens.tag.name(of: $0).elementsEqual("srcdoc".utf8) }
                    .map {
                        EmbeddedDocument(
                            document: Array(tokens.tag.value(of: $0)),
                            height: tokens.tag.text("height").flatMap {
                                Int($0.hasSuffix("px") ? $0.dropLast(2) : $0[...])
                            })
                    }
            case .script, .style, .title: return nil
            default: continue
            }
        }
        return nil
    }

    /// The address of the first frame whose page stands beside the notebook; nil where there is none.
    static func localFile(in source: [UInt8]) -> String? {
        var tokens = HTMLTokenizer(source)
        while let token = tokens.next() {
            guard token == .startTag, HTMLElement(name: tokens.tag.name) == .iframe,
                let address = tokens.tag.text("src"), !address.isEmpty, !address.hasPrefix("/"),
                !address.contains(":")
            else { continue }
            return String(address.prefix(200))
        }
        return nil
    }
}
