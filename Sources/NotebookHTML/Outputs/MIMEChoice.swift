import Notebook

/// Which representation of an output is shown: the richest one that can be shown safely.
enum MIMEChoice: Sendable, Hashable {
    case widget
    /// A chart specification a library draws: Plotly, Vega or Vega-Lite.
    case chart(type: String)
    case html
    case markdown
    case svg
    case latex
    case image(type: String)
    case json(type: String)
    case plain
    /// Another `text/` type, shown as text.
    case text(type: String)
    /// A program: runs in a frame where the site has files for it, else as text or a notice.
    case script

    /// Picture types that browsers show, richest first where a bundle has several.
    static let imageTypes = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/bmp"]

    /// Every showable representation of the bundle, best first; a later one serves when an earlier one is broken.
    static func ranked(_ bundle: MIMEBundle) -> [MIMEChoice] {
        var found: [(rank: Int, choice: MIMEChoice)] = []
        for entry in bundle.entries {
            if let pair = rank(entry.type) { found.append(pair) }
        }
        return found.sorted { $0.rank < $1.rank }.map(\.choice)
    }

    private static func rank(_ type: String) -> (Int, MIMEChoice)? {
        if let index = imageTypes.firstIndex(of: type) { return (60 + index, .image(type: type)) }
        if ChartKind(type: type) != nil { return (10, .chart(type: type)) }
        switch type {
        case "application/vnd.jupyter.widget-view+json": return (0, .widget)
        case "text/html": return (20, .html)
        case "text/markdown": return (30, .markdown)
        case "image/svg+xml": return (40, .svg)
        case "text/latex": return (50, .latex)
        case "application/json", "application/geo+json": return (70, .json(type: type))
        case "text/plain": return (80, .plain)
        case "application/javascript", "text/javascript", "application/x-javascript": return (75, .script)
        default: break
        }
        if type.hasSuffix("+json") { return (90, .json(type: type)) }
        if type.hasPrefix("text/") { return (95, .text(type: type)) }
        return nil
    }

    /// Types that only mark or load something and are shown by another type of the same bundle.
    static func isAuxiliary(_ type: String) -> Bool {
        type.hasPrefix("application/vnd.bokehjs") || type.hasPrefix("application/vnd.holoviews")
    }
}
