/// The style rules that outputs brought, each output's under its own id.
///
/// A rule that does not end in an id is tried on every element of the page: most are turned down at once, as the output's
/// id is not around; those of the output itself are looked at. What pandas' Styler writes is nothing to a browser, but
/// thousands of outputs, each with as many rules as one may have, would take it minutes.
struct PageStyles: Sendable {
    /// The rules of one fragment.
    private struct Sheet {
        var rules: [UInt8]
        /// How many of them are tried on every element.
        var general: Int
        /// How many elements the fragment has.
        var elements: Int
    }

    private var sheets: [Sheet] = []

    /// How often rules may be looked at: two seconds of a browser.
    private static let limit = 20_000_000
    /// How many elements elsewhere take as long as one of the output itself.
    private static let elsewhere = 100

    /// Takes in the rules of one fragment; `count` of them do not end in an id.
    mutating func add(_ rules: [UInt8], general count: Int, for fragment: [UInt8]) {
        guard !rules.isEmpty else { return }
        sheets.append(Sheet(rules: rules, general: count, elements: Self.elements(in: fragment)))
    }

    /// The rules for a page of this markup, and a remark where some outputs had to go without theirs.
    func affordable(in page: [UInt8]) -> (rules: [UInt8], notice: String?) {
        let others = sheets.isEmpty ? 0 : Self.elements(in: page) / Self.elsewhere
        var rules: [UInt8] = []
        var cost = 0
        var leftOut = 0
        for sheet in sheets {
            let next = cost + sheet.general * (sheet.elements + others)
            guard next <= Self.limit else {
                leftOut += 1
                continue
            }
            cost = next
            rules += sheet.rules
        }
        guard leftOut > 0 else { return (rules, nil) }
        let outputs = leftOut == 1 ? "One output is" : "\(NumberText.grouped(leftOut)) outputs are"
        return (rules, "\(outputs) shown without the style rules brought along: browsers would not finish that many.")
    }

    /// Every element has a start tag and most have an end tag; all other `<` are escaped.
    private static func elements(in markup: [UInt8]) -> Int {
        markup.count { $0 == UInt8(ascii: "<") } / 2
    }
}
