/// What a page has room for beyond showing everything in the notebook once.
///
/// A notebook may refer to one large thing any number of times (an attached picture, a widget's model, a macro of
/// mathematics): without a bound a few kilobytes make a page of gigabytes.
struct RepeatAllowance: Sendable {
    /// How many bytes are left.
    private(set) var bytes: Int

    init(bytes: Int = 16_000_000) { self.bytes = bytes }

    /// Makes room for something that is shown for the first time.
    mutating func add(_ count: Int) { bytes += count }

    /// Takes the room something needs; false where there is not enough left, so that it has to be left out.
    mutating func spend(_ count: Int) -> Bool {
        guard count <= bytes else { return false }
        bytes -= count
        return true
    }
}
