import ArgumentParser
import ReportPipeline
import Testing

@Suite struct ReportpipeCommandTests {
    @Test func theHelpNamesTheProgram() {
        #expect(ReportpipeCommand.helpMessage().contains("reportpipe"))
    }
}
