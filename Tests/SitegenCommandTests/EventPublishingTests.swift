import AWS
import Foundation
import TestSupport
import Testing

/// The binary with events of a bucket, from a file and from Lambda, into a folder.
@Suite(
    .enabled(if: S3Server.programs != nil, Comment(rawValue: S3Server.absence)),
    .enabled(if: Sitegen.binary != nil, "Build the binary first: swift build --product sitegen"))
struct EventPublishingTests {
    private let folder = TemporaryFolder()

    private static let notebook = """
        {"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[{"cell_type":"code","id":"a","metadata":{},"source":"1",\
        "execution_count":1,"outputs":[]}]}
        """

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"") + "\""
    }

    private static func record(_ bucket: String, _ key: String, _ name: String = "ObjectCreated:Put") -> String {
        "{\"Records\":[{\"eventName\":\"\(name)\",\"s3\":{\"bucket\":{\"name\":\"\(bucket)\"},\"object\":{\"key\":\"\(key)\"}}}]}"
    }

    private static func sns(_ text: String) -> String {
        "{\"Type\":\"Notification\",\"MessageId\":\"n\",\"TopicArn\":\"t\",\"Message\":\(quoted(text))}"
    }

    private static func batch(_ bodies: String...) -> String {
        let records = bodies.enumerated().map { "{\"messageId\":\"m\($0)\",\"body\":\(quoted($1))}" }
        return "{\"Records\":[\(records.joined(separator: ","))]}"
    }

    /// A bucket with three notebooks, and the variables that reach it.
    private func world() async throws -> (server: S3Server, bucket: String, variables: [String: String]) {
        let server = try await MotoServer.shared
        let bucket = try await server.makeBucket()
        for key in ["a%20b.ipynb", "c.ipynb", "d.ipynb"] {
            try await server.request("PUT", "/\(bucket)/\(key)", body: Array(Self.notebook.utf8))
        }
        let variables = [
            "AWS_ACCESS_KEY_ID": "TESTACCESSKEY", "AWS_SECRET_ACCESS_KEY": "test", "AWS_REGION": "us-east-1",
            "SITEGEN_SOURCE": "s3://\(bucket)", "SITEGEN_DESTINATION": folder.path + "/site",
            "SITEGEN_ENDPOINT_URL": "\(server.endpoint)",
        ]
        return (server, bucket, variables)
    }

    private func run(
        _ arguments: [String], _ variables: [String: String], input: String = ""
    ) throws -> (status: Int32, diagnostics: String) {
        let process = try Sitegen.process(arguments, in: folder.path)
        process.environment?.merge(variables) { $1 }
        try Data(input.utf8).write(to: URL(fileURLWithPath: folder.path + "/input"))
        let notes = folder.path + "/notes"
        _ = FileManager.default.createFile(atPath: notes, contents: nil)
        process.standardInput = FileHandle(forReadingAtPath: folder.path + "/input")
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle(forWritingAtPath: notes)
        try process.run()
        process.waitUntilExit()
        return (process.terminationStatus, try String(contentsOfFile: notes, encoding: .utf8))
    }

    private var pages: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path + "/site/reports")) ?? [])
            .filter { $0.hasSuffix(".html") }.sorted()
    }

    @Test func eachWrappingPublishesWhatItNames() async throws {
        let (server, bucket, variables) = try await world()
        let bridge =
            "{\"source\":\"aws.s3\",\"detail-type\":\"Object Created\",\"id\":\"e\",\"detail\":{\"bucket\":{\"name\":"
            + "\"\(bucket)\"},\"object\":{\"key\":\"d.ipynb\"}}}"
        // The first run of a new site looks at all reports: what there is is not known yet.
        try await server.request("DELETE", "/\(bucket)/c.ipynb")
        try await server.request("DELETE", "/\(bucket)/d.ipynb")
        let plain = try run(["publish", "--event", "-"], variables, input: Self.record(bucket, "a+b.ipynb"))
        #expect(plain.status == 0, "\(plain.diagnostics)")
        let first = pages
        #expect(first.count == 1)
        for key in ["c.ipynb", "d.ipynb"] {
            try await server.request("PUT", "/\(bucket)/\(key)", body: Array(Self.notebook.utf8))
        }
        let sns = Self.batch(Self.sns(Self.record(bucket, "c.ipynb")))
        #expect(try run(["publish", "--event", "-"], variables, input: sns).status == 0)
        #expect(pages == (first + ["c.html"]).sorted())
        #expect(try run(["publish", "--event", "-"], variables, input: bridge).status == 0)
        #expect(pages == (first + ["c.html", "d.html"]).sorted())
        try await server.request("DELETE", "/\(bucket)/c.ipynb")
        let removed = Self.record(bucket, "c.ipynb", "ObjectRemoved:Delete")
        #expect(try run(["publish", "--event", "-"], variables, input: removed).status == 0)
        #expect(pages == (first + ["d.html"]).sorted())
    }

    @Test func asAFunctionItPublishesAndGivesBackWhatIsNoEvent() async throws {
        let (_, bucket, variables) = try await world()
        let test = "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"\(bucket)\"}"
        let mock = try LambdaMock([
            .init(Self.batch(test, Self.record(bucket, "c.ipynb"), "hello")), .init("hello"),
            .init(Self.record(bucket, "d.ipynb")),
        ])
        let result = try run(
            [], variables.merging(["AWS_LAMBDA_RUNTIME_API": mock.address, "_HANDLER": "publish"]) { $1 })
        #expect(mock.answers.map(\.path) == ["r1/response", "r2/error", "r3/response"], "\(result.diagnostics)")
        #expect(mock.answers.first?.body == "{\"batchItemFailures\":[{\"itemIdentifier\":\"m2\"}]}")
        #expect(pages.contains("c.html") && pages.contains("d.html"))
    }

    /// A backfill's workers: each writes the pages of its share, and one commit puts them into the site.
    @Test func asAFunctionItStagesSharesAndCommitsThem() async throws {
        let (_, _, variables) = try await world()
        let site = try await SeaweedServer.shared
        let bucket = try await site.makeBucket()
        let mock = try LambdaMock([
            .init("{\"stage\":[\"a b.ipynb\",\"readme.txt\"]}"), .init("{\"stage\":[\"c.ipynb\",\"d.ipynb\"]}"),
            .init("{\"commit\":true}"), .init("{\"commit\":false}"),
        ])
        let settings = [
            "SITEGEN_DESTINATION": "s3://\(bucket)", "SITEGEN_DESTINATION_ENDPOINT_URL": "\(site.endpoint)",
            "AWS_ACCESS_KEY_ID": site.credentials.accessKeyID,
            "AWS_SECRET_ACCESS_KEY": site.credentials.secretAccessKey,
            "AWS_LAMBDA_RUNTIME_API": mock.address,
        ]
        let result = try run(["publish"], variables.merging(settings) { $1 })
        let paths = mock.answers.map(\.path)
        #expect(paths == ["r1/response", "r2/response", "r3/response", "r4/error"], "\(result.diagnostics)")
        #expect(mock.answers.prefix(2).allSatisfy { $0.body == "{}" })
        let report = try #require(
            try JSONSerialization.jsonObject(with: Data(mock.answers[2].body.utf8)) as? [String: Any])
        #expect(report["reports"] as? Int == 3 && (report["failures"] as? [Any])?.isEmpty == true)
        for path in ["index.html", "reports/a%20b.html", "reports/c.html", "reports/d.html"] {
            try await site.request("GET", "/\(bucket)/\(path)")
        }
    }

    @Test func whereTheStoreFailsTheMessagesComeAgain() async throws {
        let (_, bucket, variables) = try await world()
        let mock = try LambdaMock([.init(Self.batch(Self.record(bucket, "c.ipynb"), "hello"))])
        let refused = ["SITEGEN_DESTINATION": "s3://no-such-bucket-of-a-test", "AWS_LAMBDA_RUNTIME_API": mock.address]
        let result = try run(["publish"], variables.merging(refused) { $1 })
        #expect(
            mock.answers.first?.body
                == "{\"batchItemFailures\":[{\"itemIdentifier\":\"m1\"},{\"itemIdentifier\":\"m0\"}]}",
            "\(result.diagnostics)")
    }
}
