import Foundation
import ObjectStorage
import ProgramOutput
import TestSupport
import Testing

@testable import ReportPipeline

/// What a run makes of programs that fail, without a kernel.
@Suite struct ReportRunTests {
    @Test func aReportThatIsThereIsNeverOverwritten() async throws {
        let world = try await RunWorld(script: "cp \"$3\" \"$4\"")
        _ = try await world.reports.put("report-1970-01-01-00-00-00.ipynb", [1], headers: ObjectHeaders(), if: .absent)
        let summary = try await world.run()
        #expect(summary.key == "report-1970-01-01-00-00-01.ipynb")
        #expect(summary.notices.count == 1)
        #expect(try await world.reports.bytes(of: "report-1970-01-01-00-00-00.ipynb") == [1])
    }

    @Test(arguments: [
        ("echo 'python3: No module named papermill' >&2; exit 1", RunError.Code.missingProgram, "pip install"),
        (
            "echo 'jupyter_client.kernelspec.NoSuchKernel: No such kernel named r' >&2; exit 1", .missingProgram,
            "kernel"
        ),
        ("exit 127", .missingProgram, "no such program"),
    ])
    func whatIsNotInstalledIsNamedAndNothingIsStored(script: String, code: RunError.Code, text: String) async throws {
        let world = try await RunWorld(script: script)
        let error = try await #require(throws: RunError.self) { try await world.run() }
        #expect(error.code == code)
        #expect("\(error)".contains(text))
        #expect(ExitStatus(run: error) == .configuration)
        #expect(try await world.reports.list(prefix: "").objects.isEmpty)
    }

    @Test(arguments: [
        ("echo 'OSError: [Errno 28] No space left on device' >&2; exit 1", "DiskFull"),
        ("echo 'nbclient.exceptions.DeadKernelError: Kernel died' >&2; exit 138", "DeadKernel"),
        ("head -c 100 \"$3\" >\"$4\"; echo 'what a day' >&2; exit 9", "ReportRun"),
        ("cp \"$3\" \"$4\"; kill -9 $$", "ReportRun"),
        ("exit 0", "ReportRun"),
    ])
    func whatFailedBetweenCellsIsStoredAsAFailedReport(script: String, name: String) async throws {
        let world = try await RunWorld(script: script)
        let summary = try await world.run()
        #expect(summary.status == .failed)
        #expect(summary.exit == .badNotebook)
        let stored = try #require(ReportNotebook(try await world.reports.bytes(of: ObjectKey(summary.key))))
        #expect(stored.failure?.name == name)
        #expect(summary.failure?.contains(stored.failure?.reason ?? "?") == true)
    }

    @Test func theTimeLimitEndsEverythingThatWasStarted() async throws {
        let world = try await RunWorld(
            script: "cp \"$3\" \"$4\"; sleep 600 & echo $! >\"$MARK\"; exec sleep 600")
        let summary = try await world.run { $0.timeLimit = 1 }
        #expect(summary.failure?.contains("TimeLimit") == true)
        #if os(Linux)
            #expect(try world.isDead(world.marked()))
        #endif
    }

    @Test func aCancelledRunStoresNothing() async throws {
        let world = try await RunWorld(script: "cp \"$3\" \"$4\"; sleep 600")
        let work = Task { try await world.run() }
        try await Task.sleep(for: .milliseconds(500))
        work.cancel()
        let error = try await #require(throws: RunError.self) { try await work.value }
        #expect(error.code == .cancelled)
        #expect(ExitStatus(run: error) == .tryAgain)
        #expect(try await world.reports.list(prefix: "").objects.isEmpty)
    }

    @Test func stagingWithoutDataIsNoReport() async throws {
        let world = try await RunWorld(script: "exit 0", files: ["_reportpipe/sync.json": [1]])
        let error = try await #require(throws: RunError.self) { try await world.run() }
        #expect(error.code == .emptyStaging)
    }

    @Test func filesAreCopiedAndOddKeysPassedOver() async throws {
        let world = try await RunWorld(
            script: "cp \"$3\" \"$4\"; (cd staging && find . -type f | sort) >\"$MARK\"",
            files: ["pr.series": [1], "../evil": [2], "_reportpipe/sync.json": [3], ".hidden": [4], "a/b": [5]])
        let summary = try await world.run()
        #expect(summary.files == 2)
        #expect(summary.notices.count == 1)
        #expect(try world.markText() == "./a/b\n./pr.series\n")
    }

    @Test func nothingIsLeftInTheTemporaryFolder() async throws {
        let world = try await RunWorld(script: "cp \"$3\" \"$4\"")
        _ = try await world.run()
        let left = try FileManager.default.contentsOfDirectory(atPath: world.folder.path + "/tmp")
        #expect(left.isEmpty)
    }

    @Test(arguments: ["none.ipynb", "/dev/null"])
    func aTemplateThatIsNoneIsNamed(path: String) async throws {
        let world = try await RunWorld(script: "exit 0")
        let error = try await #require(throws: RunError.self) { try await world.run { $0.template = path } }
        #expect(error.code == .badTemplate)
        #expect(error.subject == path)
    }
}
