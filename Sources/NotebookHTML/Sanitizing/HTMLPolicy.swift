/// What untrusted HTML may refer to, decided by the renderer for each place it appears in.
package struct HTMLPolicy: Sendable {
    /// Prefixed to every `id` and fragment link the input brings, so that it can't clobber the page's own.
    package var idPrefix: String
    /// Whether `<img>` may load http(s) addresses; else a placeholder names the address.
    package var allowRemoteImages: Bool
    /// Whether ids and fragments are written as slugs, as the anchors of headings are, so that links meet them.
    package var namesAreSlugs: Bool
    /// How many bytes the attachment of a name has: what it costs the page to show it.
    package var attachedBytes: @Sendable (_ name: String) -> Int = { _ in 0 }
    /// Maps a relative or `attachment:` address of a link or image to one in the site, or tells that it is missing.
    package var resolve: @Sendable (_ address: String, _ use: AddressUse) -> ResolvedAddress

    /// What an address is for.
    package enum AddressUse: Sendable { case link, image }

    /// The answer of `resolve`.
    package enum ResolvedAddress: Sendable, Hashable {
        /// Use this address; it is still checked against the allowlist of schemes.
        case address(String)
        /// There is nothing there: show a marker naming the address.
        case missing
    }

    package init(
        idPrefix: String, allowRemoteImages: Bool = false, namesAreSlugs: Bool = false,
        resolve: @escaping @Sendable (String, AddressUse) -> ResolvedAddress = { address, _ in .address(address) }
    ) {
        self.idPrefix = idPrefix
        self.namesAreSlugs = namesAreSlugs
        self.allowRemoteImages = allowRemoteImages
        self.resolve = resolve
    }

    /// An id of the input as it is written, without its prefix.
    func name(_ id: some Collection<UInt8>) -> [UInt8] {
        namesAreSlugs ? Anchor.slug(fragment: Array(id)) : Array(id)
    }
}
