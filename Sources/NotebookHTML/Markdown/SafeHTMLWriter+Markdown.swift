extension SafeHTMLWriter {
    /// Opens a link of the renderer's own to an address from the notebook; without a usable address its text stays.
    mutating func openLink(address: [UInt8], title: [UInt8]) {
        var attributes = HTMLWriter()
        switch policy.link(address) {
        case .allowed(let address, let isElsewhere):
            attributes.raw(" href=\"")
            attributes.address(address)
            attributes.raw("\"")
            if isElsewhere { attributes.raw(" target=\"_top\" rel=\"noopener noreferrer nofollow\"") }
            if !title.isEmpty {
                attributes.raw(" title=\"")
                attributes.text(title)
                attributes.raw("\"")
            }
            openTrusted("a", attributes: attributes.bytes)
        case .missing(let address), .blocked(let address):
            attributes.raw(" class=\"missing\" title=\"Not in this site: ")
            attributes.text(address)
            attributes.raw("\"")
            openTrusted("span", attributes: attributes.bytes)
        case .empty: openTrusted("span", attributes: Array(" title=\"A link without an address\"".utf8))
        case .repeated, .refused:
            report.refusedAddresses += 1
            openTrusted("span", attributes: Array(" class=\"missing\" title=\"Unsafe address left out\"".utf8))
        }
    }

    /// Writes an image of Markdown, or what stands in its place.
    mutating func image(address: [UInt8], alternative: [UInt8], title: [UInt8], width: [UInt8]? = nil) {
        var markup = HTMLWriter()
        switch policy.image(address, &scope.pictureAllowance) {
        case .allowed(let address, let isElsewhere):
            markup.raw("<img src=\"")
            markup.address(address)
            markup.raw("\" alt=\"")
            markup.text(MissingPicture.alternative(alternative[...], at: address))
            markup.raw("\"")
            if isElsewhere { markup.raw(" loading=\"lazy\" referrerpolicy=\"no-referrer\"") }
            if !title.isEmpty {
                markup.raw(" title=\"")
                markup.text(title)
                markup.raw("\"")
            }
            if let width { markup.raw(safe: Self.widthAttribute(width)) }
            markup.raw(">")
            trusted(markup.bytes)
        case .blocked(let address):
            report.blockedImages += 1
            if isInLink {
                return trusted(MissingPicture("Image not loaded: ", address[...], alternative[...]).markup)
            }
            openMissing("Image not loaded: ", alternative)
            openLink(address: address, title: [])
            text(Array(address.prefix(500)))
            closeTrusted()
            closeTrusted()
        case .missing(let address):
            openMissing("Image not found: ", alternative)
            text(address)
            closeTrusted()
        case .repeated(let address):
            openMissing("Image not shown once more: ", alternative)
            text(address)
            closeTrusted()
        case .empty:
            openMissing("Image without an address", alternative)
            closeTrusted()
        case .refused:
            report.refusedAddresses += 1
            openMissing("Image not shown", alternative)
            closeTrusted()
        }
    }

    /// Opens the mark of a picture that is not there, with its alternative and the reason.
    private mutating func openMissing(_ reason: String, _ alternative: [UInt8]) {
        openTrusted("span", attributes: Array(" class=\"missing\"".utf8))
        text(alternative + Array(((alternative.isEmpty ? "" : " – ") + reason).utf8))
    }

    /// A width as an author writes it, `50%`, `300`, `300px` or `8cm`; nothing for what is no width.
    private static func widthAttribute(_ width: [UInt8]) -> [UInt8] {
        let number = width.prefix { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
        let unit = String(decoding: width.dropFirst(number.count), as: UTF8.self)
        guard number.count <= 8, let value = Double(String(decoding: number, as: UTF8.self)), value > 0 else {
            return []
        }
        switch unit {
        case "", "px": return Array(" width=\"\(Int(min(value, 10_000).rounded(.up)))\"".utf8)
        case "%", "em", "rem", "cm", "mm", "in", "pt":
            return Array(" style=\"width:".utf8) + number + Array((unit + "\"").utf8)
        default: return []
        }
    }
}
