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
        var matches: [TimestampPattern.Match] = []
        // Most patterns begin with the year, and a key has few numbers.
        let numberStarts = stem.indices.reversed().filter { TimestampPattern.isDigit(stem[$0]) }
        for pattern in timestamps {
            for start in pattern.beginsWithYear ? numberStarts : stem.indices.reversed() {
                guard let match = pattern.match(stem, at: start),
                    !matches.contains(where: { $0.range.overlaps(match.range) })
                else { continue }
                matches.append(match)
            }
        }
        // The first found is the most exact one. Others of the same form may be earlier in the key.
        guard let best = matches.first else { return (Self.name([stem[...]]), nil) }
        let sameDay = matches.filter { $0 == best || Self.agrees($0, with: best) }
        return (Self.name(Self.cut(sameDay.map(\.range), from: stem)), best.time)
    }

    private static func agrees(_ match: TimestampPattern.Match, with best: TimestampPattern.Match) -> Bool {
        match.hasDay ? match.time.date == best.time.date : match.time.monthText == best.time.monthText
    }

    private static func cut(_ ranges: [Range<Int>], from stem: [UInt8]) -> [ArraySlice<UInt8>] {
        var pieces: [ArraySlice<UInt8>] = []
        var start = 0
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            pieces.append(stem[start..<range.lowerBound])
            start = range.upperBound
        }
        return pieces + [stem[start...]]
    }

    /// Joins what is left of a key: one separator where two meet, no empty folders, never an empty name.
    private static func name(_ pieces: [ArraySlice<UInt8>]) -> String {
        var joined: [UInt8] = []
        for piece in pieces {
            let left = joined.last.map(isSeparator) ?? true
            joined.append(contentsOf: left && pieces.count > 1 ? piece.drop(while: isWordSeparator) : piece)
        }
        guard pieces.count > 1 else { return String(decoding: joined, as: UTF8.self) }
        let folders = joined.split(separator: UInt8(ascii: "/")).compactMap { folder -> String? in
            var folder = folder
            while let last = folder.last, isWordSeparator(last) { folder.removeLast() }
            return folder.isEmpty ? nil : String(decoding: folder, as: UTF8.self)
        }
        return folders.isEmpty ? "report" : folders.joined(separator: "/")
    }

    private static func isSeparator(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "/") || isWordSeparator(byte) }

    private static func isWordSeparator(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: " "): true
        default: false
        }
    }
}
