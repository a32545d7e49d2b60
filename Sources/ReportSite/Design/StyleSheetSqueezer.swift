/// Makes a style sheet smaller without changing what it says: comments and needless white space go.
///
///     a {  color: red;  } /* x */   ->   a{color:red}
enum StyleSheetSqueezer {
    static func squeeze(_ sheet: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(sheet.count)
        var index = 0
        var hasSpace = false
        while index < sheet.count {
            let byte = sheet[index]
            if byte == UInt8(ascii: "/"), index + 1 < sheet.count, sheet[index + 1] == UInt8(ascii: "*") {
                index = end(ofCommentAt: index, in: sheet)
                hasSpace = true
                continue
            }
            if byte == 0x20 || (0x09...0x0D).contains(byte) {
                hasSpace = true
                index += 1
                continue
            }
            if hasSpace, let last = output.last, !joins(last), !separates(byte) { output.append(0x20) }
            hasSpace = false
            if byte == UInt8(ascii: "}"), output.last == UInt8(ascii: ";") { output.removeLast() }
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                let end = end(ofStringAt: index, in: sheet)
                output.append(contentsOf: sheet[index..<end])
                index = end
            } else {
                output.append(byte)
                index += 1
            }
        }
        return output
    }

    /// No space is needed after these. A colon too: `a: b` is a declaration, as no selector has a space there.
    private static func joins(_ byte: UInt8) -> Bool { separates(byte) || byte == UInt8(ascii: ":") }

    /// No space is needed on either side of these.
    private static func separates(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ";"), UInt8(ascii: ","): true
        default: false
        }
    }

    private static func end(ofCommentAt start: Int, in sheet: [UInt8]) -> Int {
        var index = start + 2
        while index + 1 < sheet.count {
            if sheet[index] == UInt8(ascii: "*"), sheet[index + 1] == UInt8(ascii: "/") { return index + 2 }
            index += 1
        }
        return sheet.count
    }

    private static func end(ofStringAt start: Int, in sheet: [UInt8]) -> Int {
        var index = start + 1
        while index < sheet.count, sheet[index] != sheet[start] {
            index += sheet[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(index + 1, sheet.count)
    }
}
