/// Everything a site needs to know of one rendered notebook. A pure function of the notebook and the options.
package struct RenderedNotebook: Sendable {
    /// What the reader's page and every list of reports tell about the report.
    package var facts: ReportFacts
    /// The cells as HTML: the content of the page's `<main>` (see docs/markup.md).
    package var cells: [UInt8]
    /// Style rules of the cells' outputs, each under its output's id: for a `<style>` in the page's head.
    package var styles: [UInt8]
    /// The headings in reading order, for the table of contents.
    package var headings: [Heading]
    /// One sentence each, shown above the cells: what was repaired, left out or unusual.
    package var notices: [String]
    /// Files beside the page, by name within `NAME.files/`: interactive outputs.
    package var files: [File]
    /// Source keys of notebooks the cells link to, sorted, whether or not they are in the site.
    package var notebookLinks: [String]
    /// Whether the cells hold MathML, so that the page needs the style sheet for it.
    package var hasMathematics: Bool

    package init(
        facts: ReportFacts, cells: [UInt8] = [], styles: [UInt8] = [], headings: [Heading] = [], notices: [String] = [],
        files: [File] = [], notebookLinks: [String] = [], hasMathematics: Bool = false
    ) {
        self.facts = facts
        self.cells = cells
        self.styles = styles
        self.headings = headings
        self.notices = notices
        self.files = files
        self.notebookLinks = notebookLinks
        self.hasMathematics = hasMathematics
    }

    /// One heading of the cells.
    package struct Heading: Sendable, Hashable {
        /// 2 to 6: the page's title is the only `h1`.
        package var level: Int
        /// The anchor: `h-` and a slug, unique in the page.
        package var id: String
        /// The heading's text without markup, not escaped.
        package var text: String
        /// The text as safe markup where it has formulas, which `text` holds as TeX; else nil.
        package var markup: [UInt8]?

        package init(level: Int, id: String, text: String, markup: [UInt8]? = nil) {
            self.level = level
            self.id = id
            self.text = text
            self.markup = markup
        }
    }

    /// A file that belongs to the page.
    package struct File: Sendable, Hashable {
        package var name: String
        package var bytes: [UInt8]

        package init(name: String, bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }
    }
}

/// What is known of a report without opening its page.
package struct ReportFacts: Sendable, Hashable {
    /// How the run ended.
    package enum Status: Sendable, Hashable {
        case succeeded
        /// A cell raised; the exception's name where it is known, for example `ZeroDivisionError`.
        case failed(exception: String?)
        /// The file could not be read as a notebook, and why.
        case unreadable(reason: String)
    }

    /// `metadata.title`, else front matter's title, else the first heading, else nil (the key serves then). Plain text.
    package var title: String?
    package var status: Status
    /// The language's name in lower case, for example `python`.
    package var language: String?
    /// The kernel's display name, for example `Python 3 (ipykernel)`.
    package var kernel: String?
    /// When the run began: ISO 8601 as papermill or the cells' execution metadata wrote it.
    package var startTime: String?
    /// How long the run took, in seconds.
    package var duration: Double?
    /// papermill's parameters in file order; values as JSON text.
    package var parameters: [Parameter]

    package init(
        title: String? = nil, status: Status, language: String? = nil, kernel: String? = nil, startTime: String? = nil,
        duration: Double? = nil, parameters: [Parameter] = []
    ) {
        self.title = title
        self.status = status
        self.language = language
        self.kernel = kernel
        self.startTime = startTime
        self.duration = duration
        self.parameters = parameters
    }

    /// One papermill parameter.
    package struct Parameter: Sendable, Hashable {
        package var name: String
        package var value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }
}

/// What changes how notebooks become HTML; part of what decides whether a page must be rendered again.
package struct RenderOptions: Sendable, Hashable {
    /// Whether pictures from other hosts are loaded by the reader's browser: each tells that host who reads the report.
    package var allowRemoteImages = false
    /// Output text longer than this many lines is folded behind a native control.
    package var foldedOutputLines = 100
    /// Markdown cells above this size are shown as text with a notice: the parser is quadratic on hostile input.
    package var markdownCellByteLimit = 1_000_000

    package init() {}
}

/// What a notebook can't know of the site around it.
package struct RenderContext: Sendable {
    /// The source key of the notebook, `a/b/name.ipynb`: relative links are resolved against it.
    package var key: String
    /// Whether a notebook with this source key has a page in the site.
    package var isInSite: @Sendable (String) -> Bool
    /// Where interactive outputs go; nil for a page that stands alone, which shows what is static of them.
    package var frames: FramePlace?

    package init(
        key: String, frames: FramePlace? = nil, isInSite: @escaping @Sendable (String) -> Bool = { _ in false }
    ) {
        self.key = key
        self.frames = frames
        self.isInSite = isInSite
    }
}
