import CCMarkGFM
import Synchronization

/// Parses GitHub-flavoured Markdown with cmark-gfm; the library's node pointers do not leave this file.
///
/// Grammar: <https://github.github.com/gfm/>, with footnotes.
enum MarkdownParser {
    /// The events of a walk through the text, in document order; footnotes come last.
    static func events(_ source: [UInt8]) -> [MarkdownEvent] {
        guard let parser = unsafe cmark_parser_new(CMARK_OPT_FOOTNOTES | CMARK_OPT_VALIDATE_UTF8) else { return [] }
        defer { unsafe cmark_parser_free(parser) }
        let extensions = unsafe Library.shared.extensions
        for index in unsafe extensions.indices {
            _ = unsafe cmark_parser_attach_syntax_extension(parser, extensions[index])
        }
        unsafe source.withUnsafeBufferPointer { bytes in
            unsafe bytes.withMemoryRebound(to: CChar.self) { text in
                unsafe cmark_parser_feed(parser, text.baseAddress, text.count)
            }
        }
        // Parsing inlines sets tables that all parsers of the process share, so only one may do it at a time.
        var parsed: OpaquePointer?
        Library.shared.lock.withLock { _ in unsafe parsed = cmark_parser_finish(parser) }
        guard let root = unsafe parsed else { return [] }
        defer { unsafe cmark_node_free(root) }
        return unsafe walk(root)
    }

    /// The syntax extensions, registered once a process, and the lock that parsing takes.
    @safe
    private final class Library: @unchecked Sendable {
        // Sendable: the pointers are set once here and name static, immutable descriptions of the library.
        static let shared = Library()
        let extensions: [OpaquePointer]
        let lock = Mutex<Void>(())

        private static let names = ["table", "strikethrough", "autolink", "tasklist"]

        private init() {
            cmark_gfm_core_extensions_ensure_registered()
            unsafe extensions = Self.names.compactMap { unsafe cmark_find_syntax_extension($0) }
        }
    }

    @unsafe
    private static func walk(_ root: OpaquePointer) -> [MarkdownEvent] {
        guard let iterator = unsafe cmark_iter_new(root) else { return [] }
        defer { unsafe cmark_iter_free(iterator) }
        var walk = Walk()
        while true {
            let step = unsafe cmark_iter_next(iterator)
            guard step != CMARK_EVENT_DONE, let node = unsafe cmark_iter_get_node(iterator) else { break }
            unsafe walk.visit(node, isEntering: step == CMARK_EVENT_ENTER)
        }
        return walk.events
    }

    /// Turns the library's steps into events; open elements are remembered so that both ends agree.
    private struct Walk {
        var events: [MarkdownEvent] = []
        private var open: [MarkdownEvent.Element] = []
        private var alignments: [MarkdownEvent.Alignment] = []
        private var column = 0
        private var footnotes = 0

        @unsafe
        mutating func visit(_ node: OpaquePointer, isEntering: Bool) {
            guard isEntering else {
                // The library's own walk leaves footnote references although they are leaves.
                if unsafe cmark_node_get_type(node) == CMARK_NODE_FOOTNOTE_REFERENCE { return }
                if let element = open.popLast() { events.append(.exit(element)) }
                return
            }
            if let leaf = unsafe leaf(node) {
                append(leaf)
            } else {
                let element = unsafe element(node)
                open.append(element)
                events.append(.enter(element))
            }
        }

        /// The library ends a text at every character that might have meant something; here it is one.
        private mutating func append(_ leaf: MarkdownEvent) {
            guard case .text(let more) = leaf, case .text(var text)? = events.last else { return events.append(leaf) }
            // Taken out first, so that the bytes are not copied.
            events.removeLast()
            text.append(contentsOf: more)
            events.append(.text(text))
        }

        @unsafe
        private func leaf(_ node: OpaquePointer) -> MarkdownEvent? {
            switch unsafe cmark_node_get_type(node) {
            case CMARK_NODE_TEXT: return unsafe .text(bytes(cmark_node_get_literal(node)))
            case CMARK_NODE_CODE: return unsafe .code(bytes(cmark_node_get_literal(node)))
            case CMARK_NODE_HTML_INLINE, CMARK_NODE_HTML_BLOCK:
                return unsafe .html(bytes(cmark_node_get_literal(node)))
            case CMARK_NODE_CODE_BLOCK:
                return unsafe .codeBlock(
                    info: bytes(cmark_node_get_fence_info(node)), text: bytes(cmark_node_get_literal(node)))
            case CMARK_NODE_SOFTBREAK: return .softBreak
            case CMARK_NODE_LINEBREAK: return .lineBreak
            case CMARK_NODE_THEMATIC_BREAK: return .thematicBreak
            case CMARK_NODE_FOOTNOTE_REFERENCE:
                let number = unsafe String(decoding: bytes(cmark_node_get_literal(node)), as: UTF8.self)
                return .footnoteReference(number: Int(number) ?? 0)
            default: return nil
            }
        }

        @unsafe
        private mutating func element(_ node: OpaquePointer) -> MarkdownEvent.Element {
            switch unsafe cmark_node_get_type(node) {
            case CMARK_NODE_PARAGRAPH: return unsafe .paragraph(isTight: isTight(node))
            case CMARK_NODE_HEADING: return unsafe .heading(level: Int(cmark_node_get_heading_level(node)))
            case CMARK_NODE_BLOCK_QUOTE: return .blockQuote
            case CMARK_NODE_LIST:
                let isOrdered = unsafe cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
                return unsafe .list(start: isOrdered ? Int(cmark_node_get_list_start(node)) : nil)
            case CMARK_NODE_EMPH: return .emphasis
            case CMARK_NODE_STRONG: return .strong
            case CMARK_NODE_LINK:
                return unsafe .link(
                    address: bytes(cmark_node_get_url(node)), title: bytes(cmark_node_get_title(node)))
            case CMARK_NODE_IMAGE:
                return unsafe .image(
                    address: bytes(cmark_node_get_url(node)), title: bytes(cmark_node_get_title(node)))
            case CMARK_NODE_FOOTNOTE_DEFINITION:
                footnotes += 1
                return .footnote(number: footnotes)
            default: return unsafe extensionElement(node)
            }
        }

        /// Elements of the extensions have node types that are known by name alone; a task is an item with a name of its own.
        @unsafe
        private mutating func extensionElement(_ node: OpaquePointer) -> MarkdownEvent.Element {
            switch unsafe String(cString: cmark_node_get_type_string(node)) {
            case "item": return .item(isChecked: nil)
            case "tasklist": return unsafe .item(isChecked: cmark_gfm_extensions_get_tasklist_item_checked(node))
            case "table":
                let count = unsafe Int(cmark_gfm_extensions_get_table_columns(node))
                let values = unsafe cmark_gfm_extensions_get_table_alignments(node)
                alignments = (0..<count).map { column in
                    unsafe MarkdownEvent.Alignment(rawValue: values?[column] ?? 0) ?? .standard
                }
                return .table
            case "table_header", "table_row":
                column = 0
                return unsafe .tableRow(isHeader: cmark_gfm_extensions_get_table_row_is_header(node) != 0)
            case "table_cell":
                defer { column += 1 }
                var isHeader = false
                if case .tableRow(true)? = open.last { isHeader = true }
                let alignment = column < alignments.count ? alignments[column] : .standard
                return .tableCell(isHeader: isHeader, alignment: alignment)
            case "strikethrough": return .strikethrough
            default: return .other
            }
        }

        /// Paragraphs directly in items of a tight list are written without their element.
        @unsafe
        private func isTight(_ node: OpaquePointer) -> Bool {
            guard let item = unsafe cmark_node_parent(node), let list = unsafe cmark_node_parent(item) else {
                return false
            }
            return unsafe cmark_node_get_type(list) == CMARK_NODE_LIST && cmark_node_get_list_tight(list) != 0
        }

        @unsafe
        private func bytes(_ text: UnsafePointer<CChar>?) -> [UInt8] {
            guard let text = unsafe text else { return [] }
            var count = 0
            while unsafe text[count] != 0 { count += 1 }
            return unsafe Array(UnsafeRawBufferPointer(start: text, count: count))
        }
    }
}
