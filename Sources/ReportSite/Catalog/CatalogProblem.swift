/// Something about the listing that a person should know: a report that gets no page, or a folder passed over.
package struct CatalogProblem: Sendable, Hashable, CustomStringConvertible {
    /// The sort of problem.
    package enum Code: String, Sendable, Hashable {
        /// The key can't be an address (`..`, control characters, over-long, ...).
        case unsafeKey
        /// Another report already has this address, or one that a file system may not tell from it.
        case addressTaken
        /// Autosaved copies in `.ipynb_checkpoints` were passed over: told once a folder; not an error.
        case checkpointIgnored
    }

    package var code: Code
    /// The source key it is about.
    package var key: String
    /// What is wrong, as a sentence.
    package var reason: String
    /// What to do about it, as a sentence.
    package var advice: String

    /// Whether a report was left out because of it.
    package var isError: Bool { code != .checkpointIgnored }

    package var description: String { "\(key): \(reason) \(advice)" }
}
