internal import ArgumentParser
import FoundationEssentials
import Notebook
import NotebookHTML
import ObjectStorage
import ProgramOutput
import ReportSite

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// `sitegen render`: one notebook to one page.
struct RenderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render",
        abstract: "Turn one notebook into one standalone HTML file.",
        discussion: """
            The page is one file and runs no script: of interactive outputs it shows the picture or data in the notebook
            and says so. In a site (sitegen build) they are interactive.

              sitegen render run.ipynb                    write run.html beside it
              sitegen render run.ipynb -o /tmp/page.html
              curl -s https://example.org/run.ipynb | sitegen render - > run.html
            """)

    @Argument(help: "The notebook, or - for standard input.")
    var notebook: String

    @Option(name: [.short, .long], help: "The page, or - for standard output. (default: beside the notebook)")
    var output: String?

    @Option(help: "Whether the page opens with its code: shown or hidden.")
    var code: String?

    @Option(help: "Whether readers load pictures from other hosts: true or false.")
    var remoteImages: String?

    func run() throws {
        do { try render() } catch let code as ExitCode { throw code } catch let error as NotebookError {
            Terminal.fail("\(notebook == "-" ? "standard input" : notebook): \(error)")
            throw ExitStatus.badNotebook.exitCode
        } catch {
            Terminal.fail("\(error)")
            throw ExitStatus(error).exitCode
        }
    }

    private func render() throws {
        var settings = Settings()
        if let code { try settings.set("code", to: code, place: "--code") }
        if let remoteImages { try settings.set("remote_images", to: remoteImages, place: "--remote-images") }
        let input = notebook == "-" ? nil : NamedFile(path: notebook)
        let page = output ?? input?.sibling(".html") ?? "-"
        let bytes = try input?.read() ?? StandardInput.read()
        let target = page == "-" ? nil : NamedFile(path: page)
        let name = (target ?? input)?.stem ?? "notebook"
        let rendered = NotebookHTML.render(
            try Notebook(decoding: bytes), context: RenderContext(key: name + ".ipynb"),
            options: settings.renderOptions)
        let design = try SiteDesign.standalone(options: settings.siteOptions)
        let html = design.standalonePage(rendered, name: input?.stem ?? name)
        guard let target else { return try Terminal.output(html) }
        try target.write(html)
    }
}
