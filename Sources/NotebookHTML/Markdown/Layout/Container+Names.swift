extension Container {
    /// The block of a Pandoc fence: `::: {.callout-tip title="…"}`, `::: {#fig-a layout-ncol=2}`, `::: aside`.
    init(attributes list: AttributeList) {
        self.init(kind: .block)
        label = list.id
        let prefix = list.id.flatMap(ReferenceKind.init(label:))
        if let callout = list.classes.lazy.compactMap(Self.callout).first {
            kind = .callout(callout)
            numberedName = prefix?.name
        } else if let prefix, prefix.isStatement {
            kind = .callout(Callout(look: .statement, name: prefix.name))
            numberedName = prefix.name
        } else if let prefix, prefix.isCaptioned {
            kind = .figure(nil)
            numberedName = prefix.name
            isRow = list.values.keys.contains { $0.hasPrefix("layout") }
        } else if list.classes.contains(where: Self.marginClasses.contains) {
            kind = .margin
        } else if list.classes.contains("columns") || list.values.keys.contains(where: { $0.hasPrefix("layout") }) {
            kind = .row
        }
        if case .callout(var callout) = kind {
            callout.appearance = list.text("appearance").flatMap(Callout.Appearance.init) ?? callout.appearance
            kind = .callout(callout)
            if let collapse = list.text("collapse") { fold = collapse == "true" ? .closed : .open }
        }
    }

    /// The block of a MyST directive, `{tip}`; nil for one that is not known.
    init?(directive name: String, options: DirectiveOptions) {
        // `prf:theorem` and `exercise-start` are theorems and exercises.
        let plain = name.hasPrefix("prf:") ? String(name.dropFirst(4)) : name
        if let callout = Callout.named(plain) {
            let byClass = options.classes.lazy.filter { $0 != "dropdown" }.compactMap(Callout.named).first
            self.init(kind: .callout(name == "admonition" ? byClass ?? callout : callout))
            if callout.look == .statement, plain != "proof", plain != "solution" { numberedName = callout.name }
            if name == "dropdown" || options.classes.contains("dropdown") || options["open"] != nil {
                fold = options["open"] != nil ? .open : .closed
            }
        } else {
            switch name {
            case "margin", "sidebar", "aside": self.init(kind: .margin)
            case "figure", "image": self.init(kind: .figure(nil))
            case "table": self.init(kind: .figure(nil))
            case "grid", "tab-set", "div", "card", "grid-item", "grid-item-card", "tab-item", "list-table", "epigraph",
                "pull-quote", "topic", "container", "full-width":
                self.init(kind: name == "grid" ? .row : .block)
            default: return nil
            }
        }
        label = options["name"] ?? options["label"]
        if name == "figure" || name == "table" { numberedName = name == "figure" ? "Figure" : "Table" }
    }

    private static func callout(_ name: String) -> Callout? {
        Callout.named(name.hasPrefix("callout-") ? name.dropFirst(8) : name[...])
    }

    private static let marginClasses: Set<String> = ["column-margin", "margin", "aside", "sidebar", "marginnote"]
}

/// The options of a MyST directive: lines `:key: value`, or YAML between `---`.
struct DirectiveOptions: Sendable {
    private(set) var values: [String: [UInt8]] = [:]

    /// The value of an option; empty where it is a flag.
    subscript(key: String) -> [UInt8]? { values[key] }

    /// The words of `class`.
    var classes: [String] {
        (values["class"] ?? []).split { $0 == 0x20 || $0 == UInt8(ascii: ",") }
            .map { String(decoding: $0, as: UTF8.self) }
    }

    /// Takes what stands in the braces of the directive itself.
    mutating func take(_ list: AttributeList) {
        values.merge(list.values) { $1 }
        if let id = list.id { values["label"] = id }
        if !list.classes.isEmpty { values["class"] = Array(list.classes.joined(separator: " ").utf8) }
    }

    /// Takes one line; false where it is none of an option.
    mutating func take(_ line: ArraySlice<UInt8>, isYAML: Bool) -> Bool {
        var line = line
        if !isYAML {
            guard line.first == UInt8(ascii: ":") else { return false }
            line = line.dropFirst()
        }
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return isYAML }
        let key = line[..<colon]
        guard !key.isEmpty, key.allSatisfy({ $0.isLabelByte }) else { return isYAML }
        values[String(decoding: key, as: UTF8.self)] = Array(line[(colon + 1)...]).trimmed.unquoted
        return true
    }
}

extension [UInt8] {
    /// Without blanks at both ends.
    var trimmed: [UInt8] {
        guard let first = firstIndex(where: { $0 > 0x20 }), let last = lastIndex(where: { $0 > 0x20 }) else {
            return []
        }
        return Array(self[first...last])
    }

    /// Without one pair of equal quotes around it.
    var unquoted: [UInt8] {
        guard count >= 2, let first, first == last, first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") else {
            return self
        }
        return Array(dropFirst().dropLast())
    }
}
