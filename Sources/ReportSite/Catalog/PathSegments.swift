extension String {
    /// The names between the slashes, empty ones left out. By bytes: a combining mark after a slash makes another
    /// character of it, not another path.
    var segments: [Substring] { utf8.split(separator: UInt8(ascii: "/")).map(Substring.init) }
}
