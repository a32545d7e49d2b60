import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: Sitegen.binary != nil, "Build the binary first: swift build --product sitegen"))
struct BinaryTests {
    private let folder = TemporaryFolder()

    private func path(_ name: String) -> String { folder.path + "/" + name }

    private func write(_ text: String, to name: String) throws {
        let url = URL(fileURLWithPath: path(name))
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    private func notebook(_ source: String) -> String {
        """
        {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"cell_type": "code", "id": "a", "metadata": {},
        "source": "\(source)", "execution_count": 1, "outputs": [{"output_type": "stream", "name": "stdout", "text": "x"}]}]}
        """
    }

    private func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

    /// Every file of a site and its bytes, the lock aside.
    private func site(_ name: String) -> [String: Data] {
        let root = path(name)
        let files = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
        return Dictionary(
            files.filter { !$0.hasPrefix("_sitegen/") }
                .compactMap { file in FileManager.default.contents(atPath: root + "/" + file).map { (file, $0) } },
            uniquingKeysWith: { $1 })
    }

    @Test func buildsTheExamplesOfTheProjectWithoutArguments() throws {
        let result = try Sitegen.run("--output", path("site"), in: Sitegen.root.path)
        #expect(result.status == 0, "\(result.diagnostics)")
        #expect(exists("site/index.html"))
        #expect(exists("site/reports/notes/estimating-productivity.html"))
        let source = Sitegen.root.appending(path: "examples/reports/notes/estimating-productivity.ipynb")
        let copy = FileManager.default.contents(atPath: path("site/reports/notes/estimating-productivity.ipynb"))
        #expect(try copy == Data(contentsOf: source))
    }

    @Test func rendersFromStandardInputToStandardOutput() throws {
        let result = try Sitegen.run("render", "-", input: Data(notebook("print(1)").utf8))
        #expect(result.status == 0)
        let page = String(decoding: result.output, as: UTF8.self)
        #expect(page.hasPrefix("<!doctype html>"))
        #expect(page.contains("</html>"))
        #expect(!page.contains("<script"))
        #expect(page.utf8.count < 28_500)
    }

    /// A page once took the place of `/dev/null`: what is no file is written to, and never replaced.
    @Test func filesThatAPersonNamesMayBeLinksAndPipes() throws {
        try write(notebook("print(1)"), to: "a.ipynb")
        try write("earlier", to: "page.html")
        let result = try Sitegen.shell(
            """
            cd '\(path("."))' && ln -s a.ipynb in.ipynb && ln -s page.html out.html && mkfifo into out && ln -s out link &&
            "$SITEGEN" render in.ipynb -o out.html && { cat a.ipynb > into & } && { cat out > copy.html & } &&
            "$SITEGEN" render into -o link && wait && [ -p out ] && [ -L link ] && [ -L out.html ]
            """)
        #expect(result.status == 0, "\(result.diagnostics)")
        for name in ["page.html", "copy.html"] {
            let page = String(decoding: FileManager.default.contents(atPath: path(name)) ?? Data(), as: UTF8.self)
            #expect(page.hasPrefix("<!doctype html>") && page.hasSuffix("</html>\n"), "\(name)")
        }
    }

    @Test func oneBadNotebookDoesNotKeepTheOthersBack() throws {
        try write(notebook("1"), to: "in/good.ipynb")
        try write("{\"cells\": [", to: "in/bad.ipynb")
        try write("not json", to: "in/worse.ipynb")
        let result = try Sitegen.run("build", "--source", path("in"), "--output", path("site"))
        #expect(result.status == 65)
        #expect(result.diagnostics.contains("bad.ipynb"))
        #expect(result.diagnostics.contains("worse.ipynb"))
        for name in ["good", "bad", "worse"] { #expect(exists("site/reports/\(name).html"), "\(name)") }
        let page = String(
            decoding: FileManager.default.contents(atPath: path("site/reports/bad.html")) ?? Data(), as: UTF8.self)
        #expect(page.contains("byte"))
    }

    @Test func wrongUsageAndSettingsHaveTheirOwnCodes() throws {
        #expect(try Sitegen.run("build", "--no-such-option").status == 64)
        try write("titel: x\n", to: "a/sitegen.yml")
        let result = try Sitegen.run("build", in: path("a"))
        #expect(result.status == 78)
        #expect(result.diagnostics.contains("title"), "names the nearest key: \(result.diagnostics)")
        try write("mine", to: "theirs/file.txt")
        try write(notebook("1"), to: "in/a.ipynb")
        #expect(try Sitegen.run("build", "--source", path("in"), "--output", path("theirs")).status == 78)
        #expect(site("theirs").keys.sorted() == ["file.txt"])
    }

    @Test func jsonSummaryIsOneObject() throws {
        try write(notebook("1"), to: "in/a.ipynb")
        let result = try Sitegen.run("build", "--source", path("in"), "--output", path("site"), "--json")
        #expect(result.status == 0)
        #expect(try JSONSerialization.jsonObject(with: result.output) is [String: Any])
    }

    @Test func aDryRunLeavesNothing() throws {
        try write(notebook("1"), to: "in/a.ipynb")
        let arguments = ["publish", "--source", path("in"), "--destination", path("out/site"), "--dry-run"]
        let absent = try Sitegen.run(arguments)
        #expect(absent.status == 0 && String(decoding: absent.output, as: UTF8.self).contains("a.ipynb: new report"))
        #expect(!exists("out"))
        try FileManager.default.createDirectory(atPath: path("out/site"), withIntermediateDirectories: true)
        #expect(try Sitegen.run(arguments).output == absent.output)
        #expect(try FileManager.default.contentsOfDirectory(atPath: path("out/site")).isEmpty)
    }

    @Test func aSecondProcessFindsNothingToDo() throws {
        let folder = TemporaryFolder()
        let arguments = [
            "build", "--source", Sitegen.root.path + "/examples/reports", "--output", folder.path + "/site", "--json",
            "--series-pattern", "{folder}/{name}", "--timestamp-pattern", "DD.MM.YYYY",
        ]
        #expect(try Sitegen.run(arguments).status == 0)
        let second = try Sitegen.run(arguments)
        #expect(String(decoding: second.output, as: UTF8.self).contains("\"rendered\":[]"))
    }

    @Test func aBrokenPipeIsACleanEnd() throws {
        let example = Sitegen.root.appending(path: "examples/reports/notes/estimating-productivity.ipynb").path
        let result = try Sitegen.shell(
            "{ \"$SITEGEN\" render '\(example)' -o -; echo $? >&2; } | head -c 10 >/dev/null")
        #expect(result.diagnostics.trimmingCharacters(in: .whitespacesAndNewlines) == "0")
    }

    /// A limit on file sizes stands for a full disk: the kernel refuses the rest of a write in the same way.
    @Test func aFullDiskLeavesNoHalfWrittenPage() throws {
        try write(notebook(String(repeating: "x", count: 400_000)), to: "in/large.ipynb")
        let result = try Sitegen.shell(
            "ulimit -f 200; trap '' XFSZ; \"$SITEGEN\" build --source '\(path("in"))' --output '\(path("site"))'")
        #expect(result.status == 70, "\(result.diagnostics)")
        #expect(result.diagnostics.contains("large"), "\(result.diagnostics)")
        #expect(!exists("site/reports/large.html"))
        #expect(try Sitegen.run("build", "--source", path("in"), "--output", path("site")).status == 0)
        #expect(exists("site/reports/large.html"))
    }

    /// Killed at any moment, the next run leaves what a run in peace leaves.
    @Test func aKilledRunHealsOnTheNext() throws {
        for number in 0..<60 {
            try write(
                notebook(String(repeating: "line \(number) ", count: 2_000)),
                to: "in/run-2024-01-\(10 + number % 20)-\(number).ipynb")
        }
        #expect(try Sitegen.run("build", "--source", path("in"), "--output", path("clean")).status == 0)
        for milliseconds in [5, 15, 30, 60, 120] {
            let process = try Sitegen.process(["build", "--source", path("in"), "--output", path("site")])
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            Thread.sleep(forTimeInterval: Double(milliseconds) / 1_000)
            if process.isRunning { kill(process.processIdentifier, SIGKILL) }
            process.waitUntilExit()
        }
        #expect(try Sitegen.run("build", "--source", path("in"), "--output", path("site")).status == 0)
        #expect(site("site") == site("clean"))
        let leftovers = site("site").keys.filter { $0.contains(".partial") || $0.contains("tmp") }
        #expect(leftovers.isEmpty)
    }

    @Test func namesOfEverySortBecomePagesInsideTheOutput() throws {
        let names = [
            "a b", "ünï-日本", "100%", "%2e%2e", "..hidden", ".dot", "<script>alert(1)</script>", "quote\"'", "a#b?c",
            "a&b;",
        ]
        for name in names where !name.contains("/") { try write(notebook("1"), to: "in/\(name).ipynb") }
        try write(notebook("1"), to: "in/<script>/x.ipynb")
        let result = try Sitegen.run("build", "--source", path("in"), "--output", path("site"))
        #expect(result.status == 0 || result.status == 65, "\(result.diagnostics)")
        let pages = site("site").keys.filter { $0.hasPrefix("reports/") && $0.hasSuffix(".html") }
        #expect(pages.count == names.count, "\(pages.sorted()) \(result.diagnostics)")
        #expect(!exists("site/../x.html"))
        let index = String(
            decoding: FileManager.default.contents(atPath: path("site/index.html")) ?? Data(), as: UTF8.self)
        #expect(!index.contains("<script>alert"))
    }

    #if os(Linux)
        /// Loading libcurl and libcrypto takes longer than rendering, so only what signs and sends something does.
        @Test(arguments: [
            ("libcurl.so.4", "libcurl can't be loaded"), ("libcrypto.so.3", "libcrypto.so.3 can't be loaded"),
        ])
        func needsLibrariesForNetworksOnlyAndSaysWhichIsMissing(_ library: String, _ complaint: String) throws {
            try write("not a library", to: "lib/\(library)")
            try write(notebook("1"), to: "in/a.ipynb")
            func run(_ arguments: String...) throws -> Sitegen.Result {
                let process = try Sitegen.process(arguments)
                let variables = [
                    "LD_LIBRARY_PATH": path("lib"), "AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret",
                    "AWS_REGION": "eu-central-1", "AWS_ENDPOINT_URL": "http://127.0.0.1:9",
                ]
                process.environment?.merge(variables) { $1 }
                return try SitegenRun(process).result()
            }
            let built = try run("build", "--source", path("in"), "--output", path("site"))
            #expect(built.status == 0, "\(built.diagnostics)")
            let published = try run("publish", "--source", path("in"), "--destination", "s3://bucket")
            #expect(published.status != 0)
            #expect(published.diagnostics.contains(complaint), "\(published.diagnostics)")
            #expect(published.diagnostics.contains("Install "))
        }
    #endif
}
