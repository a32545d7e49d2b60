extension ArraySlice<UInt8> {
    /// Where a text first stands; nil where it does not.
    func range(of text: String) -> Range<Int>? {
        let pattern = Array(text.utf8)
        guard let first = pattern.first, count >= pattern.count else { return nil }
        for start in startIndex...(endIndex - pattern.count)
        where self[start] == first && self[start...].starts(with: pattern) {
            return start..<start + pattern.count
        }
        return nil
    }

    /// Whether a text stands somewhere.
    func holds(_ text: String) -> Bool { range(of: text) != nil }
}
