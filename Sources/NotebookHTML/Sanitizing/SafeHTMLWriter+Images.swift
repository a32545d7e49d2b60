extension SafeHTMLWriter {
    /// Writes an image, or says in its place why it is not there.
    mutating func writeImage(_ tag: HTMLTag) {
        let alternative = tag.first(.alt) ?? []
        guard let source = tag.first("src".utf8) else { return untrustedText(alternative) }
        switch policy.image(source, &scope.pictureAllowance) {
        case .allowed(let address, let isElsewhere):
            html.raw("<img src=\"")
            html.address(address)
            html.raw("\" alt=\"")
            escape(MissingPicture.alternative(alternative[...], at: address))
            html.raw(isElsewhere ? "\" loading=\"lazy\" referrerpolicy=\"no-referrer\"" : "\"")
            writeAttributes(tag, of: .img)
            html.raw(">")
        case .blocked(let address):
            report.blockedImages += 1
            writeMissing("Image not loaded: ", address[...], alternative)
        case .missing(let address): writeMissing("Image not found: ", address[...], alternative)
        case .repeated(let address): writeMissing("Image not shown once more: ", address[...], alternative)
        case .empty: writeMissing("Image without an address", [], alternative)
        case .refused:
            report.refusedAddresses += 1
            writeMissing("Image not shown", [], alternative)
        }
    }

    /// Marks a place where something is not shown, with its alternative text if it has one.
    private mutating func writeMissing(_ reason: StaticString, _ address: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>)
    {
        if isInLink, !address.isEmpty { return html.raw(safe: MissingPicture(reason, address, text).markup) }
        html.raw("<span class=\"missing\">")
        if !text.isEmpty {
            escape(text)
            html.raw(" \u{2013} ")
        }
        html.raw(reason)
        // Long data addresses say nothing to a reader.
        escape(address.prefix(500))
        html.raw("</span>")
    }

    /// Whether a link is open here, which what is written next would belong to.
    var isInLink: Bool { open.contains { $0.element == .a && $0.isWritten } }

    /// Writes a link to what a frame, video or object would have loaded.
    mutating func writePlaceholder(_ tag: HTMLTag) {
        guard let source = tag.first("src".utf8) ?? tag.first("data".utf8) else { return }
        guard case .allowed(let address, let isElsewhere) = policy.link(source) else { return }
        prepareContent()
        guard closeLink() else { return }
        html.raw("<span class=\"missing\"><a href=\"")
        escape(address[...])
        html.raw(isElsewhere ? "\" target=\"_top\" rel=\"noopener noreferrer nofollow\">" : "\">")
        escape(address.prefix(500))
        html.raw("</a></span>")
    }
}
