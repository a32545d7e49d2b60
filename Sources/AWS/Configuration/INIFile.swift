/// A file of the AWS tools taken apart: sections, each with properties, some with properties below them.
///
/// https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
struct INIFile: Sendable {
    /// `[profile name]` with what follows it. A section that is written twice is there once, later values winning.
    struct Section: Sendable, Hashable {
        /// The words in the brackets, quotes removed: `profile`, `name`.
        var words: [String]
        /// By lower-case name.
        var properties: [String: Property] = [:]
    }

    /// The value of a name, with its place.
    struct Property: Sendable, Hashable {
        /// Lines of a continued value are separated by line feeds.
        var value: String
        /// The indented `name = value` lines below a name with an empty value.
        var nested: [String: Property] = [:]
        var place: FilePlace
    }

    private(set) var sections: [Section] = []

    /// - Throws: an error with the line; it never holds the line itself, which may be a secret.
    init(path: String, bytes: [UInt8]) throws(AWSConfigurationError) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw AWSConfigurationError(place: FilePlace(path: path), reason: "The file is not UTF-8 text.")
        }
        var parser = INIParser(path: path)
        for line in text.utf8.split(omittingEmptySubsequences: false, whereSeparator: { $0 == 0x0A }) {
            try parser.read(Substring(line))
        }
        sections = parser.sections
    }
}

/// A line of a file.
package struct FilePlace: Sendable, Hashable, CustomStringConvertible {
    package var path: String
    /// From 1; nil for the file as a whole.
    package var line: Int?

    package init(path: String, line: Int? = nil) {
        self.path = path
        self.line = line
    }

    package var description: String { line.map { "\(path):\($0)" } ?? path }
}

/// A setting of the AWS tools that can't be used: where it is and what to write instead. Never holds a secret.
package struct AWSConfigurationError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file and line, or nil where the setting is no file's.
    package var place: FilePlace?
    /// What is wrong and what to do, as sentences.
    package var reason: String

    package init(place: FilePlace? = nil, reason: String) {
        self.place = place
        self.reason = reason
    }

    package var description: String { place.map { "\($0): \(reason)" } ?? reason }
}
