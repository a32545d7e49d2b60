import Synchronization
import Testing

@testable import AWS

@Suite struct CredentialChainTests {
    /// A source under the test's control.
    private final class Source: CredentialProvider {
        let name: String
        let absence = "not set up"
        private let calls = Mutex(0)
        private let gate: Gate?
        private let answer: @Sendable (_ call: Int) throws(CredentialError) -> Credentials?

        init(
            _ name: String = "source", gate: Gate? = nil,
            answer: @escaping @Sendable (_ call: Int) throws(CredentialError) -> Credentials?
        ) {
            self.name = name
            self.gate = gate
            self.answer = answer
        }

        var count: Int { calls.withLock { $0 } }

        func credentials() async throws(CredentialError) -> Credentials? {
            let call = calls.withLock { calls in
                calls += 1
                return calls
            }
            if let gate { await gate.pass() }
            return try answer(call)
        }
    }

    /// Holds up who passes until it is opened.
    private actor Gate {
        private var isOpen = false
        private var waiting: [CheckedContinuation<Void, Never>] = []
        var count: Int { waiting.count }

        func pass() async {
            if !isOpen { await withCheckedContinuation { waiting.append($0) } }
        }

        func open() {
            isOpen = true
            for continuation in waiting { continuation.resume() }
            waiting = []
        }

        func letOnePass() { waiting.removeFirst().resume() }
    }

    private final class Clock: Sendable {
        private let time = Mutex(1_000_000)
        var now: Int {
            get { time.withLock { $0 } }
            set { time.withLock { $0 = newValue } }
        }
    }

    private static func credentials(_ call: Int, until expiration: Int? = nil) -> Credentials {
        Credentials(accessKeyID: "AKIA\(call)", secretAccessKey: "s", expiration: expiration)
    }

    // MARK: Order

    private static let everything = (
        config: """
        [default]
        role_arn = arn
        source_profile = base
        sso_account_id = 1
        credential_process = exit 1
        aws_access_key_id = AKIACONFIG
        aws_secret_access_key = s
        [profile base]
        """,
        credentials: """
        [base]
        aws_access_key_id = AKIABASE
        aws_secret_access_key = s
        [default]
        aws_access_key_id = AKIAFILE
        aws_secret_access_key = s
        """,
        variables: [
            "AWS_ACCESS_KEY_ID": "AKIAENV", "AWS_SECRET_ACCESS_KEY": "s", "AWS_WEB_IDENTITY_TOKEN_FILE": "/t",
            "AWS_ROLE_ARN": "arn", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/c",
        ]
    )

    @Test(arguments: [
        ([], "environment variables"), (["env"], "assume-role profile"), (["env", "role"], "web identity token"),
        (["env", "role", "web"], "SSO"), (["env", "role", "web", "sso"], "shared credentials file"),
        (["env", "role", "web", "sso", "file"], "credential_process"),
        (["env", "role", "web", "sso", "file", "process"], "config file"),
        (["env", "role", "web", "sso", "file", "process", "config"], "container credentials"),
        (["env", "role", "web", "sso", "file", "process", "config", "container"], "instance metadata"),
    ])
    func theFirstThatIsSetUpDecides(without: [String], provider: String) async throws {
        let (config, credentials, variables) = Self.everything
        let lines: [String: [String]] = [
            "role": ["role_arn", "source_profile"], "sso": ["sso_"], "process": ["credential_process"],
            "config": ["aws_"],
        ]
        let removed = without.flatMap { lines[$0] ?? [] }
        let keptConfig = config.split(separator: "\n").filter { line in !removed.contains { line.hasPrefix($0) } }
        let removedVariables = [
            "env": "AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY", "web": "AWS_WEB_IDENTITY_TOKEN_FILE",
            "container": "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
        ]
        .filter { without.contains($0.key) }.values.joined(separator: " ")
        let world = CredentialWorld(
            config: keptConfig.joined(separator: "\n"),
            credentials: without.contains("file") ? "" : credentials,
            variables: variables.filter { !removedVariables.contains($0.key) }, files: ["/t": "t"]
        ) { request in
            // None answers with credentials: who fails is who was asked, and nobody after it is.
            request.method == "PUT" ? HTTPResponse(200, "tok") : HTTPResponse(404, "")
        }
        let chain = try world.chain()
        do {
            _ = try await chain.credentials()
            #expect(await chain.sourceName == provider)
        } catch {
            #expect(error.provider == provider)
        }
    }

    @Test func keysOfTheEnvironmentAreLeftOutForANamedProfile() async throws {
        let (_, credentials, variables) = Self.everything
        let world = CredentialWorld(credentials: credentials, variables: variables, files: ["/t": "t"])
        #expect(try await world.answer().get()?.accessKeyID == "AKIAENV")
        #expect(try await world.answer(profile: "base").get()?.accessKeyID == "AKIABASE")
        // A profile in a variable is a wish for the case that nothing else is there, as the AWS tools have it.
        let variable = CredentialWorld(
            credentials: credentials, variables: variables.merging(["AWS_PROFILE": "base"]) { $1 })
        #expect(try await variable.answer().get()?.accessKeyID == "AKIAENV")
    }

    @Test func whoHasNothingIsToldWhatWasAskedAndWhy() async {
        let world = CredentialWorld(files: [:]) { _ throws(HTTPError) in throw .silence }
        #expect(
            await world.errorText() == """
                credentials: There are none. Sign in with 'aws sso login', run 'aws configure', set AWS_ACCESS_KEY_ID and \
                AWS_SECRET_ACCESS_KEY, or read a public bucket with --no-sign-request.
                Asked were:
                  - environment variables: AWS_ACCESS_KEY_ID is not set
                  - assume-role profile: the profile 'default' has no role_arn
                  - web identity token: AWS_WEB_IDENTITY_TOKEN_FILE is not set, and the profile 'default' has no \
                web_identity_token_file
                  - SSO: the profile 'default' has no sso_account_id
                  - shared credentials file: /home/u/.aws/credentials does not exist
                  - credential_process: the profile 'default' has no credential_process
                  - config file: /home/u/.aws/config does not exist
                  - container credentials: AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and AWS_CONTAINER_CREDENTIALS_FULL_URI \
                are not set
                  - instance metadata: no instance metadata service (version 2) answers at http://169.254.169.254/
                """)
    }

    @Test func aSourceThatFailsIsNotPassedOver() async {
        let last = Source("last") { call in Self.credentials(call) }
        let chain = CredentialChain(providers: [
            Source("first") { _ in nil },
            Source("second") { _ throws(CredentialError) in throw CredentialError(provider: "second", reason: "Broken.")
            },
            last,
        ])
        let error = await #expect(throws: CredentialError.self) { try await chain.credentials() }
        #expect(error.map { "\($0)" } == "second: Broken.\nAsked before:\n  - first: not set up")
        #expect(last.count == 0)
    }

    @Test func anAnonymousChainAsksNobody() async throws {
        let source = Source { call in Self.credentials(call) }
        let chain = CredentialChain(providers: [source], isAnonymous: true)
        #expect(try await chain.credentials() == nil)
        #expect(try await chain.credentials(replacing: Self.credentials(1)) == nil)
        #expect(source.count == 0)
    }

    // MARK: Keeping and refreshing

    @Test func lastingCredentialsAreFetchedOnce() async throws {
        let clock = Clock()
        let source = Source { call in Self.credentials(call) }
        let chain = CredentialChain(providers: [source], now: { clock.now })
        for _ in 0..<3 {
            #expect(try await chain.credentials()?.accessKeyID == "AKIA1")
            clock.now += 1_000_000
        }
        #expect(source.count == 1)
    }

    @Test(arguments: [(3_600, 3_300), (900, 600), (600, 300), (400, 200), (60, 30), (1, 1)])
    func temporaryOnesAreFetchedAgainBeforeTheyEnd(lifetime: Int, refresh: Int) async throws {
        let clock = Clock()
        let start = clock.now
        let source = Source { call in Self.credentials(call, until: clock.now + lifetime) }
        let chain = CredentialChain(providers: [source], now: { clock.now })
        _ = try await chain.credentials()
        clock.now = start + refresh - 1
        #expect(try await chain.credentials()?.accessKeyID == "AKIA1")
        clock.now = start + refresh
        #expect(try await chain.credentials()?.accessKeyID == "AKIA2")
        #expect(source.count == 2)
    }

    @Test func manyWhoAskAtOnceCauseOneFetch() async throws {
        let gate = Gate()
        let source = Source(gate: gate) { call in Self.credentials(call) }
        let chain = CredentialChain(providers: [source])
        try await withThrowingTaskGroup(of: String?.self) { group in
            for _ in 0..<64 { group.addTask { try await chain.credentials()?.accessKeyID } }
            while await gate.count == 0 { await Task.yield() }
            for _ in 0..<1_000 { await Task.yield() }
            await gate.open()
            for try await id in group { #expect(id == "AKIA1") }
        }
        #expect(source.count == 1)
    }

    @Test func manyWhoWaitForOneThatFailsAreAllTold() async {
        let gate = Gate()
        let source = Source(gate: gate) { _ throws(CredentialError) in
            throw CredentialError(provider: "p", reason: "no")
        }
        let chain = CredentialChain(providers: [source])
        let failures = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<16 {
                group.addTask { do { return try await chain.credentials() == nil } catch { return true } }
            }
            while await gate.count == 0 { await Task.yield() }
            for _ in 0..<1_000 { await Task.yield() }
            await gate.open()
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(failures == 16)
        #expect(source.count < 16)
    }

    @Test func whoIsCancelledDoesNotFailTheOthers() async throws {
        let gate = Gate()
        let source = Source(gate: gate) { call throws(CredentialError) in
            if call == 1 { throw CredentialError(provider: "p", reason: "cancelled") }
            return Self.credentials(call)
        }
        let chain = CredentialChain(providers: [source])
        let first = Task { try await chain.credentials() }
        while await gate.count == 0 { await Task.yield() }
        let second = Task { try await chain.credentials() }
        for _ in 0..<100 { await Task.yield() }
        first.cancel()
        await gate.open()
        await #expect(throws: CredentialError.self) { try await first.value }
        #expect(try await second.value?.accessKeyID == "AKIA2")
    }

    @Test func nobodyWaitsForARefreshWhileTheOldOnesHold() async throws {
        let clock = Clock()
        let gate = Gate()
        let end = clock.now + 3_600
        let source = Source(gate: gate) { call in Self.credentials(call, until: end + (call - 1) * 3_600) }
        let chain = CredentialChain(providers: [source], now: { clock.now })
        let first = Task { try await chain.credentials() }
        while await gate.count == 0 { await Task.yield() }
        await gate.letOnePass()
        _ = try await first.value
        clock.now = end - 200
        let refresh = Task { try await chain.credentials() }
        while await gate.count == 0 { await Task.yield() }
        #expect(try await chain.credentials()?.accessKeyID == "AKIA1")
        await gate.open()
        #expect(try await refresh.value?.accessKeyID == "AKIA2")
        #expect(try await chain.credentials()?.accessKeyID == "AKIA2")
    }

    @Test func aRefreshThatFailsIsTriedAgainLaterWhileTheOldOnesHold() async throws {
        let clock = Clock()
        let end = clock.now + 3_600
        let source = Source { call throws(CredentialError) in
            if call == 1 { return Self.credentials(1, until: end) }
            throw CredentialError(provider: "source", reason: "down")
        }
        let chain = CredentialChain(providers: [source], now: { clock.now })
        _ = try await chain.credentials()
        clock.now = end - 290
        #expect(try await chain.credentials()?.accessKeyID == "AKIA1")
        #expect(try await chain.credentials()?.accessKeyID == "AKIA1")
        #expect(source.count == 2)
        clock.now += CredentialChain.retryPause
        _ = try await chain.credentials()
        #expect(source.count == 3)
        clock.now = end - 10
        await #expect(throws: CredentialError.self) { try await chain.credentials() }
    }

    @Test func refusedCredentialsAreReplacedOnceForAll() async throws {
        let source = Source { call in Self.credentials(call) }
        let chain = CredentialChain(providers: [source])
        let old = try #require(try await chain.credentials())
        #expect(try await chain.credentials(replacing: old)?.accessKeyID == "AKIA2")
        #expect(try await chain.credentials(replacing: old)?.accessKeyID == "AKIA2")
        #expect(source.count == 2)
    }

    @Test func aRunKeepsItsIdentity() async throws {
        let other = Source("other") { _ in Self.credentials(9) }
        let source = Source("source") { call in call == 1 ? Self.credentials(1) : nil }
        let chain = CredentialChain(providers: [source, other])
        let old = try #require(try await chain.credentials())
        let error = await #expect(throws: CredentialError.self) { try await chain.credentials(replacing: old) }
        #expect(error?.provider == "source")
        #expect(other.count == 0)
    }

    @Test func endedCredentialsAreNotUsed() async {
        let clock = Clock()
        let source = Source { call in Self.credentials(call, until: clock.now) }
        let chain = CredentialChain(providers: [source], now: { clock.now })
        let error = await #expect(throws: CredentialError.self) { try await chain.credentials() }
        #expect(error?.reason.contains("ended at 1970-01-12T13:46:40Z") == true)
    }
}
