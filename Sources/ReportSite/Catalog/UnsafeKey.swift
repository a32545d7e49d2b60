/// A source key that gets no address, and why.
package struct UnsafeKey: Error, Sendable, Hashable {
    package var key: String
    package var reason: Reason

    /// What makes a key unsafe as a path.
    package enum Reason: String, Sendable, Hashable {
        case notANotebook = "it does not end in .ipynb"
        case noName = "it has no name before .ipynb"
        case absolute = "it begins with a slash"
        case emptySegment = "it has an empty folder name (two slashes)"
        case dotSegment = "it has a folder named . or .."
        case controlCharacter = "it has a control character"
        case backslash = "it has a backslash, which some systems read as a folder separator"
        case tooLong = "it is longer than file systems allow (240 bytes a name, 1,000 in all)"

        /// The first fault of a key, or nil where it is safe.
        init?(key: String) {
            guard key.utf8.count <= 1000 else {
                self = .tooLong
                return
            }
            // Bytes, not characters: a combining mark after a slash makes another character of it, not another path.
            guard key.utf8.suffix(6).elementsEqual(".ipynb".utf8) else {
                self = .notANotebook
                return
            }
            guard key.utf8.first != UInt8(ascii: "/") else {
                self = .absolute
                return
            }
            // C0, DEL and C1; the latter and the line separators only as scalars.
            for scalar in key.unicodeScalars {
                switch scalar.value {
                case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029:
                    self = .controlCharacter
                    return
                case 0x5C:
                    self = .backslash
                    return
                default: continue
                }
            }
            for segment in key.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
                if segment.isEmpty {
                    self = .emptySegment
                    return
                }
                if segment.elementsEqual(".".utf8) || segment.elementsEqual("..".utf8) {
                    self = .dotSegment
                    return
                }
                // 255 is the limit of common file systems; NAME.changes.html and a temporary name need room.
                if segment.count > 240 {
                    self = .tooLong
                    return
                }
            }
            if key.utf8.suffix(7).elementsEqual("/.ipynb".utf8) || key.utf8.count == 6 {
                self = .noName
                return
            }
            return nil
        }
    }
}
