/// How a key is taken apart into its series and its time.
package struct SeriesPattern: Sendable, Hashable {
    /// Tried in this order; the first form found in a key, nearest to its end, gives the time.
    package var timestamps: [TimestampPattern]
    /// How the rest of a key becomes the name of its series; nil takes all of it.
    package var naming: SeriesNaming?

    /// The common forms, after any of the owner's own.
    package init(custom: [TimestampPattern] = [], naming: SeriesNaming? = nil) {
        timestamps = custom + Self.common
        self.naming = naming
    }

    /// The longest forms first: a date inside a date and time is no match of its own.
    private static let common: [TimestampPattern] = [
        "YYYY-MM-DD-HH-mm-ss", "YYYY-MM-DDTHH:mm:ss", "YYYY-MM-DDTHH-mm-ss", "YYYY-MM-DDTHH_mm_ss",
        "YYYY-MM-DD_HH-mm-ss", "YYYY-MM-DD_HH_mm_ss", "YYYY-MM-DD_HH:mm:ss", "YYYY-MM-DD HH:mm:ss",
        "YYYY-MM-DD HH-mm-ss", "YYYY-MM-DD HH.mm.ss", "YYYY_MM_DD_HH_mm_ss", "YYYY.MM.DD.HH.mm.ss",
        "YYYY-MM-DDTHHmmss", "YYYY-MM-DD-HHmmss", "YYYY-MM-DD_HHmmss", "YYYY-MM-DD/HH-mm-ss", "YYYY/MM/DD/HH-mm-ss",
        "YYYYMMDDTHHmmss", "YYYYMMDD-HHmmss", "YYYYMMDD_HHmmss", "YYYYMMDDHHmmss",
        "YYYY-MM-DD-HH-mm", "YYYY-MM-DDTHH:mm", "YYYY-MM-DDTHH-mm", "YYYY-MM-DD_HH-mm", "YYYY_MM_DD_HH_mm",
        "YYYY-MM-DDTHHmm", "YYYY-MM-DD-HHmm", "YYYY-MM-DD_HHmm", "YYYYMMDDTHHmm", "YYYYMMDD-HHmm", "YYYYMMDD_HHmm",
        "year=YYYY/month=MM/day=DD", "YYYY/MM/DD", "YYYY-MM-DD", "YYYY_MM_DD", "YYYY.MM.DD", "YYYYMMDD",
        "YYYY/MM/", "YYYY-MM", "YYYY_MM",
    ].compactMap(TimestampPattern.init)

    /// Takes a key apart.
    ///
    ///     a/report-2023-12-11-10-00-00.ipynb       ->  a/report, 2023-12-11T10:00:00Z
    ///     2023/12/11/sales-20231211T100000Z.ipynb  ->  sales,    2023-12-11T10:00:00Z
    ///
    /// Other dates of the key that say the same day are taken out too, so that folders by day don't split a series.
    package func parse(key: String) -> (series: String, time: UTCTime?) {
        let (name, time) = parseWhole(key)
        return (naming?.name(of: name) ?? name, time)
    }

    private func parseWhole(_ key: String) -> (series: String, time: UTCTime?) {
        var stem = Array(key.utf8)
        if stem.suffix(6).elementsEqual(".ipynb".utf8) { stem.removeLast(6) }
        // Most patterns begin with the year, and a key has few of them.
        let years = stem.indices.filter { TimestampPattern.hasYear(stem, at: $0) }
        var matches: [TimestampPattern.Match] = []
        for pattern in timestamps {
            if pattern.beginsWithYear {
                for start in years.reversed() { Self.add(pattern, at: start, in: stem, to: &matches) }
            } else {
                for start in stem.indices.reversed() { Self.add(pattern, at: start, in: stem, to: &matches) }
            }
        }
        // The first found is the most exact one. Others of the same form may be earlier in the key.
        guard let best = matches.first else { return (String(decoding: stem, as: UTF8.self), nil) }
        let sameDay = matches.filter { $0 == best || Self.agrees($0, with: best) }
        return (Self.name(stem, without: sameDay.map(\.range)), best.time)
    }

    /// Adds the timestamp at a place, where there is one that is no part of those found before it.
    private static func add(
        _ pattern: TimestampPattern, at start: Int, in stem: [UInt8], to matches: inout [TimestampPattern.Match]
    ) {
        guard !matches.contains(where: { $0.range.contains(start) }), let match = pattern.match(stem, at: start),
            !matches.contains(where: { $0.range.overlaps(match.range) })
        else { return }
        matches.append(match)
    }

    private static func agrees(_ match: TimestampPattern.Match, with best: TimestampPattern.Match) -> Bool {
        let (date, bestDate) = (match.time.date, best.time.date)
        return date.year == bestDate.year && date.month == bestDate.month
            && (!match.hasDay || date.day == bestDate.day)
    }

    /// What is left of a key: one separator where two meet, no empty folders, never an empty name.
    private static func name(_ stem: [UInt8], without ranges: [Range<Int>]) -> String {
        var joined: [UInt8] = []
        joined.reserveCapacity(stem.count)
        var start = 0
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            append(stem[start..<range.lowerBound], to: &joined)
            start = range.upperBound
        }
        append(stem[start...], to: &joined)
        let name = withTidyFolders(joined)
        return name.isEmpty ? "report" : String(decoding: name, as: UTF8.self)
    }

    private static func append(_ piece: ArraySlice<UInt8>, to joined: inout [UInt8]) {
        let followsSeparator = joined.last.map(isSeparator) ?? true
        joined.append(contentsOf: followsSeparator ? piece.drop(while: isWordSeparator) : piece)
    }

    /// Without empty folders and without separators at the ends of their names.
    private static func withTidyFolders(_ joined: [UInt8]) -> [UInt8] {
        var tidy: [UInt8] = []
        tidy.reserveCapacity(joined.count)
        var folderStart = 0
        func endFolder() {
            while tidy.count > folderStart, let last = tidy.last, isWordSeparator(last) { tidy.removeLast() }
        }
        for byte in joined {
            guard byte == UInt8(ascii: "/") else {
                tidy.append(byte)
                continue
            }
            endFolder()
            if tidy.count > folderStart {
                tidy.append(byte)
                folderStart = tidy.count
            }
        }
        endFolder()
        if tidy.last == UInt8(ascii: "/") { tidy.removeLast() }
        return tidy
    }

    private static func isSeparator(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "/") || isWordSeparator(byte) }

    private static func isWordSeparator(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: " "): true
        default: false
        }
    }
}
