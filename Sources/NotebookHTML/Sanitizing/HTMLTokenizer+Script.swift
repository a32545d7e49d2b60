extension HTMLTokenizer {
    /// The script data states, of which only one thing matters here: where the script ends
    /// (https://html.spec.whatwg.org/multipage/parsing.html#script-data-state).
    private enum ScriptState { case plain, escaped, doubleEscaped }

    /// The index of the end tag that ends the script, or the end of input.
    func endOfScript() -> Int {
        var state = ScriptState.plain
        var dashes = 0
        var index = position
        while index < input.count {
            let byte = input[index]
            index += 1
            switch byte {
            case UInt8(ascii: "-"): dashes += 1
            case UInt8(ascii: ">"):
                if dashes >= 2 { state = .plain }
                dashes = 0
            case UInt8(ascii: "<"):
                if state != .doubleEscaped, isAppropriateEndTag(at: index - 1) { return index - 1 }
                (state, dashes, index) = afterLessThan(state, at: index)
            default: dashes = 0
            }
        }
        return input.count
    }

    /// What a `<` inside a script leads to; `index` is behind it.
    private func afterLessThan(_ state: ScriptState, at index: Int) -> (ScriptState, dashes: Int, index: Int) {
        switch state {
        case .plain:
            let opensComment = input[index...].starts(with: "!--".utf8)
            return opensComment ? (.escaped, 2, index + 3) : (.plain, 0, index)
        case .escaped:
            return (isScriptName(at: index) ? .doubleEscaped : .escaped, 0, index)
        case .doubleEscaped:
            let isEnd = index < input.count && input[index] == UInt8(ascii: "/") && isScriptName(at: index + 1)
            return (isEnd ? .escaped : .doubleEscaped, 0, index)
        }
    }

    private func isScriptName(at index: Int) -> Bool {
        let end = index + 6
        guard end < input.count, Self.endsTagName(input[end]) else { return false }
        return zip(index..<end, "script".utf8).allSatisfy { Self.lowercased(input[$0]) == $1 }
    }
}
