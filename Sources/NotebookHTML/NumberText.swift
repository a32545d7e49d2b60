/// Counts as people write them.
package enum NumberText {
    /// `1,234`; a negative number counts as 0.
    package static func grouped(_ number: Int) -> String {
        let digits = Array(String(max(0, number)))
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return text
    }
}
