import ReportPipeline

@main
struct Reportpipe {
    static func main() async { await ReportpipeCommand.start() }
}
