/// What has to differ or to stay within bounds over a whole page: handed on from fragment to fragment.
struct PageScope: Sendable {
    /// What pictures attached to the notebook may still fill of the page.
    var pictureAllowance = RepeatAllowance()
    /// The ids given so far, without their prefix.
    private var ids: Set<[UInt8]> = []
    /// The number the next id with a slug gets, where it is not the first: counting anew would be quadratic.
    private var nextNumber: [[UInt8]: Int] = [:]

    /// Takes an id, given without its prefix; false where something else has it.
    mutating func take(id: [UInt8]) -> Bool { ids.insert(id).inserted }

    /// The slug of a text as an id that nothing else has, `notes` or `notes-2`; it is taken.
    mutating func uniqueSlug(_ text: [UInt8]) -> [UInt8] {
        let slug = Anchor.slug(text)
        guard !take(id: slug) else { return slug }
        var number = nextNumber[slug, default: 2]
        while true {
            let unique = slug + Array("-\(number)".utf8)
            number += 1
            if take(id: unique) {
                nextNumber[slug] = number
                return unique
            }
        }
    }
}
