import Foundation
import ObjectStorage
import TestSupport
import Testing

@testable import ReportPipeline

/// Runs with a real kernel.
@Suite(.enabled(if: RunWorld.python != nil, Comment(rawValue: RunWorld.absence)), .serialized)
struct KernelTests {
    private static let data = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "../../../examples/data/2023-12-06"
    ).standardizedFileURL

    private static func file(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: data.appending(path: name)))
    }

    /// The population of both sets in both forms.
    private static func population(_ first: Int, isOld: Bool, told: String?) -> [UInt8] {
        let sets = [
            316_128_839: [316_128_839, 318_857_056, 321_418_821, 323_127_515, 325_719_178, 327_167_439],
            311_536_594: [311_536_594, 314_107_084, 316_515_021, 318_558_162, 321_004_407, 322_903_030],
        ]
        let rows = (sets[first] ?? Array(repeating: first, count: 6)).enumerated().map { index, count in
            isOld
                ? "{\"ID Nation\":\"01000US\",\"Nation\":\"United States\",\"ID Year\":\(2013 + index),"
                    + "\"Year\":\"\(2013 + index)\",\"Population\":\(count)}"
                : "{\"Nation ID\":\"01000US\",\"Nation\":\"United States\",\"Year\":\(2013 + index),\"Population\":\(count).0}"
        }
        let note = told.map { ",\"annotations\":{\"dataset_name\":\"\($0)\"}" } ?? ""
        return Array("{\"data\":[\(rows.joined(separator: ","))]\(note)}".utf8)
    }

    @Test(arguments: [
        (316_128_839, true, nil as String?, "1-year estimates", "322,069,808", "4,158,441.04"),
        (311_536_594, false, "ACS 1-year", "5-year estimates", "317,437,383", "4,257,089.54"),
        (300_000_000, false, "ACS invented", "ACS invented", "300,000,000", "0.00"),
    ])
    func theReportNamesItsPopulation(
        first: Int, isOld: Bool, told: String?, name: String, mean: String, deviation: String
    ) async throws {
        let world = try await RunWorld(files: [
            "pr.data.0.Current": try Self.file("pr.data.0.Current"), "pr.series": try Self.file("pr.series"),
            "us-population.json": Self.population(first, isOld: isOld, told: told),
        ])
        let summary = try await world.run()
        #expect(summary.status == .succeeded, "\(summary.failure ?? "")")
        let text = String(decoding: try await world.reports.bytes(of: ObjectKey(summary.key)), as: UTF8.self)
        for part in [name, mean, deviation, "image/png", "alt", "\"run_at\": \"1970-01-01T00:00:00Z\""] {
            #expect(text.contains(part), "\(part)")
        }
        #expect(!text.contains(world.folder.path))
    }

    @Test(arguments: [
        (["pr.data.0.Current": "series_id\tyear\n"], "has no column period, value"),
        (["us-population.json": "{}"], "have no pr.data.0.Current"),
    ])
    func aReportOverBadDataFailsWithWhatIsWrong(files: [String: String], text: String) async throws {
        let summary = try await RunWorld(files: files.mapValues { Array($0.utf8) }).run()
        #expect(summary.status == .failed)
        #expect(summary.failure?.contains(text) == true, "\(summary.failure ?? "")")
    }

    @Test func aFailingCellIsStoredWithWhatCameBefore() async throws {
        let (summary, notebook) = try await RunWorld().run(cells: [
            "print('be' + 'fore')", "1 / 0", "print('af' + 'ter')",
        ])
        #expect(summary.failure?.contains("ZeroDivisionError: division by zero") == true)
        #expect(notebook.contains("before"))
        #expect(!notebook.contains("after"))
    }

    @Test func aKernelThatDiesIsStoredWithWhatCameBefore() async throws {
        let (summary, notebook) = try await RunWorld().run(cells: ["print('be' + 'fore')", "import os; os._exit(3)"])
        #expect(summary.failure?.hasPrefix("cell 4: DeadKernel") == true, "\(summary.failure ?? "")")
        #expect(notebook.contains("before"))
    }

    @Test(arguments: [true, false])
    func timeIsLimited(whole: Bool) async throws {
        let world = try await RunWorld()
        let orphan = """
            import subprocess
            p = subprocess.Popen(['sleep', '600'], start_new_session=True)
            open('\(world.folder.path)/mark', 'w').write(str(p.pid))
            print('han' + 'ging', flush=True)
            while True: pass
            """
        let (summary, notebook) = try await world.run(cells: [orphan]) {
            if whole {
                ($0.timeLimit, $0.cellTimeLimit) = (8, 600)
            } else {
                ($0.timeLimit, $0.cellTimeLimit) = (120, 3)
            }
        }
        #expect(summary.failure?.contains(whole ? " TimeLimit:" : "CellTimeLimit:") == true, "\(summary.failure ?? "")")
        #expect(notebook.contains("hanging"))
        #if os(Linux)
            #expect(try world.isDead(world.marked()))
        #endif
    }

    #if os(Linux)
        @Test func memoryIsLimited() async throws {
            let (summary, _) = try await RunWorld().run(cells: ["x = bytearray(1 << 30)"]) { $0.memoryLimit = 512 }
            #expect(summary.failure?.contains("MemoryError") == true, "\(summary.failure ?? "")")
        }
    #endif

    @Test func aKernelSeesNoCredentials() async throws {
        let cell = """
            import os, subprocess
            print(dict(os.environ), os.listdir(os.path.expanduser('~')))
            print(subprocess.run(['env'], capture_output=True, text=True).stdout)
            print(open(f'/proc/{os.getppid()}/environ').read() if os.path.isdir('/proc') else '')
            """
        let (summary, notebook) = try await RunWorld().run(
            cells: [cell],
            environment: [
                "AWS_SECRET_ACCESS_KEY": "hushhush", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/hushhush",
                "REPORTPIPE_CONTACT": "hushhush@example.org", "HOME": "/hushhush",
            ])
        #expect(summary.status == .succeeded, "\(summary.failure ?? "")")
        #expect(notebook.contains("PATH"))
        #expect(!notebook.contains("hushhush"))
        #expect(!notebook.contains("AWS_"))
    }
}
