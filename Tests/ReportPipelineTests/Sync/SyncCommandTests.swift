import AWS
import ArgumentParser
import Foundation
import ObjectStorage
import ProgramOutput
import ReportPipeline
import TestSupport
import Testing

@Suite struct SyncCommandTests {
    private static func environment(_ world: SyncWorld, staging: String) -> [String: String] {
        [
            "REPORTPIPE_STAGING": staging, "REPORTPIPE_SERIES_URL": world.server.seriesURL.wireText,
            "REPORTPIPE_POPULATION_URL": world.server.populationURL.wireText, "REPORTPIPE_REQUEST_INTERVAL": "0.01",
        ]
    }

    @Test func variablesAloneAreEnough() async throws {
        let world = try SyncWorld()
        let folder = TemporaryFolder()
        var environment = Self.environment(world, staging: folder.path + "/staging")
        environment["REPORTPIPE_CONTACT"] = SyncWorld.contactText
        let summary = try await SyncCommand.perform(environment: environment)
        #expect(summary.status == .success && summary.changes.count == 6)
        for (name, bytes) in SyncWorld.files {
            #expect(FileManager.default.contents(atPath: "\(folder.path)/staging/\(name)") == Data(bytes))
        }
        #expect(world.server.requests.contains { $0.path == "\(DataServer.populationPath)?drilldowns=Year%2CNation" })
    }

    @Test func withoutAPlaceNothingIsAsked() async throws {
        let world = try SyncWorld()
        let environment = Self.environment(world, staging: "")
        await #expect {
            try await SyncCommand.perform(environment: environment)
        } throws: { "\($0)".contains("REPORTPIPE_STAGING") }
        #expect(world.server.requests.isEmpty)
    }

    @Test func anAddressThatIsNoPlaceMakesNoFolder() async throws {
        let environment = Self.environment(try SyncWorld(), staging: "s4://bucket")
        await #expect(throws: PipelineSettingError.self) { try await SyncCommand.perform(environment: environment) }
    }

    @Test(.enabled(if: S3Server.programs != nil, Comment(rawValue: S3Server.absence)))
    func aBucketIsFilledWithTheAddressOfASecret() async throws {
        let server = try await MotoServer.shared
        let world = try SyncWorld()
        let bucket = try await server.makeBucket()
        let secret = "CT20231211_CONTACT_EMAIL-\(bucket)"
        var environment = Self.environment(world, staging: "s3://\(bucket)/staging")
        environment["REPORTPIPE_CONTACT_SECRET"] = secret
        environment["AWS_ENDPOINT_URL"] = server.endpoint.wireText
        environment["AWS_REGION"] = "us-east-1"
        environment["AWS_ACCESS_KEY_ID"] = server.credentials.accessKeyID
        environment["AWS_SECRET_ACCESS_KEY"] = "test"

        let without = try await SyncCommand.perform(environment: environment)
        #expect(without.status == .configuration)
        #expect(without.failures.first?.message.contains("create-secret") == true)
        #expect(without.changes.map(\.key) == ["us-population.json"])

        let body =
            "{\"Name\":\"\(secret)\",\"SecretString\":\"\(SyncWorld.contactText)\",\"ClientRequestToken\":\"\(bucket)\"}"
        let access = try AWSAccess(variables: environment)
        _ = try await access.jsonService(.secretsManager, host: "secretsmanager", target: "secretsmanager")
            .call("CreateSecret", body: Array(body.utf8))
        let summary = try await SyncCommand.perform(environment: environment)
        #expect(summary.status == .success && summary.changes.count == 5)
        let store = try await server.store(bucket: bucket, prefix: "staging")
        let stored = try #require(try await store.get("pr.class", unlessMatches: nil))
        #expect(stored.bytes == SyncWorld.files["pr.class"])
        #expect(stored.headers.metadata["reportpipe-sha256"] == SHA256Digest(of: stored.bytes).hex)
        #expect(
            world.server.requests.allSatisfy { !$0.path.hasPrefix(DataServer.folder) || $0.userAgent.contains("@") })
    }

    @Test(arguments: [[], ["--json"], ["--dry-run"]])
    func theProgramEndsWithTheStatusOfTheSummary(arguments: [String]) async throws {
        let folder = TemporaryFolder()
        let command = try SyncCommand.parse(
            arguments + [
                "--staging", folder.path, "--series-url", "http://127.0.0.1:1/", "--population-url", "nonsense",
            ])
        await #expect(throws: ExitStatus.configuration.exitCode) { try await command.run() }
    }
}
