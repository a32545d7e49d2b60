import Notebook

extension PageRenderer {
    /// Shows a chart in a frame with its library; without that by its static companion or its data, with a notice.
    mutating func chart(_ type: String, _ bundle: MIMEBundle, _ output: OutputPlace, _ shown: CellOptions) -> Bool {
        guard let node = bundle[type], let chart = ChartKind(type: type) else { return false }
        let picture = companion(bundle, output, shown)
        if let place = context.frames, let library = chart.library(in: place.libraries) {
            var content = HTMLWriter(capacity: node.source.count + 1_000)
            content.raw(Self.fragmentStyle)
            content.raw("<style>body{margin:0}#chart{width:100%}</style><div id=\"chart\"></div>\n")
            if chart.isPlotly { content.raw(ChartKind.noOutlines) }
            content.library(place.root + library.path)
            chart.program(node, into: &content)
            frame(
                FrameDocument(
                    title: Self.frameTitle("\(chart.title) chart", output, named: chart.name(of: node)),
                    content: content.bytes),
                chart.height(of: node), place, companion: picture)
            blockedNotice(chart.hosts(in: node))
            return true
        }
        explain(chart, hasPicture: !picture.isEmpty)
        if picture.isEmpty {
            html.raw("<div class=\"json-tree\">")
            jsonTree(node, open: false)
            html.raw("</div>\n")
        } else {
            html.raw(safe: picture)
        }
        return true
    }

    private mutating func explain(_ chart: ChartKind, hasPicture: Bool) {
        let shown = hasPicture ? "shown as the picture the notebook holds" : "shown as its data"
        let reason =
            context.frames == nil
            ? "A page that stands alone runs no program; in a site (sitegen build) it is drawn."
            : FramePlace.advice(chart.missing)
        notice("An interactive \(chart.title) chart, \(shown). \(reason)")
    }
}

/// A chart specification by its MIME type.
enum ChartKind {
    case plotly
    /// Vega and Vega-Lite of a major version.
    case vega(major: Int?, isLite: Bool)

    init?(type: String) {
        func major(_ prefix: String) -> Int? {
            Int(type.dropFirst(prefix.count).prefix { $0.isASCII && $0.isNumber })
        }
        if type.hasPrefix("application/vnd.plotly.v") {
            self = .plotly
        } else if type.hasPrefix("application/vnd.vega.v") {
            self = .vega(major: major("application/vnd.vega.v"), isLite: false)
        } else if type.hasPrefix("application/vnd.vegalite.v") {
            self = .vega(major: major("application/vnd.vegalite.v"), isLite: true)
        } else {
            return nil
        }
    }

    var title: String {
        switch self {
        case .plotly: "Plotly"
        case .vega(_, let isLite): isLite ? "Vega-Lite" : "Vega"
        }
    }

    /// What to call the library that is missing.
    var missing: String {
        switch self {
        case .plotly: "Plotly"
        case .vega(let major, _): "Vega" + (major.map { " \($0)" } ?? "")
        }
    }

    /// The library of the specification's major version. Plotly's type says none, and newer libraries draw old figures.
    func library(in libraries: ScriptLibraries) -> ScriptLibraries.Library? {
        switch self {
        case .plotly: return libraries.library(.plotly)
        case .vega(let major, _):
            return libraries.library(.vega, from: major)
        }
    }

    func height(of node: JSONNode) -> FrameHeight {
        switch self {
        case .plotly: ChartHeight.plotly(node)
        case .vega: ChartHeight.vega(node)
        }
    }

    /// The chart's own title.
    func name(of node: JSONNode) -> String? {
        let title = self.isPlotly ? node["layout"]?["title"] : node["title"]
        return title?.string ?? title?["text"]?.string
    }

    var isPlotly: Bool { if case .plotly = self { true } else { false } }

    /// Appends the script that draws into `#chart`. The specification is a JavaScript literal: Python writes NaN, which
    /// is no JSON.
    func program(_ node: JSONNode, into html: inout HTMLWriter) {
        html.raw("<script>\"use strict\";const chart=document.getElementById(\"chart\"),specification=")
        html.scriptLiteral(node.source)
        switch self {
        case .plotly:
            if hosts(in: node).contains(Self.tiles) { html.raw(Self.withoutTiles) }
            html.raw(";\nif(window.Plotly)Plotly.newPlot(chart,specification.data||[],specification.layout||{},")
            html.raw("Object.assign({responsive:true,displaylogo:false},specification.config))")
        case .vega(_, let isLite):
            html.raw(
                ";\nchart.style.padding=\"8px\";if(window.vegaEmbed)vegaEmbed(chart,specification,{actions:false,mode:")
            html.raw(isLite ? "\"vega-lite\"})" : "\"vega\"})")
        }
        html.raw(".catch(e=>chart.append(String(e)))</script>\n")
    }

    private static let tiles = "map tiles"

    /// Maps of tiles as maps with a grid of degrees: without tiles there is nothing else to see, and Chromium starts no
    /// module worker, which MapLibre needs, in a frame of opaque origin.
    private static let withoutTiles: StaticString = """
        ;{const layout=specification.layout=specification.layout||{},grid={showgrid:true,gridcolor:"#ddd"};
        for(const trace of specification.data||[]){if(!/map(box)?$/.test(trace.type)||trace.type==="heatmap"||\
        trace.type==="treemap")continue;
        if(/^density/.test(trace.type)){trace.mode="markers";trace.marker={color:trace.z,colorscale:trace.colorscale,size:9}}
        trace.type=/^choropleth/.test(trace.type)?"choropleth":"scattergeo";trace.geo="geo";delete trace.subplot;\
        delete trace.below;delete trace.cluster;if(trace.marker)delete trace.marker.symbol}
        layout.geo=Object.assign({fitbounds:"locations",projection:{type:"mercator"},lataxis:grid,lonaxis:grid,\
        showland:false,showcoastlines:false},layout.geo)}
        """

    /// Maps without outlines of countries, which Plotly would fetch from its host; it would draw nothing without an answer.
    static let noOutlines: StaticString = """
        <script>window.PlotlyGeoAssets={topojson:new Proxy({},{get:()=>({type:"Topology",arcs:[],objects:new Proxy({},\
        {get:()=>({type:"GeometryCollection",geometries:[]})})})})}</script>

        """

    /// What the chart would fetch from elsewhere: map tiles, outlines of countries, data by address.
    func hosts(in node: JSONNode) -> [String] {
        switch self {
        case .plotly:
            let types = Set((node["data"]?.elements ?? []).compactMap { $0["type"]?.string })
            return
                (types.contains { $0.hasSuffix("map") && $0 != "heatmap" && $0 != "treemap" || $0.hasSuffix("mapbox") }
                ? [Self.tiles] : [])
                + (types.contains { $0 == "choropleth" || $0 == "scattergeo" } ? ["outlines of countries"] : [])
        case .vega:
            let data = [node["data"]].compactMap(\.self).flatMap { $0.kind == .array ? $0.elements : [$0] }
            return data.compactMap { $0["url"]?.string }.filter { !$0.hasPrefix("data:") }.map {
                String($0.prefix(200))
            }
        }
    }
}
