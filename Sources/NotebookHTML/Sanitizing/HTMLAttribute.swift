/// The attributes the sanitiser reads; all others are dropped.
enum HTMLAttribute: UInt8, CaseIterable, Sendable {
    case abbr, align, alt, bgcolor, `class`, color, colspan, datetime, dir, height, hidden, high, href, id, label, lang
    case low, max, min, name, nowrap, `open`, optimum, reversed, rowspan, scope, span, start, style, title, type, valign
    case value, width

    private static let names = allCases.map { Array("\($0)".utf8) }
    private static let lookup = NameTable(allCases.map { ($0.name, $0) })

    /// The name in lower case.
    var name: [UInt8] { Self.names[Int(rawValue)] }

    /// The attribute of a name in lower case, nil for one that is dropped.
    init?(name: ArraySlice<UInt8>) {
        guard let attribute = Self.lookup.value(of: name) else { return nil }
        self = attribute
    }

    /// What a value must look like to be written as it is.
    enum Form: Sendable {
        /// Any text.
        case text
        /// Nothing: the attribute alone says it.
        case flag
        /// A whole number within bounds.
        case integer(ClosedRange<Int>)
        /// A decimal number.
        case decimal
        /// One of these words.
        case keyword([String])
        /// Letters, digits and hyphens.
        case languageTag
        /// A width or height in pixels or per cent.
        case dimension
    }

    /// The form the value has on this element, nil where the attribute is dropped or needs more than a look at its form.
    func form(on element: HTMLElement) -> Form? {
        switch (self, element) {
        case (.title, _), (.abbr, .th), (.datetime, .time), (.datetime, .ins), (.datetime, .del), (.value, .data): .text
        case (.lang, _): .languageTag
        case (.dir, _): .keyword(["ltr", "rtl", "auto"])
        case (.hidden, _), (.open, .details), (.reversed, .ol): .flag
        case (.colspan, .td), (.colspan, .th), (.span, .col), (.span, .colgroup): .integer(1...1000)
        case (.rowspan, .td), (.rowspan, .th): .integer(0...65_534)
        case (.start, .ol), (.value, .li): .integer(-1_000_000_000...1_000_000_000)
        case (.type, .ol): .keyword(["1", "a", "A", "i", "I"])
        case (.scope, .th): .keyword(["row", "col", "rowgroup", "colgroup"])
        case (.max, .progress), (.value, .progress), (.value, .meter), (.min, .meter), (.max, .meter), (.low, .meter),
            (.high, .meter), (.optimum, .meter):
            .decimal
        case (.width, .img), (.height, .img): .dimension
        default: nil
        }
    }

    /// The style property an obsolete attribute of looks stands for on this element.
    func styleProperty(on element: HTMLElement) -> StaticString? {
        switch (self, element) {
        case (.align, .table), (.align, .img): nil
        case (.align, _): "text-align"
        case (.valign, _): "vertical-align"
        case (.bgcolor, _): "background-color"
        case (.color, .span): "color"
        case (.width, .table), (.width, .td), (.width, .th), (.width, .col), (.width, .colgroup): "width"
        default: nil
        }
    }
}
