/// What a run did, or in a dry run would do.
package struct PublishResult: Sendable {
    /// How many reports the site has.
    package var reportCount = 0
    /// The pages that were made, in the order they were planned, and why.
    package var rendered: [Rendered] = []
    /// Keys of reports that were taken out.
    package var removed: [String] = []
    /// Notebooks that could not be read, and keys that got no page: all of them, in order of key.
    package var failures: [Failure] = []
    /// What else a person should know, one sentence each.
    package var notices: [String] = []
    /// Files that were written because their content or headers changed, by path.
    package var writtenFiles: [String] = []
    /// Files that were removed, by path.
    package var deletedFiles: [String] = []
    /// Files that nothing links to any more and that are removed by a run after the grace period.
    package var waitingDeletes = 0
    /// Paths that caches were told to forget.
    package var invalidatedPaths: [String] = []
    /// The generation of the site after the run.
    package var generation = 0
    /// How often another run's commit came first and was merged with.
    package var mergeCount = 0

    package init() {}

    /// How many reports stayed as they were.
    package var unchangedCount: Int { max(0, reportCount - rendered.count) }

    /// A page that was made.
    package struct Rendered: Sendable, Hashable {
        package var key: String
        package var reason: PublishPlan.Reason
    }

    /// A report that is not in the site as it should be.
    package struct Failure: Sendable, Hashable {
        /// The source key.
        package var key: String
        /// What is wrong and what to do, without the key.
        package var message: String
        /// Whether another run may go better: a store failed, not the notebook.
        package var isPassing = false
    }
}

/// How far a run is.
package struct PublishProgress: Sendable, Hashable {
    /// Reports whose pages are made.
    package var done: Int
    /// Reports whose pages have to be made.
    package var total: Int
}
