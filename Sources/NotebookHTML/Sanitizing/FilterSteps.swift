/// How many steps a filter takes: browsers compute what several effects take in once for each of them.
struct FilterSteps {
    /// The steps up to each named result.
    private var results: [[UInt8]: Int] = [:]
    /// The steps up to the effect that was read last, and its name.
    private var last = 0
    private var name: [UInt8]?
    /// The most steps an effect of the present filter takes.
    private var most = 0

    /// How many more steps the filter takes with an element in it; nil for what is no effect.
    mutating func steps(of tag: HTMLTag) -> Int? {
        guard tag.name.starts(with: "f".utf8) else { return nil }
        if tag.name.elementsEqual("filter".utf8) {
            self = FilterSteps()
            return nil
        }
        guard tag.name.starts(with: "fe".utf8), !Self.parts.contains(tag.name) else { return nil }
        if tag.name.elementsEqual("femergenode".utf8) {
            // A merge grows with the nodes in it.
            last += steps(upTo: tag.first("in".utf8))
        } else {
            let second = tag.first("in2".utf8).map { steps(upTo: $0) } ?? 0
            let isMerge = tag.name.elementsEqual("femerge".utf8)
            last = 1 + (isMerge ? 0 : steps(upTo: tag.first("in".utf8)) + second)
            name = tag.first("result".utf8).map { Array($0) }
        }
        last = min(last, Self.limit)
        if let name { results[name] = last }
        defer { most = max(most, last) }
        return max(last - most, 0)
    }

    /// The steps an input takes: that of the effect before where none is named, none where it is the picture itself.
    private func steps(upTo input: ArraySlice<UInt8>?) -> Int {
        guard let input else { return last }
        return results[Array(input)] ?? 0
    }

    private static let limit = 1 << 30
    /// Elements that belong to the effect they stand in.
    private static let parts = Set(
        ["fefunca", "fefuncr", "fefuncg", "fefuncb", "fedistantlight", "fepointlight", "fespotlight"]
            .map { Array($0.utf8) })
}
