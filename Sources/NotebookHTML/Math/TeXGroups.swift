/// Where commands and groups end in TeX that is handed on as source. A backslash takes the meaning of the byte behind it.
extension RandomAccessCollection where Element == UInt8, Index == Int {
    /// Where `mark` first stands outside groups from `start` on; nil where it does not, or where a group ends before it
    /// that did not begin.
    ///
    /// - Parameters:
    ///   - opening: A mark that pairs with `mark`, so that `]` closes its own bracket in `[a[b]c]`.
    ///   - isCommand: Whether the mark stands behind a backslash, as in `\)`; the backslash's place is given.
    func firstIndex(
        of mark: UInt8, outsideGroupsFrom start: Int, nesting opening: UInt8? = nil, isCommand: Bool = false
    ) -> Int? {
        var groups = 0
        var nested = 0
        var index = start
        while index < endIndex {
            let byte = self[index]
            if groups == 0 {
                let isMark =
                    isCommand
                    ? byte == UInt8(ascii: "\\") && index + 1 < endIndex && self[index + 1] == mark : byte == mark
                if isMark {
                    if nested == 0 { return index }
                    nested -= 1
                } else if byte == opening {
                    nested += 1
                }
            }
            switch byte {
            case UInt8(ascii: "\\"): index += 1
            case UInt8(ascii: "{"): groups += 1
            case UInt8(ascii: "}"):
                groups -= 1
                if groups < 0 { return nil }
            default: break
            }
            index += 1
        }
        return nil
    }

    /// The index behind the brace that closes the group whose brace opens at `start`; nil where none does.
    func endOfGroup(at start: Int) -> Int? {
        firstIndex(of: UInt8(ascii: "}"), outsideGroupsFrom: start + 1).map { $0 + 1 }
    }

    /// Where the name of a command ends whose backslash is at a place.
    func endOfCommandName(at start: Int) -> Int {
        var end = start + 1
        while end < endIndex, self[end].isTeXLetter { end += 1 }
        return end > start + 1 ? end : Swift.min(start + 2, endIndex)
    }

    /// Where a command ends whose backslash is at a place, with the groups right behind its name.
    func endOfCommand(at start: Int) -> Int {
        var end = endOfCommandName(at: start)
        guard self[end - 1].isTeXLetter else { return end }
        while end < endIndex, self[end] == UInt8(ascii: "{"), let next = endOfGroup(at: end) { end = next }
        return end
    }
}
