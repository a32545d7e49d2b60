import AWS
import Foundation
import Synchronization
import TestSupport
import Testing

@Suite struct ECSTests {
    private static let task = TaskRequest(
        cluster: "reports", taskDefinition: "report:7", subnets: ["subnet-1", "subnet-2"], securityGroups: ["sg-1"],
        container: "report", variables: ["B": "2", "A": "1"], clientToken: "token-1")

    /// A client of a server that gives replies in turn, the last one for ever.
    private static func client(_ replies: [(Int, String)]) throws -> (ECS, ScriptedServer) {
        let left = Mutex(replies)
        let server = try ScriptedServer { _, connection in
            let (status, body) = left.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] }
            try connection.write(ScriptedServer.reply(status, body: Array(body.utf8)))
            return true
        }
        return (client(at: server.url()), server)
    }

    private static func client(at url: HTTPURL) -> ECS {
        let keys = Credentials(accessKeyID: "TESTACCESSKEY", secretAccessKey: "test")
        let service = SignedService(
            name: "ecs", region: "us-east-1", endpoint: url, credentials: { _ in keys }, transport: CurlTransport(),
            retries: Retries(policy: .never))
        return ECS(
            JSONService(service, target: "AmazonEC2ContainerServiceV20141113"),
            retries: Retries(policy: RetryPolicy(throttledTries: 3), sleep: { _ in }))
    }

    private static func error(_ replies: [(Int, String)]) async throws -> (ECSError?, requests: Int) {
        let (client, server) = try client(replies)
        do throws(ECSError) {
            _ = try await client.runTask(task)
            return (nil, server.requests.count)
        } catch { return (error, server.requests.count) }
    }

    @Test func theRequestSaysWhereAndOnlyOnce() async throws {
        let (client, server) = try Self.client([(200, "{\"tasks\":[{\"taskArn\":\"arn:t\"}],\"failures\":[]}")])
        #expect(try await client.runTask(Self.task) == "arn:t")
        let request = try #require(server.requests.first)
        #expect(request.head.fields["x-amz-target"] == "AmazonEC2ContainerServiceV20141113.RunTask")
        let body = try #require(try JSONSerialization.jsonObject(with: Data(request.body)) as? NSDictionary)
        let expected: NSDictionary = [
            "cluster": "reports", "taskDefinition": "report:7", "clientToken": "token-1", "count": 1,
            "launchType": "FARGATE", "startedBy": "reportpipe-listen",
            "networkConfiguration": [
                "awsvpcConfiguration": [
                    "assignPublicIp": "DISABLED", "securityGroups": ["sg-1"], "subnets": ["subnet-1", "subnet-2"],
                ]
            ],
            "overrides": [
                "containerOverrides": [
                    [
                        "name": "report",
                        "environment": [["name": "A", "value": "1"], ["name": "B", "value": "2"]],
                    ]
                ]
            ],
        ]
        #expect(body == expected)
    }

    @Test func whereThereIsNoRoomItIsAskedAgain() async throws {
        let full = "{\"tasks\":[],\"failures\":[{\"arn\":\"arn:c\",\"reason\":\"RESOURCE:MEMORY\"}]}"
        let (client, server) = try Self.client([(200, full), (200, "{\"tasks\":[{\"taskArn\":\"arn:t\"}]}")])
        #expect(try await client.runTask(Self.task) == "arn:t")
        #expect(server.requests.count == 2)
        let (error, requests) = try await Self.error([(200, full)])
        #expect(error?.code == .noRoom)
        #expect(requests == 3)
    }

    @Test(arguments: [
        (200, "{\"failures\":[{\"reason\":\"MISSING\",\"arn\":\"arn:c\"}]}", ECSError.Code.unusable, "MISSING"),
        (200, "{\"failures\":[{\"reason\":\"Capacity is unavailable at this time.\"}]}", .noRoom, "Capacity"),
        (400, "{\"__type\":\"ClusterNotFoundException\"}", .unusable, "Check cluster"),
        (400, "{\"__type\":\"AccessDeniedException\"}", .permissionDenied, "iam:PassRole"),
        (500, "{\"__type\":\"ServerException\"}", .unavailable, "later"), (200, "{}", .other, "neither"),
    ])
    func aFailureSaysWhatToDo(status: Int, body: String, code: ECSError.Code, advice: String) async throws {
        let (error, _) = try await Self.error([(status, body)])
        #expect(error?.code == code)
        let text = try #require(error.map { "\($0)" })
        #expect(text.contains(advice) && text.contains("'report:7'") && text.contains("'reports'"), "\(text)")
    }

    @Test func aTokenOfOtherSettingsStartedItsTaskBefore() async throws {
        let (client, server) = try Self.client([(400, "{\"__type\":\"ConflictException\"}")])
        #expect(try await client.runTask(Self.task) == nil)
        #expect(server.requests.count == 1)
    }

    @Test(.enabled(if: S3Server.programs != nil, Comment(rawValue: S3Server.absence)))
    func aServerWithoutTheClusterIsAnError() async throws {
        let client = Self.client(at: try await MotoServer.shared.endpoint)
        await #expect(throws: ECSError.self) { try await client.runTask(Self.task) }
    }
}
