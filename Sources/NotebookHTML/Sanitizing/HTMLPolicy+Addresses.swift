/// What a link or an image from a notebook may point to, ready to be written.
package enum CheckedAddress: Sendable, Hashable {
    /// Write this address, HTML-escaped. `isElsewhere` tells that it leaves the site, so that a link gets its `rel`.
    case allowed([UInt8], isElsewhere: Bool)
    /// An image of another host, which the policy does not load: show a placeholder naming the address.
    case blocked([UInt8])
    /// An attachment that the page has no room to show once more: show a marker naming it.
    case repeated([UInt8])
    /// The site has nothing there: show a marker naming the address.
    case missing([UInt8])
    /// No address at all.
    case empty
    /// No address that may be used.
    case refused
}

extension HTMLPolicy {
    /// Decides about a link's address; fragments get the prefix of the ids they point to.
    package func link(_ address: some Collection<UInt8>) -> CheckedAddress {
        switch SafeAddress(address) {
        case .fragment(let name):
            .allowed(Array("#".utf8) + (name.isEmpty ? [] : idPrefix.utf8 + self.name(name)), isElsewhere: false)
        case .web(let address), .mail(let address), .transfer(let address): .allowed(address, isElsewhere: true)
        case .relative(let address): resolved(address, for: .link)
        case .attachment(let name): resolved("attachment:".utf8 + name, for: .link)
        case .empty: .empty
        case .imageData, .refused: .refused
        }
    }

    /// Decides about an image's address; attachments fill what `allowance` has left for them.
    func image(_ address: some Collection<UInt8>, _ allowance: inout RepeatAllowance) -> CheckedAddress {
        if case .attachment(let name) = SafeAddress(address),
            !allowance.spend(attachedBytes(String(decoding: name, as: UTF8.self)))
        {
            return .repeated("attachment:".utf8 + name)
        }
        return image(address)
    }

    /// Decides about an image's address where there is nothing attached.
    package func image(_ address: some Collection<UInt8>) -> CheckedAddress {
        switch SafeAddress(address) {
        case .web(let address): allowRemoteImages ? .allowed(address, isElsewhere: true) : .blocked(address)
        case .imageData(let address): picture(address)
        case .relative(let address): resolved(address, for: .image)
        case .attachment(let name): resolved("attachment:".utf8 + name, for: .image)
        case .empty: .empty
        case .fragment, .mail, .transfer, .refused: .refused
        }
    }

    /// A picture in its address, unless it is a drawing that no browser gets done.
    private func picture(_ address: [UInt8]) -> CheckedAddress {
        DrawingCost.isAffordable(address: address) ? .allowed(address, isElsewhere: false) : .refused
    }

    /// Asks the renderer, and checks its answer like any other address.
    private func resolved(_ address: [UInt8], for use: AddressUse) -> CheckedAddress {
        guard case .address(let answer) = resolve(String(decoding: address, as: UTF8.self), use) else {
            return .missing(address)
        }
        switch (SafeAddress(answer.utf8), use) {
        case (.relative(let address), _): return .allowed(address, isElsewhere: false)
        case (.fragment(let name), .link): return .allowed("#".utf8 + name, isElsewhere: false)
        case (.web(let address), .link), (.mail(let address), .link): return .allowed(address, isElsewhere: true)
        case (.web(let address), .image):
            return allowRemoteImages ? .allowed(address, isElsewhere: true) : .blocked(address)
        case (.imageData(let address), .image): return picture(address)
        case (.attachment(let name), _): return .missing("attachment:".utf8 + name)
        default: return .refused
        }
    }
}
