import Notebook

extension PageRenderer {
    /// Shows a chart specification by its static companion, with a notice; without one the specification itself.
    mutating func chart(_ type: String, _ bundle: MIMEBundle, _ place: OutputPlace, _ shown: CellOptions) -> Bool {
        let library = type.contains("plotly") ? "Plotly" : type.contains("vegalite") ? "Vega-Lite" : "Vega"
        for companion in MIMEChoice.imageTypes + ["image/svg+xml"] where bundle[companion] != nil {
            let drawn =
                companion == "image/svg+xml"
                ? vectorImage(bundle, place, shown) : image(companion, bundle, place, shown)
            guard drawn else { continue }
            notice("An interactive \(library) chart, shown as the picture the notebook holds.")
            return true
        }
        guard let node = bundle[type] else { return false }
        notice(
            "An interactive \(library) chart. Drawing it takes a program, which pages here do not run; its data follows."
        )
        html.raw("<div class=\"json-tree\">")
        jsonTree(node, open: false)
        html.raw("</div>\n")
        return true
    }
}
