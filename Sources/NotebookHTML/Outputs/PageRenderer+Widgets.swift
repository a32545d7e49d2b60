import Notebook

extension PageRenderer {
    /// Shows the stored state of a widget without running it: values, texts, bars, pictures and captured outputs.
    mutating func widget(_ bundle: MIMEBundle, _ place: OutputPlace, _ shown: CellOptions) -> Bool {
        guard let id = bundle[Self.widgetView]?["model_id"]?.string else { return false }
        guard let model = widgets[id] else {
            tellLostWidgets(place)
            // Where nothing stands beside it, all has been said.
            return bundle.entries.allSatisfy { $0.type == Self.widgetView || MIMEChoice.isAuxiliary($0.type) }
        }
        guard hasRoom(for: model) else {
            notice(Self.repeated)
            return true
        }
        if let figure = model.figure { return chart("application/vnd.plotly.v1+json", figure, place, shown) }
        guard model.isShowable, widgetDepth < 5 else {
            notice(
                "An interactive widget (\(model.title)), whose program is not run here: what the notebook holds beside it is shown."
            )
            return false
        }
        widgetDepth += 1
        defer { widgetDepth -= 1 }
        html.raw("<div class=\"widget\">")
        var budget = 500
        show(model, place, depth: 0, budget: &budget)
        html.raw("</div>\n")
        return true
    }

    private static let widgetView = "application/vnd.jupyter.widget-view+json"

    /// Tells once a cell how many of its widgets have no state: a training loop leaves a bar for every epoch.
    private mutating func tellLostWidgets(_ place: OutputPlace) {
        guard lostWidgetCell != place.cell else { return }
        lostWidgetCell = place.cell
        guard notebook.cells.indices.contains(place.cell - 1),
            case .code(_, let outputs) = notebook.cells[place.cell - 1].kind
        else { return }
        let count = outputs.count { output in
            switch output {
            case .displayData(let bundle), .executeResult(_, let bundle):
                bundle[Self.widgetView]?["model_id"]?.string.map { widgets[$0] == nil } ?? false
            default: false
            }
        }
        notice(
            count > 1
                ? "\(NumberText.grouped(count)) interactive widgets whose state the notebook does not hold."
                : "An interactive widget whose state the notebook does not hold.")
    }

    /// Whether a widget may be shown: once in any case, again as long as the page has room for repeats.
    ///
    /// A model can stand in itself, and in any number of outputs.
    private mutating func hasRoom(for model: WidgetModel) -> Bool {
        shownWidgets.insert(model.id).inserted || widgetAllowance.spend(model.byteCount + 250)
    }

    private static let repeated = "A widget that the page shows elsewhere is not shown once more."

    private mutating func show(_ model: WidgetModel, _ place: OutputPlace, depth: Int, budget: inout Int) {
        budget -= 1
        guard depth < 20, budget > 0 else { return notice("More widgets than can be shown here were left out.") }
        let state = model.state
        guard !widgets.isHidden(model) else { return }
        if let children = state["children"]?.elements {
            container(model, children, place, depth: depth, budget: &budget)
        } else if let outputs = state["outputs"]?.elements, model.name == "OutputModel" {
            captured(outputs, place)
        } else if model.name.hasPrefix("HTML") || model.name == "LabelModel" {
            describe(model)
            widgetText(model, place)
        } else if let value = state["value"]?.double, let most = state["max"]?.double, model.name.contains("Progress") {
            describe(model)
            bar(value: value, least: state["min"]?.double ?? 0, most: most)
        } else if model.name == "ImageModel" {
            describe(model)
            widgetImage(model, place)
        } else if let figure = model.figure {
            if !chart("application/vnd.plotly.v1+json", figure, place, CellOptions()) {
                notice("A chart without data.")
            }
        } else if model.isShowable {
            describe(model)
            html.raw("<span class=\"widget-value\">")
            html.text(model.valueText)
            html.raw("</span>")
        } else {
            describe(model)
            notice("An interactive widget (\(model.title)), whose program is not run here.")
        }
    }

    private mutating func container(
        _ model: WidgetModel, _ children: [JSONNode], _ place: OutputPlace, depth: Int, budget: inout Int
    ) {
        html.raw(model.name == "HBoxModel" ? "<div class=\"widget-row\">" : "<div class=\"widget-column\">")
        let titles = model.titles
        for (index, child) in widgets.ordered(children, of: model) {
            guard budget > 0 else {
                notice("More widgets than can be shown here were left out.")
                break
            }
            budget -= 1
            let child = child.string.flatMap { widgets[$0] }
            html.raw(
                child?.name.contains("Progress") == true
                    ? "<div class=\"widget-item widget-wide\">" : "<div class=\"widget-item\">")
            if let title = titles[index] {
                html.raw("<p class=\"widget-title\">")
                html.text(title)
                html.raw("</p>")
            }
            if let child, !hasRoom(for: child) {
                notice(Self.repeated)
            } else if let child {
                show(child, place, depth: depth + 1, budget: &budget)
            } else {
                notice("A widget whose state the notebook does not hold.")
            }
            html.raw("</div>")
        }
        html.raw("</div>")
    }

    /// What an Output widget captured.
    private mutating func captured(_ outputs: [JSONNode], _ place: OutputPlace) {
        for node in outputs {
            let kind = node["output_type"]?.string
            var text: [UInt8] = []
            if kind == "stream" {
                node["text"]?.appendText(to: &text)
                terminal(text)
            } else if kind == "error" {
                let lines = (node["traceback"]?.elements ?? []).map { MultilineText(pieces: [.json($0)]) }
                error(name: node["ename"]?.string ?? "", value: node["evalue"]?.string ?? "", traceback: lines)
            } else if let data = node["data"] {
                let entries = data.members.map { MIMEBundle.Entry(type: $0.key.lowercased(), value: $0.value) }
                representation(of: MIMEBundle(entries: entries, metadata: node["metadata"]), place, CellOptions())
            } else {
                jsonTree(node)
            }
        }
    }

    private mutating func describe(_ model: WidgetModel) {
        guard let description = model.state["description"]?.string, !description.isEmpty else { return }
        html.raw("<span class=\"widget-label\">")
        html.text(description)
        html.raw("</span> ")
    }

    private mutating func widgetText(_ model: WidgetModel, _ place: OutputPlace) {
        guard let value = model.state["value"]?.string else { return }
        if model.name == "LabelModel" || model.name == "HTMLMathModel", value.contains("$"), !value.contains("<") {
            latex(Array(value.utf8))
        } else if model.name.hasPrefix("HTML") {
            htmlOutput(Array(value.utf8), place: place)
        } else {
            html.raw("<span class=\"widget-value\">")
            html.text(value)
            html.raw("</span>")
        }
    }

    private mutating func bar(value: Double, least: Double, most: Double) {
        let share = most > least ? min(1, max(0, (value - least) / (most - least))) : 0
        html.raw("<progress max=\"100\" value=\"")
        html.number(Int((share * 100).rounded()))
        html.raw("\">")
        html.number(Int((share * 100).rounded()))
        html.raw(" %</progress>")
    }

    private mutating func widgetImage(_ model: WidgetModel, _ place: OutputPlace) {
        guard let data = model.buffer("value").flatMap({ Base64.normalised($0.source) }) else {
            return notice("A picture whose bytes the notebook does not hold.")
        }
        let format = model.state["format"]?.string ?? "png"
        let type = "image/" + (format == "jpg" ? "jpeg" : format)
        guard MIMEChoice.imageTypes.contains(type) else {
            return notice("A picture of the format “\(DirectionControls.isolated(format))”.")
        }
        html.raw("<img src=\"data:")
        html.text(type)
        html.raw(";base64,")
        html.raw(safe: data)
        html.raw("\"")
        html.attribute("alt", "Picture: output \(place.output) of cell \(place.cell)")
        html.raw(">")
    }
}
