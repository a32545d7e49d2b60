import Notebook
import ObjectStorage
import ProgramOutput
import Testing

@testable import ReportPipeline

@Suite struct RunPiecesTests {
    @Test(arguments: [
        (0, "report-1970-01-01-00-00-00.ipynb", "1970-01-01T00:00:00Z"),
        (1_702_288_800, "report-2023-12-11-10-00-00.ipynb", "2023-12-11T10:00:00Z"),
        (1_709_251_199, "report-2024-02-29-23-59-59.ipynb", "2024-02-29T23:59:59Z"),
    ])
    func aKeyIsTheTimeInUTC(seconds: Int, key: String, text: String) {
        #expect(ReportTime(seconds: seconds).key.string == key)
        #expect(ReportTime(seconds: seconds).text == text)
    }

    @Test func theNextSecondOfAYearIsTheNextYear() {
        #expect(ReportTime(seconds: 1_704_067_199).next.key == "report-2024-01-01-00-00-00.ipynb")
    }

    @Test(arguments: [
        "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_ACCESS_KEY_ID", "AWS_PROFILE",
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN",
        "AWS_WEB_IDENTITY_TOKEN_FILE", "ECS_CONTAINER_METADATA_URI_V4", "REPORTPIPE_CONTACT", "GITHUB_TOKEN",
        "https_proxy", "PGPASSWORD", "SSH_AUTH_SOCK", "LD_PRELOAD",
    ])
    func aKernelGetsNoVariableThatIsNotOnTheList(name: String) {
        let variables = KernelEnvironment.variables(
            from: [name: "secret", "PATH": "/bin"], home: "/h", temporary: "/t")
        #expect(variables[name] == nil)
        #expect(variables["PATH"] == "/bin")
    }

    @Test func aKernelGetsAHomeOfItsOwn() {
        let variables = KernelEnvironment.variables(
            from: ["HOME": "/root", "TMPDIR": "/x", "LC_ALL": "C.UTF-8"], home: "/h", temporary: "/t")
        #expect(variables["HOME"] == "/h")
        #expect(variables["TMPDIR"] == "/t")
        #expect(variables["LC_ALL"] == "C.UTF-8")
        #expect(variables["PATH"]?.isEmpty == false)
    }

    @Test func settingsComeFromOptionsThenVariables() throws {
        let settings = try RunSettings(
            options: [.staging: "a", .timeLimit: "60"],
            environment: [
                "REPORTPIPE_STAGING": "b", "REPORTPIPE_REPORTS": "r", "REPORTPIPE_TIME_LIMIT": "5",
                "REPORTPIPE_MEMORY_LIMIT": "0", "REPORTPIPE_PYTHON": "",
            ])
        #expect(settings.staging == "a")
        #expect(settings.reports == "r")
        #expect(settings.timeLimit == 60)
        #expect(settings.cellTimeLimit == 60)
        #expect(settings.memoryLimit == nil)
        #expect(settings.python == "python3")
    }

    @Test(arguments: [
        (["REPORTPIPE_REPORTS": "r"], "--staging"),
        (["REPORTPIPE_STAGING": "s"], "--reports"),
        (
            ["REPORTPIPE_STAGING": "s", "REPORTPIPE_REPORTS": "r", "REPORTPIPE_TIME_LIMIT": "soon"],
            "REPORTPIPE_TIME_LIMIT"
        ),
        (
            ["REPORTPIPE_STAGING": "s", "REPORTPIPE_REPORTS": "r", "REPORTPIPE_MEMORY_LIMIT": "-1"],
            "REPORTPIPE_MEMORY_LIMIT"
        ),
    ])
    func aSettingThatIsMissingOrWrongIsNamed(environment: [String: String], name: String) throws {
        let error = try #require(throws: RunError.self) { try RunSettings(options: [:], environment: environment) }
        #expect(error.subject == name)
        #expect(ExitStatus(run: error) == .configuration)
    }

    @Test(arguments: [
        ("42 (python) S 1 42 41 0 -1", 41, false), ("42 (a) b) Z 1 42 7 0 -1", 7, true),
    ])
    func theSessionOfAProcessIsReadBehindItsName(line: String, session: Int32, isDead: Bool) throws {
        let status = try #require(ProcessFamily.Status(Array(line.utf8)))
        #expect(status.session == session)
        #expect(status.isDead == isDead)
    }

    @Test func theTemplateInTheProgramIsUnexecutedAndTakesParameters() throws {
        let notebook = try Notebook(decoding: ReportTemplate.read(nil).bytes)
        let code = notebook.cells.compactMap { cell -> Int? in
            if case .code(let count, let outputs) = cell.kind {
                #expect(outputs.isEmpty)
                return count ?? 0
            }
            return nil
        }
        #expect(code.count > 5)
        #expect(code.allSatisfy { $0 == 0 })
        let source = String(decoding: ReportTemplate.embedded, as: UTF8.self)
        #expect(source.contains("\"parameters\""))
        #expect(ReportTemplate.packages.contains { $0.hasPrefix("papermill==") })
    }
}

@Suite struct ReportNotebookTests {
    private func notebook(_ cells: String, metadata: String = "{}") throws -> ReportNotebook {
        try #require(
            ReportNotebook(
                Array("{\"cells\": [\(cells)], \"metadata\": \(metadata), \"nbformat\": 4, \"nbformat_minor\": 5}".utf8)
            ))
    }

    private func code(_ name: String, started: Bool, outputs: String = "[]") -> String {
        let start = started ? "\"2026-01-01T00:00:00\"" : "null"
        return """
            {"cell_type": "code", "id": "\(name)", "execution_count": null, "source": "x",
            "metadata": {"papermill": {"exception": null, "start_time": \(start), "status": "completed"}},
            "outputs": \(outputs)}
            """
    }

    private let failure = ReportNotebook.Failure(name: "TimeLimit", reason: "Over \"10\" s\n")

    @Test func theErrorStandsUnderTheLastCellThatWasBegun() throws {
        let stream = "[{\"output_type\": \"stream\", \"name\": \"stdout\", \"text\": \"a\"}]"
        let before = try notebook(
            code("a", started: true) + "," + code("b", started: true, outputs: stream) + ","
                + code("c", started: false),
            metadata: "{\"papermill\": {\"duration\": null, \"exception\": null, \"start_time\": \"2026-01-01\"}}")
        #expect(before.failure == nil)
        let after = before.marked(before.located(failure), time: ReportTime(seconds: 0), seconds: 1.5)
        #expect(after.failure == .init(name: "TimeLimit", reason: "Over \"10\" s\n", cell: 2))
        let root = try JSONDocument(after.bytes).root
        #expect(root["metadata"]?["papermill"]?["exception"]?.bool == true)
        #expect(root["metadata"]?["papermill"]?["duration"]?.double == 1.5)
        #expect(root["metadata"]?["papermill"]?["start_time"]?.string == "2026-01-01")
        let cell = try #require(root["cells"]?.elements[1])
        #expect(cell["outputs"]?.count == 2)
        #expect(cell["metadata"]?["papermill"]?["status"]?.string == "failed")
        _ = try Notebook(decoding: after.bytes)
    }

    @Test(arguments: [
        "{\"cell_type\": \"code\", \"source\": \"\", \"metadata\": {}, \"outputs\": []}",
        "{\"cell_type\": \"code\", \"source\": \"\", \"metadata\": {}}",
        "{\"cell_type\": \"code\"}",
    ])
    func aTemplateThatNeverRanIsMarkedAtItsFirstCell(cell: String) throws {
        let marked = try notebook("{\"cell_type\": \"markdown\", \"source\": \"\"}, \(cell)").marked(
            failure, time: ReportTime(seconds: 0), seconds: 2)
        #expect(marked.failure?.cell == 2)
        let papermill = try JSONDocument(marked.bytes).root["metadata"]?["papermill"]
        #expect(papermill?["start_time"]?.string == "1970-01-01T00:00:00Z")
    }

    @Test func aNotebookWithoutCodeIsMarkedAsAWhole() throws {
        let marked = try notebook("").marked(failure, time: ReportTime(seconds: 0), seconds: 2)
        #expect(try JSONDocument(marked.bytes).root["metadata"]?["papermill"]?["exception"]?.bool == true)
    }

    @Test func anErrorThatIsExpectedIsNoFailure() throws {
        let cell = """
            {"cell_type": "code", "metadata": {"tags": ["raises-exception"]}, "source": "",
            "outputs": [{"output_type": "error", "ename": "E", "evalue": "", "traceback": []}]}
            """
        #expect(try notebook(cell).failure == nil)
    }

    @Test(arguments: ["", "[]", "{", "{\"nbformat\": 4}", "{\"nbformat\": 3, \"cells\": [], \"metadata\": {}}"])
    func whatIsNoNotebookIsNone(text: String) {
        #expect(ReportNotebook(Array(text.utf8)) == nil)
    }
}
