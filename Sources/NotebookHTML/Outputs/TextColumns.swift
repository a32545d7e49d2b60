/// Tells columns of words from columns of numbers in tables of sanitised HTML, as pandas aligns both to the right; and
/// columns of dates, which browsers break at their hyphens.
///
/// Columns are counted from the end, the last being 1: rows of a grouped index lack cells at their beginning.
struct TextColumns {
    /// The columns of words found so far.
    private(set) var found: Set<Int> = []
    /// The columns of dates and times.
    private(set) var dates: Set<Int> = []

    /// Copies markup with the columns named: `<table>` -> `<table class="text-1 text-4 date-5">`.
    mutating func mark(_ markup: [UInt8]) -> [UInt8] {
        var marked: [UInt8] = []
        var copied = 0
        var table: (place: Int, values: TableValues)?
        var depth = 0
        var index = 0
        // The sanitiser escapes both signs wherever they are not a tag's.
        while let start = markup[index...].firstIndex(of: UInt8(ascii: "<")),
            let end = markup[start...].firstIndex(of: UInt8(ascii: ">"))
        {
            table?.values.add(text: markup[index..<start])
            index = end + 1
            let tag = markup[start + 1..<end]
            if tag.isNamed("table") {
                depth += 1
                // Tables with tables in them arrange pages: their cells are no values.
                table = depth == 1 ? (start + "<table".utf8.count, TableValues()) : nil
            } else if tag.isNamed("/table") {
                depth -= 1
                guard let (place, values) = table.take() else { continue }
                found.formUnion(values.textColumns)
                dates.formUnion(values.dateColumns)
                let names = values.textColumns.map { "text-\($0)" } + values.dateColumns.map { "date-\($0)" }
                guard !names.isEmpty else { continue }
                marked += markup[copied..<place]
                copied = Self.write(names, into: &marked, tag: markup[place...])
            } else {
                table?.values.add(tag: tag)
            }
        }
        return copied == 0 ? markup : marked + markup[copied...]
    }

    /// The rules that align them and keep dates whole; rows with cells that span columns can't be counted.
    var rules: [UInt8] {
        let rules =
            found.sorted().map { Self.rule("text", $0, "text-align:left") }
            + dates.sorted().map { Self.rule("date", $0, "white-space:nowrap") }
        return Array(rules.joined().utf8)
    }

    private static func rule(_ name: String, _ column: Int, _ declaration: String) -> String {
        ".html-output .\(name)-\(column) tr:not(:has([colspan]))>:nth-last-child(\(column)){\(declaration)}\n"
    }

    /// Writes the classes before those there are already; returns where the rest of the markup begins.
    private static func write(_ names: [String], into marked: inout [UInt8], tag: ArraySlice<UInt8>) -> Int {
        let names = names.joined(separator: " ")
        let attribute = Array(" class=\"".utf8)
        if tag.starts(with: attribute) {
            marked += attribute + Array(names.utf8) + [0x20]
            return tag.startIndex + attribute.count
        }
        marked += attribute + Array(names.utf8) + Array("\"".utf8)
        return tag.startIndex
    }
}

extension ArraySlice<UInt8> {
    /// Whether the inside of a tag is that of this element: `table class="x"` of `table`.
    fileprivate func isNamed(_ name: StaticString) -> Bool {
        name.withUTF8Buffer { name in
            unsafe starts(with: name) && (count == name.count || self[startIndex + name.count] == 0x20)
        }
    }
}

/// What stands in the cells of one table.
private struct TableValues {
    private enum Kind { case words, number, date, nothing }

    private static let columnLimit = 64
    /// What stands where a value is missing or left out.
    private static let missing: Set = [
        "", "...", "…", "-", "–", "—", "NaN", "nan", "NaT", "None", "null", "&lt;NA&gt;", "inf", "-inf",
    ]

    private var isInHead = false
    private var isUncountable = false
    private var row: [Kind] = []
    private var cell: [UInt8]?
    /// By column, more than 0 where words are more.
    private var balance: [Int: Int] = [:]
    /// By column, more than 0 where dates are more than all else.
    private var dateBalance: [Int: Int] = [:]

    /// The columns where more cells hold words than numbers.
    var textColumns: [Int] { balance.filter { $0.value > 0 }.keys.sorted() }
    /// The columns, of the index too, where more cells hold dates than anything else.
    var dateColumns: [Int] { dateBalance.filter { $0.value > 0 }.keys.sorted() }

    mutating func add(text: ArraySlice<UInt8>) {
        cell?.append(contentsOf: text)
    }

    mutating func add(tag: ArraySlice<UInt8>) {
        switch true {
        case tag.isNamed("thead"): isInHead = true
        case tag.isNamed("/thead"): isInHead = false
        case tag.isNamed("tr"): (row, isUncountable) = ([], false)
        case tag.isNamed("td"), tag.isNamed("th"):
            if tag.holds("colspan=") { isUncountable = true }
            cell = []
        case tag.isNamed("/td"): endCell { Self.kind(of: $0) }
        case tag.isNamed("/th"): endCell { Self.kind(of: $0) == .date ? .date : .nothing }
        case tag.isNamed("/tr"): endRow()
        default: break
        }
    }

    private mutating func endCell(_ kind: ([UInt8]) -> Kind) {
        if row.count < Self.columnLimit, let cell { row.append(kind(cell)) } else { isUncountable = true }
        cell = nil
    }

    private mutating func endRow() {
        guard !isInHead, !isUncountable else { return }
        for (column, kind) in zip(1..., row.reversed()) where kind != .nothing {
            balance[column, default: 0] += kind == .words ? 1 : -1
            dateBalance[column, default: 0] += kind == .date ? 1 : -1
        }
    }

    /// Numbers have digits and no letters but an exponent's; dates and times in digits are aligned like them.
    private static func kind(of cell: [UInt8]) -> Kind {
        let text = String(decoding: cell, as: UTF8.self).trimmingASCIISpace()
        guard !missing.contains(text) else { return .nothing }
        let hasLetters = text.utf8.contains { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20 && $0 | 0x20 != 0x65 }
        let hasDigit = text.utf8.contains { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
        guard hasDigit, !hasLetters else { return .words }
        return text.utf8.count <= 40 && joinsDigits(text) ? .date : .number
    }

    /// Whether a sign of dates and times stands between two digits: `2013-10-31`, `02:08`.
    private static func joinsDigits(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
        return bytes.indices.dropFirst().dropLast().contains {
            [UInt8(ascii: "-"), UInt8(ascii: ":"), UInt8(ascii: "/")].contains(bytes[$0])
                && isDigit(bytes[$0 - 1]) && isDigit(bytes[$0 + 1])
        }
    }
}
