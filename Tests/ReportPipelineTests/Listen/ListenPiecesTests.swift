import AWS
import Foundation
import ProgramOutput
import TestSupport
import Testing

@testable import ReportPipeline

@Suite struct ListenPiecesTests {
    @Test func aTaskComesFromTheEnvironmentAndOptionsWin() throws {
        let environment = [
            "REPORTPIPE_CLUSTER": "c", "REPORTPIPE_TASK_DEFINITION": "t:1", "REPORTPIPE_SUBNETS": "s1, s2",
            "REPORTPIPE_SECURITY_GROUPS": "g1", "REPORTPIPE_CONTAINER": "report", "REPORTPIPE_STAGING": "s3://b/data",
        ]
        let settings = try ListenSettings(options: [.taskDefinition: "t:2"], environment: environment)
        #expect(
            settings.start
                == .task(
                    TaskRequest(
                        cluster: "c", taskDefinition: "t:2", subnets: ["s1", "s2"], securityGroups: ["g1"],
                        container: "report", clientToken: "")))
        #expect(settings.staging == S3Location(parsing: "s3://b/data"))
        let local = try ListenSettings(options: [.runCommand: "make report"], environment: environment)
        #expect(local.start == .command("make report"))
    }

    @Test(arguments: [
        ([:], "--run-command"), (["REPORTPIPE_CLUSTER": "c"], "--task-definition (REPORTPIPE_TASK_DEFINITION)"),
        (
            ["REPORTPIPE_CLUSTER": "c", "REPORTPIPE_TASK_DEFINITION": "t", "REPORTPIPE_SUBNETS": ","],
            "names no subnet"
        ),
    ])
    func whatIsMissingIsNamed(environment: [String: String], words: String) {
        #expect {
            try ListenSettings(options: [:], environment: environment)
        } throws: { "\($0)".contains(words) }
    }

    @Test func theCommandRunsOnceForAToken() async throws {
        let folder = TemporaryFolder()
        let starter = CommandTaskStarter(
            "echo \"$REPORTPIPE_START_TOKEN\" >>'\(folder.path)/log'", variables: ["PATH": "/usr/bin:/bin"])
        for token in ["t1", "t1", "t2"] { _ = try await starter.start(token: token) }
        #expect(try String(contentsOfFile: folder.path + "/log", encoding: .utf8) == "t1\nt2\n")
    }

    @Test(arguments: [
        ("exit 1", StartError.Code.failed), ("exit 75", .tryAgain), ("exit 69", .unavailable),
        ("no-such-program-of-a-test", .unusable), ("kill -9 $$", .failed),
    ])
    func aCommandThatFailsStartedNothing(command: String, code: StartError.Code) async throws {
        let starter = CommandTaskStarter(command + " 2>/dev/null", variables: ["PATH": "/usr/bin:/bin"])
        await #expect {
            try await starter.start(token: "t")
        } throws: { ($0 as? StartError)?.code == code }
    }

    @Test func aReportWithFailedCellsIsDone() async throws {
        let starter = CommandTaskStarter("exit 65", variables: [:])
        #expect(try await starter.start(token: "t").contains("failed cells"))
    }

    @Test func aCancelledCommandIsEnded() async throws {
        let starter = CommandTaskStarter("exec sleep 60", variables: ["PATH": "/usr/bin:/bin"])
        let task = Task { try await starter.start(token: "t") }
        try await Task.sleep(for: .milliseconds(100))
        task.cancel()
        await #expect(throws: StartError.self) { try await task.value }
    }

    @Test func theFunctionAnswersThroughLambda() async throws {
        let batch = String(decoding: Events.batch("hello", Events.plain("a")), as: UTF8.self)
        let mock = try LambdaMock([.init(batch), .init("{}"), .init(batch)])
        let folder = TemporaryFolder()
        let environment = [
            "REPORTPIPE_RUN_COMMAND": "echo x >>'\(folder.path)/log'", "PATH": "/usr/bin:/bin", "_HANDLER": "listen",
        ]
        await #expect(throws: LambdaRuntimeError.self) {
            try await PipelineFunctions.serve(LambdaRuntime(address: mock.address), [], environment)
        }
        #expect(mock.answers.map(\.path) == ["r1/response", "r2/error", "r3/response"])
        #expect(mock.answers.first?.body == "{\"batchItemFailures\":[{\"itemIdentifier\":\"m0\"}]}")
        #expect(try String(contentsOfFile: folder.path + "/log", encoding: .utf8) == "x\n")
    }

    @Test func aHandlerOfAnotherNameIsAnErrorOfTheStart() async throws {
        let mock = try LambdaMock([])
        await #expect(throws: PipelineSettingError.self) {
            try await PipelineFunctions.serve(LambdaRuntime(address: mock.address), [], ["_HANDLER": "bootstrap"])
        }
        #expect(mock.answers.first?.path == "init/error")
        #expect(mock.answers.first?.body.contains("listen, sync") == true)
    }
}
