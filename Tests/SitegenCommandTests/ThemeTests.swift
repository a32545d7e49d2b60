import Foundation
import TestSupport
import Testing

/// The real binary with an owner's theme and settings.
@Suite(.enabled(if: Sitegen.binary != nil)) struct ThemeTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "sitegen-theme-\(UUID().uuidString)")

    private func write(_ text: String, to path: String) throws {
        let file = folder.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    private func read(_ path: String) -> String {
        String(
            decoding: FileManager.default.contents(atPath: folder.appending(path: path).path) ?? Data(), as: UTF8.self)
    }

    private func build(_ arguments: String...) throws -> (status: Int32, diagnostics: String) {
        try write(
            "{\"nbformat\": 4, \"nbformat_minor\": 5, \"metadata\": {}, \"cells\": []}", to: "in/a-2023-01-01.ipynb")
        let result = try Sitegen.run(
            ["build", "--source", "in", "--output", "out"] + arguments, in: folder.path)
        return (result.status, result.diagnostics)
    }

    private func styleSheet() -> String {
        let assets =
            (try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "out/assets").path)) ?? []
        return assets.first { $0.hasPrefix("style-") }.map { read("out/assets/\($0)") } ?? ""
    }

    @Test func filesOfAThemeReplaceOrFollowTheProgramsOwn() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try write(
            "<!doctype html><html><head>{{{head}}}</head><body>Mine: <a href=\"{{home}}\">x</a></body></html>",
            to: "theme/notFound.mustache")
        try write("body { background: url('logo.svg') }", to: "theme/aaa.css")
        try write("<svg xmlns=\"http://www.w3.org/2000/svg\"/>", to: "theme/logo.svg")
        #expect(try build("--theme", "theme").status == 0)
        #expect(read("out/404.html").contains("Mine: "))
        #expect(read("out/latest.html").contains("This address leads to"))
        let sheet = styleSheet()
        let logo = try #require(
            sheet.firstMatch(of: /body\{background:url\('?(logo-[0-9a-f]{16}\.svg)'?\)\}\s*$/), "last, so that it wins")
        #expect(read("out/assets/\(logo.1)").hasPrefix("<svg"))
        // A theme that changes makes the pages anew.
        try write(
            "<!doctype html><html><head>{{{head}}}</head><body>Changed</body></html>", to: "theme/notFound.mustache")
        #expect(try build("--theme", "theme").status == 0)
        #expect(read("out/404.html").contains("Changed"))
    }

    /// What only other pages are made from leaves the pages of reports as they are: a site may have 100,000 of them.
    @Test(arguments: [
        ("index.js", "// mine", false), ("notFound.mustache", "{{{head}}}", false),
        ("archive.mustache", "{{{head}}}{{{rows}}}", false), ("mine.css", "p { color: red }", true),
        ("report.mustache", "{{{head}}}{{{cells}}}", true), ("unreadable.mustache", "{{{head}}}{{{details}}}", true),
    ])
    func reportsAreMadeAgainForWhatTheyAreMadeFrom(name: String, text: String, isTheirs: Bool) throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(try build().status == 0)
        let page = read("out/reports/a-2023-01-01.html")
        #expect(!page.isEmpty)
        try write(text, to: "theme/\(name)")
        let dry = try Sitegen.run(
            ["build", "--source", "in", "--output", "out", "--theme", "theme"], in: folder.path)
        let told = dry.diagnostics + String(decoding: dry.output, as: UTF8.self)
        #expect(dry.status == 0 && told.contains(isTheirs ? "1 rendered" : "0 rendered, 1 unchanged"), "\(told)")
        // A page that is left as it is would have become the same.
        if !isTheirs {
            try FileManager.default.removeItem(at: folder.appending(path: "out"))
            #expect(try build("--theme", "theme").status == 0)
            #expect(read("out/reports/a-2023-01-01.html") == page)
        }
    }

    @Test(arguments: [
        ("report.mustache", "{{{head}}}\n{{{cels}}}", "theme/report.mustache:2: ", "Did you mean cells?"),
        ("report.mustache", "", "theme/report.mustache", "exactly once"),
        ("indx.mustache", "{{{head}}}", "theme/indx.mustache: ", "Did you mean 'index.mustache'?"),
        ("secrets.env", "x", "theme/secrets.env: ", "move other files elsewhere"),
    ])
    func mistakesInAThemeNameTheFile(name: String, text: String, place: String, words: String) throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try write(text, to: "theme/\(name)")
        let (status, diagnostics) = try build("--theme", "theme")
        #expect(status == 78)
        #expect(diagnostics.contains(place) && diagnostics.contains(words), "\(diagnostics)")
        #expect(read("out/index.html").isEmpty)
    }

    @Test func aThemeThatIsNotThereIsAnError() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let (status, diagnostics) = try build("--theme", "nowhere")
        #expect(status == 78 && diagnostics.contains("theme: "))
    }

    @Test func optionsWinOverTheEnvironmentAndThatOverTheFile() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try write("title: From file\naccent: '#7a0000'\nbase_url: https://example.org/file\n", to: "sitegen.yml")
        #expect(try build("--title", "From option").status == 0)
        #expect(read("out/index.html").contains("From option"))
        #expect(read("out/feed.xml").contains("https://example.org/file/reports/a-2023-01-01.html"))
        #expect(styleSheet().contains("--accent:#7a0000"))
        #expect(read("out/robots.txt") == "User-agent: *\nDisallow: /\n")
        #expect(read("out/index.html").contains("<meta name=\"robots\" content=\"noindex\">"))
    }

    @Test func initWritesSettingsAndKeepsThoseThatAreThere() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        #expect(try Sitegen.run(["init"], in: folder.path).status == 0)
        #expect(read("sitegen.yml").contains("#base_url: "))
        try write("title: Mine\n", to: "sitegen.yml")
        let again = try Sitegen.run(["init"], in: folder.path)
        #expect(again.status == 78 && again.diagnostics.contains("--force"))
        #expect(read("sitegen.yml") == "title: Mine\n")
        #expect(try Sitegen.run(["init", "--force"], in: folder.path).status == 0)
        #expect(read("sitegen.yml").contains("#base_url: "))
    }

    @Test func everySettingIsAnOption() throws {
        let help = try Sitegen.run("build", "--help")
        let text = String(decoding: help.output, as: UTF8.self)
        for option in ["base-url", "series-pattern", "timestamp-pattern", "accent-dark", "feed-limit", "folded-lines"] {
            #expect(text.contains("--\(option) "))
        }
    }
}
