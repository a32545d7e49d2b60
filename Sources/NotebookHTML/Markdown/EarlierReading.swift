/// What a first reading of the page found out about places that the text refers to before they come.
struct EarlierReading: Sendable {
    /// The numbers of equations, by label.
    var equations: [[UInt8]: EquationTag] = [:]
    /// Headings, figures and other named places, by label.
    var places: [[UInt8]: CrossReferences.Target] = [:]
}
