/// What a build did.
package struct BuildResult: Sendable {
    /// How many reports the site has.
    package var reportCount = 0
    /// The pages that were made, in the order they were planned, and why.
    package var rendered: [Rendered] = []
    /// Notebooks that could not be read, and keys that got no page: all of them, in order of key.
    package var failures: [Failure] = []
    /// What else a person should know, one sentence each.
    package var notices: [String] = []
    /// Files that were written because their content changed.
    package var writtenFileCount = 0
    /// Files that were removed, by path.
    package var deletedFiles: [String] = []

    /// How many reports stayed as they were.
    package var unchangedCount: Int { reportCount - rendered.count }

    /// A page that was made.
    package struct Rendered: Sendable, Hashable {
        package var key: String
        package var reason: BuildPlan.Reason
    }

    /// A report that is not in the site as it should be.
    package struct Failure: Sendable, Hashable {
        /// The source key.
        package var key: String
        /// What is wrong and what to do, without the key.
        package var message: String
    }
}

/// How far a build is.
package struct BuildProgress: Sendable, Hashable {
    /// Reports whose pages are made.
    package var done: Int
    /// Reports whose pages have to be made.
    package var total: Int
}
