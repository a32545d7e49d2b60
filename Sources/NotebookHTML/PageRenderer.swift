import Notebook

/// What is carried from cell to cell while one page is rendered.
///
/// Its concerns live in extensions: cells, outputs, one file each.
struct PageRenderer {
    let notebook: Notebook
    let context: RenderContext
    let options: RenderOptions
    /// The notebook's language, which code cells have unless a cell magic says otherwise.
    let language: Language?
    /// The stored state of ipywidgets models by id, where the notebook holds it.
    let widgets: WidgetState
    /// Markdown's state across cells: anchors, headings, links to notebooks, macros and equation numbers.
    var markdown: MarkdownPage
    var html = HTMLWriter(capacity: 1 << 16)
    /// Style rules of outputs, for the page's head.
    var styles = PageStyles()
    /// The columns of words in the tables of outputs.
    var textColumns = TextColumns()
    var notices: [String]
    var files: [RenderedNotebook.File] = []
    var fileNames: Set<String> = []
    /// Files of programs that earlier outputs loaded for later ones.
    var preludes: [FramePrelude] = []
    /// How deep the widget that is shown stands in captured outputs of others.
    var widgetDepth = 0
    /// The last cell that was told to have widgets without their state.
    var lostWidgetCell: Int?
    /// The models of widgets that have been shown.
    var shownWidgets: Set<String> = []
    /// What widgets that are shown again may fill of the page.
    var widgetAllowance = RepeatAllowance()
    /// How many HTML fragments each output has shown, by the output's anchor: their ids must differ.
    var fragments: [String: Int] = [:]
    /// The title front matter gives, if the first cell begins with it.
    var frontMatterTitle: String?
    /// The heading of a first cell that is not shown.
    var removedTitle: String?

    init(
        notebook: Notebook, context: RenderContext, options: RenderOptions, earlier: EarlierReading = EarlierReading()
    ) {
        self.notebook = notebook
        self.context = context
        self.options = options
        // A notebook that says nothing is one of Python, as nbconvert takes it.
        language = Language(name: NotebookFacts.language(of: notebook) ?? "python")
        widgets = WidgetState(notebook: notebook)
        markdown = MarkdownPage(context: context, options: options, promotesHeading: true, earlier: earlier)
        markdown.knownTitle = NotebookFacts.title(of: notebook)
        notices = notebook.notices
    }

    /// Hands over the page.
    consuming func finish() -> RenderedNotebook {
        let styles = styles.affordable(in: html.bytes)
        if let notice = styles.notice { notices.append(notice) }
        if let text = Self.explain(markdown.refused) { notices.append("Markdown text: " + text) }
        let title =
            NotebookFacts.title(of: notebook) ?? frontMatterTitle ?? removedTitle ?? markdown.promotedTitle
            ?? markdown.headings.first?.text
        return RenderedNotebook(
            facts: NotebookFacts.facts(of: notebook, title: title),
            cells: html.bytes,
            styles: styles.rules + textColumns.rules,
            headings: markdown.headings,
            notices: notices,
            files: files,
            notebookLinks: markdown.notebookLinks.sorted(),
            hasMathematics: markdown.mathematics.hasFormulas
        )
    }
}
