/// One Jupyter notebook of any format version, as nbformat 4.5 would hold it.
///
/// Versions 1 to 3 are upgraded while decoding. Whatever had to be repaired is told in `notices`; cell and output
/// types that nbformat does not know are kept.
/// Format: <https://nbformat.readthedocs.io/en/latest/format_description.html>
package struct Notebook: Sendable {
    /// The format version the file declares, for example (4, 5).
    package var formatVersion: FormatVersion
    /// `metadata` of the notebook: an object, or nil where there is none.
    package var metadata: JSONNode?
    /// The cells in reading order; worksheets of old versions are flattened.
    package var cells: [Cell]
    /// What was repaired or unusual, one sentence each, for the reader of the page.
    package var notices: [String]

    /// A declared nbformat version.
    package struct FormatVersion: Sendable, Hashable {
        package var major: Int
        package var minor: Int

        package init(major: Int, minor: Int) {
            self.major = major
            self.minor = minor
        }
    }

    package init(formatVersion: FormatVersion, metadata: JSONNode?, cells: [Cell], notices: [String]) {
        self.formatVersion = formatVersion
        self.metadata = metadata
        self.cells = cells
        self.notices = notices
    }
}

/// One cell of a notebook.
package struct Cell: Sendable {
    /// What a cell holds besides its source.
    package enum Kind: Sendable {
        case code(executionCount: Int?, outputs: [Output])
        case markdown
        case raw
        /// A type nbformat does not define, shown as text.
        case unknown(type: String)
    }

    package var kind: Kind
    /// The cell's id where it is well formed (`^[a-zA-Z0-9-_]{1,64}$`) and unique in the notebook, else nil.
    package var id: String?
    package var source: MultilineText
    /// `metadata` of the cell: an object, or nil where there is none.
    package var metadata: JSONNode?
    /// Attached files by name, in file order.
    package var attachments: [Attachment]

    /// A file attached to a cell: `![](attachment:NAME)` refers to it.
    package struct Attachment: Sendable {
        package var name: String
        package var data: MIMEBundle

        package init(name: String, data: MIMEBundle) {
            self.name = name
            self.data = data
        }
    }

    package init(
        kind: Kind, id: String?, source: MultilineText, metadata: JSONNode?, attachments: [Attachment] = []
    ) {
        self.kind = kind
        self.id = id
        self.source = source
        self.metadata = metadata
        self.attachments = attachments
    }
}

/// One output of a code cell.
package enum Output: Sendable {
    /// Text written to `stdout` or `stderr` (or another name the kernel chose).
    case stream(name: String, text: MultilineText)
    case displayData(MIMEBundle)
    case executeResult(executionCount: Int?, MIMEBundle)
    case error(name: String, value: String, traceback: [MultilineText])
    /// A type nbformat does not define, or a known type with parts missing, with the whole output object.
    case unknown(type: String, JSONNode)
}

/// The representations of one output or attachment, in file order, with their metadata.
package struct MIMEBundle: Sendable {
    /// One representation.
    package struct Entry: Sendable {
        /// The MIME type in lower case, for example `image/png`.
        package var type: String
        /// The stored value: a string, a list of strings, or for JSON types any value.
        package var value: JSONNode

        package init(type: String, value: JSONNode) {
            self.type = type
            self.value = value
        }
    }

    package var entries: [Entry]
    /// `metadata` of the output: an object, or nil where there is none.
    package var metadata: JSONNode?

    package init(entries: [Entry], metadata: JSONNode?) {
        self.entries = entries
        self.metadata = metadata
    }

    /// The value stored under a MIME type.
    package subscript(type: String) -> JSONNode? {
        entries.last { $0.type == type }?.value
    }

    /// The metadata of one representation: first `metadata[type]`, whose form is free.
    package func metadata(for type: String) -> JSONNode? {
        guard let metadata, metadata.count > 0 else { return nil }
        return metadata[type] ?? metadata.members.last { $0.key.lowercased() == type }?.value
    }
}
