import Notebook
import Testing

@testable import NotebookHTML

/// Heights of frames: what a specification draws, and room around it.
@Suite struct ChartHeightTests {
    static let rows = #""data":{"values":[{"d":"M"},{"d":"T"},{"d":"M"},{"d":"W"}]}"#
    static let schema = #""$schema":"https://vega.github.io/schema/vega-lite/v6.json""#

    @Test(arguments: [
        ("<div class=\"plotly-graph-div\" style=\"height:525px; width:100%;\"></div>", 545),
        ("<div class=\"plotly-graph-div\" style=\"height:100%; width:100%;\"></div>", 470),
        (
            "<div class=\"plotly-graph-div\" style=\"height:100%;\"></div><script>Plotly.newPlot(\"a\",[],{\"height\":900})</script>",
            920
        ), ("<div style=\"height:300px\"></div>", 320), ("<audio controls></audio>", 75),
        (
            "const docs_json = {\"a\":{\"roots\":[{\"name\":\"Tabs\",\"attributes\":{\"tabs\":[{\"attributes\":{\"child\":"
                + "{\"name\":\"Figure\",\"attributes\":{\"height\":200}}}}]}}]}}", 256
        ),
        (
            "const docs_json = {\"a\":{\"roots\":{\"references\":[{\"id\":\"1\",\"type\":\"Column\",\"attributes\":{\"children\":"
                + "[{\"id\":\"2\"},{\"id\":\"3\"}]}},{\"id\":\"2\",\"type\":\"Slider\",\"attributes\":{}},{\"id\":\"3\",\"subtype\":"
                + "\"Figure\",\"type\":\"Plot\",\"attributes\":{\"height\":250}}],\"root_ids\":[\"1\"]}}}", 326
        ), ("var spec = {\(schema),\"height\":200,\"mark\":\"bar\"};", 290),
    ])
    func htmlTellsItsHeight(source: String, height: Int) {
        #expect(ChartHeight.html(Array(source.utf8)) == .pixels(height))
    }

    @Test(arguments: [
        (#"{"mark":"bar"}"#, 390),
        (#"{"mark":"bar","height":{"step":30},\#(rows),"encoding":{"y":{"field":"d","type":"nominal"}}}"#, 180),
        (#"{"mark":"bar",\#(rows),"height":100,"encoding":{"row":{"field":"d"}}}"#, 470),
        (#"{"mark":"bar",\#(rows),"height":100,"encoding":{"facet":{"field":"d","columns":2}}}"#, 410),
        (#"{"vconcat":[{"mark":"bar","height":100},{"mark":"bar","height":100}]}"#, 370),
        (#"{"repeat":["a","b","c"],"columns":2,"spec":{"mark":"bar","height":100}}"#, 330),
    ])
    func aSpecificationTellsItsHeight(specification: String, height: Int) throws {
        let root = try JSONDocument(Array(specification.utf8)).root
        #expect(ChartHeight.vega(root) == .pixels(height))
    }

    /// Numbers beyond sense, and views in views that multiply.
    @Test(arguments: [
        #"{"concat":[{"mark":"bar"},{"mark":"bar"}],"columns":9223372036854775807}"#,
        #"{"mark":"bar","encoding":{"facet":{"field":"d","columns":-9223372036854775808}}}"#,
        String(repeating: #"{"repeat":[\#(numbers)],"columns":1,"spec":"#, count: 7) + #"{"height":1e4}"#
            + String(repeating: "}", count: 7),
    ])
    func aSpecificationBeyondSenseHasAHeight(specification: String) throws {
        let root = try JSONDocument(Array(specification.utf8)).root
        #expect(Self.pixels(ChartHeight.vega(root)).map { (0...200_000).contains($0) } == true)
    }

    /// Each view asks for the distinct values of all rows: together they ask for 10,000 times 100,000.
    @Test(.timeLimit(.minutes(5))) func manyViewsOfManyRowsHaveAHeight() throws {
        let rows = (0..<100_000).map { #"{"d":\#($0)}"# }.joined(separator: ",")
        let view = #"{"mark":"bar","encoding":{"row":{"field":"d"}}}"#
        let views = repeatElement(view, count: 10_000).joined(separator: ",")
        let source = #"{"data":{"values":[\#(rows)]},"hconcat":[\#(views)]}"#
        let root = try JSONDocument(Array(source.utf8)).root
        #expect(Self.pixels(ChartHeight.vega(root)).map { (0...200_000).contains($0) } == true)
    }

    private static let numbers = (0..<1_000).map(String.init).joined(separator: ",")

    @Test(arguments: [
        #"[{"name":"Figure","attributes":{"margin":9223372036854775807,"height":200}}]"#,
        #"{"root_ids":["1"],"references":[{"id":"1","type":"Column","attributes":{"children":[\#(children)]}}]}"#,
    ])
    func aDocumentOfBokehBeyondSenseHasAHeight(roots: String) throws {
        let root = try JSONDocument(Array(#"{"a":{"roots":\#(roots)}}"#.utf8)).root
        #expect(Self.pixels(ChartHeight.bokeh(root)).map { (0...1_000_000).contains($0) } == true)
    }

    /// A column that stands in itself thirty times.
    private static let children = repeatElement(#"{"id":"1"}"#, count: 30).joined(separator: ",")

    private static func pixels(_ height: FrameHeight) -> Int? {
        if case .pixels(let count) = height { count } else { nil }
    }
}
