import Foundation
import Notebook
import Testing

@testable import NotebookHTML

/// The stored state of ipywidgets as a page shows it, from states that ipywidgets 7 and 8 and Plotly wrote.
@Suite struct WidgetTests {
    /// A page that shows the model `a` of these.
    static func page(_ models: String, frames: FramePlace? = nil) throws -> RenderedNotebook {
        let view = #"{"application/vnd.jupyter.widget-view+json":{"model_id":"a"},"text/plain":"beside it"}"#
        let json = """
            {"nbformat":4,"nbformat_minor":5,"cells":[{"cell_type":"code","id":"a","metadata":{},"execution_count":1,\
            "source":"","outputs":[{"output_type":"display_data","metadata":{},"data":\(view)}]}],"metadata":{"widgets":\
            {"application/vnd.jupyter.widget-state+json":{"state":{\(models)}}}}}
            """
        return NotebookHTML.render(
            try Notebook(decoding: Array(json.utf8)), context: RenderContext(key: "a.ipynb", frames: frames))
    }

    static func text(_ name: String, _ state: String, and others: String = "") throws -> String {
        let page = try page(#""a":{"model_name":"\#(name)","state":\#(state)}"# + others)
        return String(decoding: page.cells, as: UTF8.self)
            .replacing(/<[^>]*>/, with: "|").replacing(/[|\s]*\|[|\s]*/, with: "|").trimmingCharacters(
                in: .whitespacesAndNewlines)
    }

    @Test(arguments: [
        ("IntSliderModel", #"{"description":"n","value":5,"max":9}"#, "|n|5|"),
        ("IntRangeSliderModel", #"{"value":[2,7]}"#, "|2 – 7|"),
        ("SelectionRangeSliderModel", #"{"_options_labels":["a","b","c"],"index":[0,2]}"#, "|a – c|"),
        ("SelectMultipleModel", #"{"_options_labels":["a","b","c"],"index":[0,2]}"#, "|a, c|"),
        ("DropdownModel", #"{"_options_labels":["One","Two"],"index":1}"#, "|Two|"),
        ("TagsInputModel", #"{"value":["p","q"]}"#, "|p, q|"), ("CheckboxModel", #"{"value":true}"#, "|☑|"),
        ("DatePickerModel", #"{"value":{"date":6,"month":4,"year":2024}}"#, "|2024-05-06|"),
        ("DatePickerModel", #"{"value":null}"#, "|none|"),
        ("DatePickerModel", #"{"value":{"date":1,"month":9223372036854775807,"year":1}}"#, "9223372036854775807"),
        ("TimeModel", #"{"value":{"hours":3,"milliseconds":0,"minutes":4,"seconds":0}}"#, "|03:04|"),
        (
            "DatetimeModel",
            #"{"value":{"date":2,"hours":3,"milliseconds":0,"minutes":4,"month":0,"seconds":9,"year":2024}}"#,
            "|2024-01-02 03:04:09|"
        ),
        ("ButtonModel", #"{"description":"Go"}"#, "|Go|(button)|"),
        ("ColorPickerModel", ##"{"value":"#ff8800"}"##, "|#ff8800|"), ("LabelModel", #"{"value":"text"}"#, "|text|"),
    ])
    func aControlShowsItsValue(name: String, state: String, expected: String) throws {
        #expect(try Self.text(name, state).contains(expected))
    }

    @Test func aPasswordIsNotShown() throws {
        let text = try Self.text("PasswordModel", #"{"value":"secret","description":"pw"}"#)
        #expect(!text.contains("secret") && text.contains("••••••"))
    }

    static let two =
        #","b":{"model_name":"LabelModel","state":{"value":"first","layout":"IPY_MODEL_x"}},"#
        + #""c":{"model_name":"LabelModel","state":{"value":"second","layout":"IPY_MODEL_y"}},"#
    static let children = #""children":["IPY_MODEL_b","IPY_MODEL_c"]"#

    @Test(arguments: [
        ("TabModel", #"{\#(children),"titles":["One","Two"]}"#, "", "", "|One|first|Two|second|"),
        ("AccordionModel", #"{\#(children),"_titles":{"1":"Two"}}"#, "", "", "|first|Two|second|"),
        ("StackModel", #"{\#(children),"selected_index":1}"#, "", "", "|second|"),
        ("HBoxModel", #"{\#(children)}"#, #""visibility":"hidden""#, "", "|second|"),
        ("VBoxModel", #"{\#(children)}"#, "", #""display":"none""#, "|first|"),
        (
            "GridBoxModel", #"{\#(children),"layout":"IPY_MODEL_g"}"#, #""grid_area":"foot""#, #""grid_area":"head""#,
            "|second|first|"
        ),
    ])
    func aContainerShowsWhatTheNotebookShowed(name: String, state: String, x: String, y: String, text: String) throws {
        let layouts =
            #""x":{"model_name":"LayoutModel","state":{\#(x)}},"y":{"model_name":"LayoutModel","state":{\#(y)}},"#
            + #""g":{"model_name":"LayoutModel","state":{"grid_template_areas":"\"head\"\n\"foot\""}}"#
        let shown = try Self.text(name, state, and: Self.two + layouts)
        #expect(shown.hasSuffix(text))
    }

    @Test func aWidgetWithoutValueIsNamedAndWhatStandsBesideItIsShown() throws {
        let text = try Self.text("AnyModel", #"{"_anywidget_id":"pack.module.Globe","_esm":"export default {}"}"#)
        #expect(text.contains("An interactive widget (Globe), whose program is not run here"))
        #expect(text.contains("beside it"))
    }

    @Test func aWidgetCapturedByItselfEnds() throws {
        let output =
            #"{"output_type":"display_data","metadata":{},"data":{"application/vnd.jupyter.widget-view+json":{"model_id":"a"}}}"#
        #expect(try Self.text("OutputModel", #"{"outputs":[\#(output)]}"#).contains("An interactive widget (Output)"))
    }

    @Test(arguments: [
        // A model that shows itself twenty times, and each of those again.
        String(
            repeating:
                #"{"output_type":"display_data","data":{"application/vnd.jupyter.widget-view+json":{"model_id":"a"}}},"#,
            count: 20),
        // One large text shown three hundred times.
        String(repeating: #"{"data":{"application/vnd.jupyter.widget-view+json":{"model_id":"b"}}},"#, count: 300),
    ])
    func repeatsEndBeforeThePageIsHuge(outputs: String) throws {
        let large = String(repeating: "text ", count: 40_000)
        let models = """
            "a":{"model_name":"OutputModel","state":{"outputs":[\(outputs.dropLast())]}},\
            "b":{"model_name":"HTMLModel","state":{"value":"\(large)"}}
            """
        let cells = try Self.page(models).cells
        #expect(cells.count < 20_000_000)
        #expect(String(decoding: cells, as: UTF8.self).contains("A widget that the page shows elsewhere"))
    }

    @Test func idsOfSeveralFragmentsInOneOutputDiffer() throws {
        let fragment = #"<p id='x'>one</p><a href='#x'>to it</a><style>#x { color: red }</style>"#
        let page = try Self.page(
            """
            "a":{"model_name":"HBoxModel","state":{"children":["IPY_MODEL_b","IPY_MODEL_b"]}},\
            "b":{"model_name":"HTMLModel","state":{"value":"\(fragment)"}}
            """)
        let cells = String(decoding: page.cells, as: UTF8.self)
        for prefix in ["out-1-1-", "out-1-1x2-"] {
            #expect(cells.matches(of: try Regex(#"id="\#(prefix)x""#)).count == 1)
            #expect(cells.contains(##"href="#\##(prefix)x""##))
            #expect(String(decoding: page.styles, as: UTF8.self).contains("#\(prefix)x{color:red;"))
        }
    }

    @Test(arguments: [("FigureModel", "_data", "_layout"), ("AnyModel", "_widget_data", "_widget_layout")])
    func aFigureWidgetIsAChartWithItsArrays(name: String, data: String, layout: String) throws {
        let model = """
            "a":{"model_name":"\(name)","state":{"\(data)":[{"type":"bar","x":{"dtype":"float64","shape":[1]},"name":"n"}],\
            "\(layout)":{"height":300}},"buffers":[{"path":["\(data)",0,"x","buffer"],"encoding":"base64","data":"AAAAAAAA8D8="}]}
            """
        let libraries = ScriptLibraries(["plotly-4.1.1.min.js": "assets/plotly.js"])
        let page = try Self.page(model, frames: FramePlace(folder: "a.files/", root: "../", libraries: libraries))
        let document = Shell(try #require(page.files.first).bytes).document
        #expect(
            document.contains(
                #"{"data":[{"type":"bar","x":{"dtype":"f8","shape":"1","bdata":"AAAAAAAA8D8="},"name":"n"}],"layout":{"height":300}}"#
            ))
        #expect(String(decoding: page.cells, as: UTF8.self).contains("height:300px"))
    }
}
