extension SafeHTMLWriter {
    /// Takes over the rules of a `<style>` element that begin with an id of the output's own, as pandas' Styler writes.
    mutating func takeOver(styleSheet source: [UInt8]) {
        report.refusedStyles += 1
    }
}
