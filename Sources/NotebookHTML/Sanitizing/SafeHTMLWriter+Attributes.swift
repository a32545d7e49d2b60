extension SafeHTMLWriter {
    /// Class names that mean something to our own style sheet and may come from a notebook as they are.
    static let plainClasses: Set<[UInt8]> = Set(
        [
            "dataframe", "missing", "alert", "alert-block", "alert-info", "alert-success", "alert-warning",
            "alert-danger", "list-inline", "list-unstyled", "dl-inline", "dl-horizontal",
        ]
        .map { Array($0.utf8) }
    )

    /// Writes what may stay of a tag's attributes, each with a space before it.
    mutating func writeAttributes(_ tag: HTMLTag, of element: HTMLElement) {
        styles.removeAll(keepingCapacity: true)
        var hasID = false
        var hasScope = false
        for entry in tag.attributes {
            guard let attribute = HTMLAttribute(name: tag.name(of: entry)) else { continue }
            let value = tag.value(of: entry)
            switch attribute {
            case .id: writeID(value, &hasID)
            case .class: writeClasses(value)
            case .style: addStyles(value)
            case .href where element == .a: writeLink(value)
            case .nowrap where element == .td || element == .th: addStyles("white-space:nowrap".utf8)
            default:
                if let form = attribute.form(on: element) {
                    let isWritten = write(attribute, value, form)
                    if attribute == .scope { hasScope = isWritten }
                } else if let property = attribute.styleProperty(on: element) {
                    addStyles("\(property):".utf8 + presentational(value))
                }
            }
        }
        if !hasID, element == .a, let name = tag.first(.name) { writeID(name, &hasID) }
        if element == .th, !hasScope { writeScope() }
        if !styles.isEmpty { writeStyles(element) }
    }

    /// A number in an obsolete attribute is of pixels.
    private func presentational(_ value: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let isNumber = !value.isEmpty && value.allSatisfy { (0x30...0x39).contains($0) }
        return isNumber ? value + "px".utf8 : value
    }

    /// Writes an attribute whose value has the form it must have.
    private mutating func write(
        _ attribute: HTMLAttribute, _ value: ArraySlice<UInt8>, _ form: HTMLAttribute.Form
    ) -> Bool {
        var accepted = value
        switch form {
        case .text: break
        case .flag: accepted = []
        case .integer(let bounds):
            guard let number = Int(String(decoding: value, as: UTF8.self)) else { return false }
            let bounded = min(max(number, bounds.lowerBound), bounds.upperBound)
            accepted = Array(String(span(attribute, bounded)).utf8)[...]
        case .decimal:
            guard let number = Double(String(decoding: value, as: UTF8.self)), number.isFinite else { return false }
        case .keyword(let words):
            let word = String(decoding: value, as: UTF8.self)
            guard let match = words.first(where: { $0 == word }) ?? words.first(where: { $0 == word.lowercased() })
            else {
                return false
            }
            accepted = Array(match.utf8)[...]
        case .languageTag:
            guard !value.isEmpty, value.allSatisfy(Self.isNameByte) else { return false }
        case .dimension:
            guard let number = Self.dimension(value) else { return false }
            accepted = number
        }
        html.raw(" ")
        html.raw(safe: attribute.name)
        if case .flag = form { return true }
        html.raw("=\"")
        escape(accepted)
        html.raw("\"")
        return true
    }

    /// A whole number, made smaller where it lets a cell reach too far.
    private mutating func span(_ attribute: HTMLAttribute, _ number: Int) -> Int {
        guard let table = open.lastIndex(where: { $0.element == .table }) else { return number }
        switch attribute {
        case .colspan: return open[table].spans.columns(number)
        case .rowspan: return open[table].spans.rows(number)
        default: return number
        }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        HTMLTokenizer.isLetter(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
    }

    /// `200`, `200px` and `50%` as the attributes `width` and `height` have them.
    private static func dimension(_ value: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let digits = value.prefix { (0x30...0x39).contains($0) }
        guard !digits.isEmpty, digits.count <= 5 else { return nil }
        let rest = value[digits.endIndex...]
        if rest.first == UInt8(ascii: "%") { return digits + "%".utf8 }
        return digits
    }

    /// Writes an id under the policy's prefix, each once.
    private mutating func writeID(_ value: ArraySlice<UInt8>, _ hasID: inout Bool) {
        guard !hasID, !value.isEmpty, !value.contains(where: HTMLTokenizer.isSpace) else { return }
        let name = policy.name(value)
        guard scope.take(id: name) else { return }
        hasID = true
        html.raw(" id=\"")
        html.text(policy.idPrefix)
        html.address(name)
        html.raw("\"")
    }

    /// Writes the class names our own style sheet knows, and those that style rules taken over refer to, prefixed.
    private mutating func writeClasses(_ value: ArraySlice<UInt8>) {
        var count = 0
        for name in value.split(whereSeparator: HTMLTokenizer.isSpace) {
            let name = Array(name)
            let isPlain = Self.plainClasses.contains(name)
            guard isPlain || styledClasses.contains(name) else {
                if unwrittenClasses.count < 1_000 { unwrittenClasses.insert(name) }
                continue
            }
            html.raw(count == 0 ? " class=\"" : " ")
            if !isPlain { html.text(policy.idPrefix) }
            html.text(name)
            count += 1
        }
        if count > 0 { html.raw("\"") }
    }

    /// Tells which cells a header heads: pandas leaves it to the reader's eye.
    private mutating func writeScope() {
        let section = open.last { [.thead, .tbody, .tfoot, .table].contains($0.element) }
        html.raw(section?.element == .thead ? " scope=\"col\"" : " scope=\"row\"")
    }

    private mutating func addStyles(_ declarations: some Collection<UInt8>) {
        styles += declarations
        styles.append(UInt8(ascii: ";"))
    }

    /// Writes what may stay of the declarations of a tag, which come again and again.
    private mutating func writeStyles(_ element: HTMLElement) {
        let key = StyleKey(source: styles, element: element)
        let known = knownStyles[key]
        var result = known ?? []
        if known == nil {
            StyleDeclarations.append(styles[...], element, to: &result)
            if knownStyles.count < 256 { knownStyles[key] = result }
        }
        if result.isEmpty { return }
        html.raw(" style=\"")
        html.raw(safe: result.dropLast())
        html.raw("\"")
    }

    private mutating func writeLink(_ value: ArraySlice<UInt8>) {
        switch policy.link(value) {
        case .allowed(let address, let isElsewhere):
            html.raw(" href=\"")
            html.address(address)
            html.raw(isElsewhere ? "\" target=\"_top\" rel=\"noopener noreferrer nofollow\"" : "\"")
        case .missing(let address):
            html.raw(" class=\"missing\" title=\"Not in this site: ")
            escape(address[...])
            html.raw("\"")
        case .empty: break
        case .blocked, .repeated, .refused: report.refusedAddresses += 1
        }
    }
}

extension HTMLTag {
    /// The value of an attribute, nil without it.
    func first(_ attribute: HTMLAttribute) -> ArraySlice<UInt8>? {
        first(attribute.name)
    }

    /// The value of an attribute by its name in lower case, nil without it.
    func first(_ name: some Sequence<UInt8>) -> ArraySlice<UInt8>? {
        attributes.first { self.name(of: $0).elementsEqual(name) }.map { value(of: $0) }
    }
}
