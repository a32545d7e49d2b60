import TestSupport
import Testing

@testable import AWS

@Suite struct ProcessCredentialsTests {
    private static let output = #"{"Version": 1, "AccessKeyId": "AKIAPROC", "SecretAccessKey": "hunter2-secret"}"#

    private func world(_ command: String, variables: [String: String] = [:]) -> CredentialWorld {
        let own = ["PATH": "/usr/bin:/bin", "AWS_EC2_METADATA_DISABLED": "true"]
        return CredentialWorld(
            config: "[default]\ncredential_process = \(command)", variables: own.merging(variables) { $1 })
    }

    @Test(arguments: [
        (output, Credentials(accessKeyID: "AKIAPROC", secretAccessKey: "hunter2-secret")),
        (
            #"{"Version":1,"AccessKeyId":"A","SecretAccessKey":"s","SessionToken":"t","Expiration":"2026-11-18T20:00:00Z"}"#,
            Credentials(accessKeyID: "A", secretAccessKey: "s", sessionToken: "t", expiration: 1_795_032_000)
        ),
        (
            #"{"Version":1,"AccessKeyId":"A","SecretAccessKey":"s","SessionToken":null,"Expiration":null}"#,
            Credentials(accessKeyID: "A", secretAccessKey: "s")
        ),
    ])
    func whatTheProgramPrintsIsTaken(output: String, credentials: Credentials) async throws {
        #expect(try await world("printf '%s' '\(output)'; echo note >&2").answer().get() == credentials)
    }

    @Test func theProgramRunsInTheShellWithTheVariables() async throws {
        let command = #"printf '{"Version":1,"AccessKeyId":"%s","SecretAccessKey":"s"}' "$ID" | cat"#
        #expect(try await world(command, variables: ["ID": "AKIAVAR"]).answer().get()?.accessKeyID == "AKIAVAR")
    }

    @Test(arguments: [
        ("exit 3", "ended with status 3."), ("/nowhere/tool", "status 127 (command not found): "),
        ("kill -9 $$", "signal 9"),
        ("echo 'first line' >&2; echo 'second hunter2' >&2; exit 1", "status 1: first line."),
        ("printf '\\n\\n  \\033[31mred\\033[0m\\n' >&2; exit 1", "status 1: [31mred [0m."),
        ("true", "no JSON object."), ("echo hunter2", "no JSON object."), ("echo '[]'", "no JSON object."),
        ("echo '{\"Version\": 2}'", "\"Version\": 1"), ("echo '{\"AccessKeyId\": \"A\"}'", "\"Version\": 1"),
        ("echo '{\"Version\": 1, \"AccessKeyId\": \"A\"}'", "'SecretAccessKey' is missing"),
        (
            "echo '{\"Version\":1,\"AccessKeyId\":\"A\",\"SecretAccessKey\":\"hunter2\",\"Expiration\":\"2026-11-18T00:00:00Z\"}'",
            "ended at 2026-11-18T00:00:00Z"
        ),
        ("echo '{\"SecretAccessKey\":\"hunter2\"}'; echo 'bad hunter2' >&2; exit 1", "status 1: bad ***."),
    ])
    func aFaultIsToldWithItsPlaceAndAtMostALine(command: String, words: String) async {
        let text = await world(command).errorText()
        #expect(text.hasPrefix("credential_process: /home/u/.aws/config:2: The program "), "\(text)")
        #expect(text.contains(words), "\(text)")
        #expect(!text.contains("hunter2") && !text.contains("\u{1B}"))
    }
}

@Suite struct ShellCommandTests {
    private let variables = ["PATH": "/usr/bin:/bin"]

    @Test func aCommandThatGoesOnIsEndedWithItsChildren() async throws {
        let folder = TemporaryFolder()
        let command = ShellCommand(
            text: "(sleep 600; true) & echo $! > '\(folder.path)/child'; echo $$ > '\(folder.path)/shell'; sleep 600",
            variables: variables, timeout: .milliseconds(700))
        await #expect(throws: ShellCommand.Fault.self) { try await command.run() }
        for name in ["child", "shell"] {
            let text = String(decoding: try #require(try PrivateFile.read("\(folder.path)/\(name)")), as: UTF8.self)
            let process = try #require(Int32(text.trimmed))
            #expect(process > 1)
            #expect(await isGone(process))
        }
    }

    @Test func aCommandWhoseTaskIsCancelledIsEnded() async throws {
        let folder = TemporaryFolder()
        let command = ShellCommand(
            text: "echo $$ > '\(folder.path)/shell'; sleep 600", variables: variables, timeout: .seconds(120))
        let task = Task { try await command.run() }
        while try PrivateFile.read("\(folder.path)/shell")?.isEmpty != false {
            try await Task.sleep(for: .milliseconds(5))
        }
        task.cancel()
        await #expect(throws: ShellCommand.Fault.self) { try await task.value }
        let text = String(decoding: try #require(try PrivateFile.read("\(folder.path)/shell")), as: UTF8.self)
        #expect(await isGone(try #require(Int32(text.trimmed))))
    }

    @Test func outputBeyondTheLimitIsRefused() async {
        let command = ShellCommand(text: "cat /dev/zero", variables: variables, timeout: .seconds(120))
        let error = await #expect(throws: ShellCommand.Fault.self) { try await command.run() }
        #expect(error?.reason.contains("65536 bytes") == true)
    }

    @Test func muchOnStandardErrorHoldsNothingUp() async throws {
        let command = ShellCommand(
            text: "head -c 1000000 /dev/zero | tr '\\0' e >&2; echo done", variables: variables, timeout: .seconds(120))
        let result = try await command.run()
        #expect(result.output == Array("done\n".utf8) && result.complaint.count == 4_096)
    }

    @Test func aProgramLeftInTheBackgroundIsNotWaitedFor() async throws {
        let command = ShellCommand(text: "sleep 600 & echo $!", variables: variables, timeout: .seconds(120))
        let result = try await command.run()
        let process = try #require(Int32(String(decoding: result.output, as: UTF8.self).trimmed))
        #expect(result.status == 0)
        TestProcess.end(process)
    }

    @Test func theProgramHasNoTerminalAndNothingToRead() async throws {
        let command = ShellCommand(
            text: "cat; if (: < /dev/tty) 2>/dev/null; then echo tty; else echo none; fi", variables: variables,
            timeout: .seconds(120))
        let result = try await command.run()
        #expect(String(decoding: result.output, as: UTF8.self) == "none\n")
        #expect(result.status == 0)
    }

    @Test func closedPipesAreNoEnd() async throws {
        let command = ShellCommand(
            text: "echo out; exec >&- 2>&-; sleep 0.2; exit 5", variables: variables, timeout: .seconds(120))
        let result = try await command.run()
        #expect(result.status == 5 && result.output == Array("out\n".utf8))
    }

    /// Whether a process has ended; waits for the system to take it away.
    private func isGone(_ process: Int32) async -> Bool {
        for _ in 0..<400 {
            if TestProcess.hasEnded(process) { return true }
            try? await Task.sleep(for: .milliseconds(25))
        }
        return false
    }
}
