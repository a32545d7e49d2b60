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

extension CatalogProblem {
    static func unsafe(_ fault: UnsafeKey) -> CatalogProblem {
        CatalogProblem(
            code: .unsafeKey, key: fault.key, reason: "This key can't be an address: \(fault.reason.rawValue).",
            advice: "Rename the object in the reports store.")
    }

    static func taken(_ path: String, by other: String, key: String) -> CatalogProblem {
        CatalogProblem(
            code: .addressTaken, key: key,
            reason: "Its address \(path) belongs to \(other) already, or can't be told from it on every system.",
            advice: "Rename one of the two; until then only \(other) has a page.")
    }

    static func checkpoints(folder: String) -> CatalogProblem {
        CatalogProblem(
            code: .checkpointIgnored, key: folder, reason: "Autosaved copies in this folder are passed over.",
            advice: "Nothing has to be done; they may be deleted.")
    }
}
