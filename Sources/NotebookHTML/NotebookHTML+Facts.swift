package import Notebook

extension NotebookHTML {
    /// What a notebook tells of its run without rendering it; the title only where its metadata names one.
    package static func facts(of notebook: Notebook) -> ReportFacts {
        NotebookFacts.facts(of: notebook, title: NotebookFacts.title(of: notebook))
    }
}
