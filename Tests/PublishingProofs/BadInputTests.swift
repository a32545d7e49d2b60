import AWS
import Foundation
import TestSupport
import Testing

/// What people get wrong: each is named, with what to do, an exit code of its own kind, and no harm.
@Suite(.enabled(if: Proof.isPossible, "\(Proof.advice)"), .ownThreads)
struct BadInputTests {
    /// One mistake, what the run ends with and what it must say.
    struct Mistake: Sendable, CustomTestStringConvertible {
        var name: String
        var arguments: [String] = []
        var environment: [String: String] = [:]
        var rules: [FaultRule] = []
        var status: Int32
        var words: [String]
        var testDescription: String { name }
    }

    private static func keys(_ keys: Credentials) -> [String: String] {
        ["AWS_ACCESS_KEY_ID": keys.accessKeyID, "AWS_SECRET_ACCESS_KEY": keys.secretAccessKey]
    }

    private static let open = SeaweedServer.openBucket

    static let mistakes: [Mistake] = [
        Mistake(
            name: "wrong website bucket", arguments: ["--destination", "s3://no-such-bucket/x"], status: 78,
            words: ["s3://no-such-bucket", "no such bucket", "--endpoint-url"]),
        Mistake(
            name: "wrong reports bucket", arguments: ["--source", "s3://no-such-bucket"], status: 78,
            words: ["s3://no-such-bucket", "no such bucket"]),
        Mistake(
            name: "no bucket", arguments: ["--destination", "s3://"], status: 78, words: ["--destination", "s3://"]),
        Mistake(
            name: "may not list the source", arguments: ["--source", "s3://\(open)/in"],
            environment: keys(SeaweedServer.unlister), status: 77,
            words: ["Can't list", "s3:ListBucket on arn:aws:s3:::\(open)"]),
        Mistake(
            name: "may not read", environment: keys(SeaweedServer.unreader), status: 77,
            words: ["Can't read", "s3:GetObject on arn:aws:s3:::\(open)/"]),
        Mistake(
            name: "may not write", environment: keys(SeaweedServer.reader), status: 77,
            words: ["Can't write", "s3:PutObject on arn:aws:s3:::\(open)/"]),
        Mistake(
            name: "may not delete", rules: [FaultRule("DELETE", does: .reply(.accessDenied))], status: 77,
            words: ["Can't delete", "s3:DeleteObject on arn:aws:s3:::\(open)/"]),
        Mistake(
            name: "bucket in another region that is not told",
            rules: [FaultRule(does: .reply(StoreReply(301, "PermanentRedirect")))], status: 78,
            words: ["s3://\(open)", "elsewhere", "--region", "--endpoint-url"]),
        Mistake(
            name: "no region", arguments: ["--region", "bad region"], status: 78, words: ["--region", "bad region"]),
        Mistake(
            name: "unknown access key", environment: ["AWS_ACCESS_KEY_ID": "WHOISTHIS"], status: 77,
            words: ["does not know the access key"]),
        Mistake(
            name: "wrong secret", environment: ["AWS_SECRET_ACCESS_KEY": "wrong"], status: 77,
            words: ["secret access key is wrong"]),
        Mistake(
            name: "no credentials",
            environment: ["AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "", "HOME": "/nonexistent"], status: 77,
            words: ["AWS_ACCESS_KEY_ID is not set", "aws sso login", "instance metadata"]),
        Mistake(
            name: "unknown profile", arguments: ["--profile", "nobody"], environment: ["HOME": "/nonexistent"],
            status: 78, words: ["'nobody'", "--profile"]),
        Mistake(
            name: "nobody there", arguments: ["--endpoint-url", "http://127.0.0.1:1"], status: 69,
            words: ["127.0.0.1:1", "--endpoint-url"]),
        Mistake(
            name: "no S3 server", rules: [FaultRule(does: .reply(StoreReply(404, "")))], status: 78,
            words: ["--endpoint-url"]),
        Mistake(
            name: "no address", arguments: ["--endpoint-url", "not an address"], status: 78,
            words: ["--endpoint-url"]),
    ]

    @Test(arguments: mistakes) func isNamedAndDoesNoHarm(mistake: Mistake) async throws {
        let proof = try await Proof()
        try proof.write("other")
        proof.proxy.rules = mistake.rules
        let run = try proof.publish(arguments: mistake.arguments, environment: mistake.environment)
        #expect(run.status == mistake.status, "\(run.diagnostics)")
        for word in mistake.words { #expect(run.diagnostics.contains(word), "\(word): \(run.diagnostics)") }
        #expect(!run.diagnostics.contains(Proof.keys.secretAccessKey))
        #expect(run.output.isEmpty)
        #expect(try proof.site.pages().isEmpty)
    }

    @Test func aManifestOfALaterVersionIsRefused() async throws {
        let proof = try await Proof()
        try proof.write("other")
        #expect(try proof.publish().status == 0)
        let manifest = String(decoding: try proof.site.object("_sitegen/manifest.json").body, as: UTF8.self)
        let later = manifest.replacing(/"format":\d+/, with: "\"format\":99")
        #expect(later != manifest)
        try proof.site.put("_sitegen/manifest.json", Array(later.utf8))
        let before = try proof.site.objects()
        try proof.write("other", "print(2)")
        for arguments in [[], ["--key", "other.ipynb"], ["--verify"], ["--commit"]] {
            let run = try proof.publish(arguments: arguments)
            #expect(run.status == 78, "\(run.diagnostics)")
            #expect(run.diagnostics.contains("later sitegen") && run.diagnostics.contains("99"), "\(run.diagnostics)")
        }
        #expect(try proof.site.objects() == before)
    }

    @Test(arguments: ["", "{", "{\"format\":2}", "not json", "null", "{\"format\":\"x\"}"])
    func aDamagedManifestIsMadeAnewAndToldOf(text: String) async throws {
        let proof = try await Proof()
        for day in 1...3 { try proof.write("sales/sales-2024-01-0\(day)-00-00-00") }
        #expect(try proof.publish().status == 0)
        try proof.site.put("_sitegen/manifest.json", Array(text.utf8))
        try proof.write("other")
        let run = try proof.publish()
        #expect(run.status == 0, "\(run.diagnostics)")
        #expect(run.diagnostics.contains("manifest was damaged"), "\(run.diagnostics)")
        let pages = try proof.site.pages()
        let problems = differences(pages, try proof.cleanBuild()) + brokenLinks(pages)
        #expect(problems.isEmpty, "\(problems)")
        proof.proxy.reset()
        #expect(try proof.publish().status == 0)
        #expect(proof.proxy.log.count == 1)
    }

    @Test func whatOthersWroteIsNeverTouched() async throws {
        let proof = try await Proof()
        let foreign: [String: [UInt8]] = [
            "robots.txt": [1], "reports/other.html": [2], "assets/mine.css": [3], "_sitegen/notes": [4],
            "x/y.html": [5],
        ]
        for (key, bytes) in foreign { try proof.site.put(key, bytes) }
        try proof.write("other")
        try proof.write("more")
        for arguments in [[], ["--verify"], ["--title", "Another"]] {
            let run = try proof.publish(arguments: arguments)
            #expect(run.status == 65, "\(run.diagnostics)")
            #expect(run.diagnostics.contains("reports/other.html"), "\(run.diagnostics)")
            // Told whenever the site's own pages are made.
            if arguments != ["--verify"] { #expect(run.diagnostics.contains("robots.txt"), "\(run.diagnostics)") }
            let seen = try proof.site.objects()
            for (key, bytes) in foreign { #expect(seen[key] == bytes, "\(key)") }
        }
        try proof.remove("other")
        let run = try proof.publish(arguments: ["--verify"])
        #expect(run.status == 0, "\(run.diagnostics)")
        let seen = try proof.site.objects()
        for (key, bytes) in foreign { #expect(seen[key] == bytes, "\(key)") }
        #expect(seen["reports/more.html"] != nil && seen["index.html"] != nil)
    }

    @Test func anIndexOfOthersStopsTheRun() async throws {
        let proof = try await Proof()
        try proof.site.put("index.html", [1])
        try proof.write("other")
        let run = try proof.publish()
        #expect(run.status == 78, "\(run.diagnostics)")
        #expect(run.diagnostics.contains("index.html"), "\(run.diagnostics)")
        #expect(try proof.site.objects() == ["index.html": [1]])
    }
}
