import Mustache
import NotebookHTML

/// The page shells: mustache texts, checked before first use so that a mistyped tag is an error and never an empty page.
package struct PageTemplates: Sendable {
    /// The templates a site is made of, `NAME.mustache` in the folder `templates/`.
    package enum Name: String, Sendable, CaseIterable {
        case report, standalone, unreadable, index, series, archive, latest, notFound
    }

    private let templates: [Name: MustacheTemplate]

    /// Checks and compiles template texts by name without `.mustache`; all of `names` must be there.
    ///
    /// - Parameter names: the pages that will be made. Compiling the other templates takes longer than a small page.
    /// - Throws: the first fault with template name and line.
    package init(_ texts: [String: String], for names: [Name] = Name.allCases) throws(TemplateError) {
        var templates: [Name: MustacheTemplate] = [:]
        for name in names {
            guard let text = texts[name.rawValue] else {
                throw TemplateError(template: name.rawValue, line: nil, reason: "The template is missing.")
            }
            var check = TemplateCheck(name, text: text)
            try check.run()
            do {
                // Values come escaped: the engine's own escaping compares whole characters, and a quote with a
                // combining mark after it is another character.
                templates[name] = try MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}" + text)
            } catch {
                throw TemplateError(
                    template: name.rawValue, line: nil, reason: "It can't be read as mustache: \(error).")
            }
        }
        self.templates = templates
    }

    /// What a tag is replaced by.
    enum Value {
        /// From outside: escaped here.
        case text(String)
        /// Markup of this module.
        case markup([UInt8])
        case flag(Bool)
    }

    /// Fills in a template. `body` is spliced in for its tag as bytes, as it may be many megabytes.
    func render(_ name: Name, _ values: [String: Value], body: (tag: String, bytes: [UInt8])) -> [UInt8] {
        guard let template = templates[name] else { preconditionFailure("no \(name) template was asked for") }
        var context: [String: Any] = [:]
        for (tag, value) in values {
            switch value {
            case .text(let text) where text.isEmpty: continue
            case .markup(let bytes) where bytes.isEmpty: continue
            case .text(let text):
                var writer = HTMLWriter()
                writer.text(text)
                context[tag] = writer.string
            case .markup(let bytes): context[tag] = String(decoding: bytes, as: UTF8.self)
            case .flag(let isOn): context[tag] = isOn
            }
        }
        // No value holds this element: texts are escaped, and no markup of ours is called so.
        let marker = "<sitegen-body>"
        context[body.tag] = marker
        let shell = Array(template.render(context).utf8)
        guard let start = Self.index(of: Array(marker.utf8), in: shell) else { return shell }
        var page: [UInt8] = []
        page.reserveCapacity(shell.count + body.bytes.count)
        page.append(contentsOf: shell[..<start])
        page.append(contentsOf: body.bytes)
        page.append(contentsOf: shell[(start + marker.utf8.count)...])
        return page
    }

    private static func index(of marker: [UInt8], in shell: [UInt8]) -> Int? {
        var index = 0
        while index + marker.count <= shell.count {
            if shell[index] == marker[0], shell[index...].starts(with: marker) { return index }
            index += 1
        }
        return nil
    }
}
