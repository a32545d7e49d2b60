extension PageTemplates.Name {
    /// What a template may name, and whether it has to.
    struct Tag: Sendable {
        enum Kind: Sendable {
            /// Plain text: `{{x}}`, escaped.
            case text
            /// Markup of this module: only `{{{x}}}`.
            case markup
            /// On or off: only `{{#x}}...{{/x}}` and `{{^x}}...{{/x}}`.
            case flag
        }

        var kind: Kind
        /// A page without it would be empty, unsafe or unusable: exactly once.
        var isRequired = false

        static let text = Tag(kind: .text)
        static let markup = Tag(kind: .markup)
        static let flag = Tag(kind: .flag)
        static let requiredMarkup = Tag(kind: .markup, isRequired: true)
    }

    /// Every tag of the template; docs/templates.md tells what each holds.
    var tags: [String: Tag] {
        var tags: [String: Tag] = [
            "language": .text, "siteTitle": .text, "title": .text, "head": .requiredMarkup,
        ]
        switch self {
        case .report, .standalone:
            tags["navigation"] = .markup
            tags["facts"] = .markup
            tags["parameters"] = .markup
            tags["codeSwitch"] = .markup
            tags["contents"] = .markup
            tags["notices"] = .markup
            tags["cells"] = .requiredMarkup
            tags["footer"] = .markup
            tags["hasContents"] = .flag
        case .unreadable:
            tags["navigation"] = .markup
            tags["facts"] = .markup
            tags["details"] = .requiredMarkup
            tags["reason"] = .text
            tags["footer"] = .markup
        case .index:
            tags["hasReports"] = .flag
            tags["options"] = .markup
            tags["rows"] = .requiredMarkup
            tags["older"] = .markup
            tags["count"] = .text
            tags["newestPage"] = .text
            tags["newestDownload"] = .text
            tags["newestTitle"] = .text
            tags["problems"] = .markup
        case .series:
            tags["rows"] = .requiredMarkup
            tags["older"] = .requiredMarkup
            tags["navigation"] = .markup
            tags["facts"] = .markup
            tags["links"] = .markup
            tags["trend"] = .markup
            tags["count"] = .text
            tags["footer"] = .markup
        case .archive:
            tags["rows"] = .requiredMarkup
            tags["navigation"] = .markup
            tags["count"] = .text
            tags["footer"] = .markup
        case .latest:
            tags["page"] = .text
            tags["link"] = .markup
            tags["home"] = .text
            tags["homeTitle"] = .text
            tags["hasReports"] = .flag
        case .notFound:
            tags["home"] = .text
            tags["latest"] = .text
        }
        return tags
    }
}
