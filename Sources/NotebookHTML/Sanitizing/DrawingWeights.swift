/// What elements of a drawing cost that browsers draw slower than a shape.
struct DrawingWeights {
    /// The drawing's own extent, in its units.
    private var extent = 1_000.0
    private var hasRoot = false
    private var filter = FilterSteps()

    /// An effect is computed for every point it covers; an animation makes the drawing anew again and again.
    private static let slow = 1_000

    /// What an element costs, in ordinary elements; `period` is that of its dashes where a rule sets it.
    mutating func weight(of tag: HTMLTag, corners: Int, period: Double?) -> Int {
        if !hasRoot, tag.name.elementsEqual("svg".utf8) { readExtent(tag) }
        if tag.name.starts(with: "animate".utf8) || tag.name.elementsEqual("set".utf8) { return Self.slow }
        if let steps = filter.steps(of: tag) { return Self.slow * steps }
        let own =
            tag.first("stroke-dasharray".utf8).flatMap(Self.period)
            ?? tag.first(.style).flatMap { DrawingRules.period(in: $0) } ?? period
        // Browsers draw a line with more dashes than a million without any.
        guard let own, own > 0 else { return 1 }
        return 1 + Int(min(Double(corners) * extent / own, 1_000_000)) / 10
    }

    /// How much more than others what stands in an element costs: a filter may reach far beyond what it is applied to.
    func factor(of tag: HTMLTag) -> Int {
        guard tag.name.elementsEqual("filter".utf8) else { return 1 }
        let isAbsolute = tag.first("filterunits".utf8)?.elementsEqual("userSpaceOnUse".utf8) == true
        let sides = [tag.first(.width), tag.first(.height)].map { value -> Double in
            guard let value, let number = Self.numbers(in: value).first else { return 1 }
            if value.last == UInt8(ascii: "%") { return abs(number) / 100 }
            return abs(number) / (isAbsolute ? extent : 1)
        }
        // Three times its size on both sides is what shadows take.
        return Int(min(max(sides[0] * sides[1] / 9, 1), 1_000_000))
    }

    private mutating func readExtent(_ tag: HTMLTag) {
        hasRoot = true
        let box = tag.first("viewbox".utf8).map { Self.numbers(in: $0) } ?? []
        let sides =
            box.count == 4
            ? Array(box[2...])
            : [tag.first(.width), tag.first(.height)].compactMap { $0.flatMap { Self.numbers(in: $0).first } }
        if let longest = sides.max(), longest > 0 { extent = longest }
    }

    /// How many corners a line has: as many as its coordinates, halved.
    static func corners(of tag: HTMLTag) -> Int {
        guard let points = tag.first("d".utf8) ?? tag.first("points".utf8) else { return 4 }
        var count = 0
        var isNumber = false
        for byte in points {
            let isDigit = (0x30...0x39).contains(byte) || byte == UInt8(ascii: ".")
            if isDigit, !isNumber { count += 1 }
            isNumber = isDigit
        }
        return count / 2 + 1
    }

    /// The sum of a list of dashes.
    static func period(_ value: ArraySlice<UInt8>) -> Double? {
        let numbers = numbers(in: value)
        return numbers.isEmpty ? nil : numbers.reduce(0, +)
    }

    /// The first numbers in a text.
    private static func numbers(in text: ArraySlice<UInt8>) -> [Double] {
        text.split(maxSplits: 16) { byte in
            !((0x30...0x39).contains(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
                || byte | 0x20 == UInt8(ascii: "e"))
        }
        .prefix(16).compactMap { $0.count < 40 ? Double(String(decoding: $0, as: UTF8.self)) : nil }
    }
}
