extension Notebook {
    /// Reads a notebook file of any format version, `{"cells": [...], "nbformat": 4, ...}` -> `Notebook`.
    ///
    /// Throws only where there is nothing to show: `.notJSON` or `.tooDeep` with line and offset, `.notANotebook` for a
    /// JSON value that has neither `cells` nor `worksheets`, `.wrongType` where these are no lists. Anything else
    /// that is missing or of the wrong type is repaired or kept as unknown, and told in `notices`.
    package init(decoding bytes: [UInt8]) throws(NotebookError) {
        try self.init(document: JSONDocument(bytes))
    }

    /// Reads a notebook from a JSON document, see `init(decoding:)`.
    package init(document: JSONDocument) throws(NotebookError) {
        var decoder = NotebookDecoder()
        self = try decoder.notebook(document.root)
    }
}

/// Reads JSON as nbformat means it and notes what had to be repaired.
///
/// The names older versions used are understood whatever version the file declares: files are found that were written
/// half in one version and half in another, and no old name means something else today.
/// Format: <https://nbformat.readthedocs.io/en/latest/format_description.html>
struct NotebookDecoder {
    /// The newest version whose every part is known.
    static let newestVersion = Notebook.FormatVersion(major: 4, minor: 5)

    /// Where in the file the decoder is, for notices.
    var place = Place()
    /// What was told so far.
    var notices = Notices()
    /// The ids met so far.
    var ids = CellIDs()

    /// Reads the outermost value.
    mutating func notebook(_ root: JSONNode) throws(NotebookError) -> Notebook {
        guard root.kind == .object else {
            throw NotebookError(
                code: .notANotebook, reason: "A notebook is a JSON object, the file holds \(root.kind.phrase)")
        }
        let fields = fields(of: root)
        let version = formatVersion(fields)
        let metadata = object(fields["metadata"], key: "metadata")
        let cells = try cells(fields)
        if let notice = ids.notice { notices.append(notice) }
        return Notebook(formatVersion: version, metadata: metadata, cells: cells, notices: notices.sentences)
    }

    /// The members of an object; duplicate keys are told.
    mutating func fields(of node: JSONNode, at steps: JSONPath.Step...) -> Fields {
        let (members, duplicates) = node.membersAndDuplicates
        for key in duplicates {
            note("stands more than once in its object; the last one counts", at: steps + [.key(key)])
        }
        return Fields(members: members)
    }

    /// `nbformat` and `nbformat_minor`; where they are missing, what the shape of the file says.
    private mutating func formatVersion(_ fields: Fields) -> Notebook.FormatVersion {
        var version = Notebook.FormatVersion(major: 1, minor: 0)
        if let major = wholeNumber(fields["nbformat"], key: "nbformat") {
            version.major = major
        } else if fields["worksheets"] != nil {
            version.major = 3
        } else if fields["metadata"] != nil || fields["cells"]?.elements.first?["source"] != nil {
            version.major = 4
            notices.append("The file does not declare its format version; it is read as version 4.")
        }
        version.minor = wholeNumber(fields["nbformat_minor"], key: "nbformat_minor") ?? 0
        let newest = Self.newestVersion
        if version.major < 1 {
            notices.append("The file declares format version \(version.major), which does not exist.")
        } else if (version.major, version.minor) > (newest.major, newest.minor) {
            notices.append(
                "The file declares format version \(version.major).\(version.minor); versions up to "
                    + "\(newest.major).\(newest.minor) are known, so parts of it may be shown as plain text.")
        }
        return version
    }

    /// The cells of all versions: `cells`, then those of every worksheet.
    private mutating func cells(_ fields: Fields) throws(NotebookError) -> [Cell] {
        let list = try list(fields["cells"], key: "cells")
        let worksheets = try self.list(fields["worksheets"], key: "worksheets")
        guard list != nil || worksheets != nil else {
            throw NotebookError(
                code: .notANotebook, reason: "The file is JSON but no notebook: it has no cells",
                path: "cells")
        }
        var cells: [Cell] = []
        cells.reserveCapacity(list?.count ?? 0)
        appendCells(list ?? [], to: &cells)
        for (number, worksheet) in (worksheets ?? []).enumerated() {
            place = Place(worksheet: number)
            appendCells(worksheetCells(worksheet), to: &cells)
        }
        place = Place()
        return cells
    }

    private mutating func appendCells(_ nodes: [JSONNode], to cells: inout [Cell]) {
        for (number, node) in nodes.enumerated() {
            place.cell = number
            cells.append(cell(node))
        }
        place.cell = nil
    }

    /// A list that must be one if it is there, as nothing could be shown otherwise.
    private func list(_ node: JSONNode?, key: String) throws(NotebookError) -> [JSONNode]? {
        guard let node, !node.isNull else { return nil }
        guard node.kind == .array else {
            throw NotebookError(
                code: .wrongType, reason: "A list is expected, the file has \(node.kind.phrase)", path: key)
        }
        return node.elements
    }
}
