/// The credentials of a run: found once, kept, and fetched again before they end, however many ask at a time.
package actor CredentialChain {
    /// How long before their end credentials are fetched again, in seconds.
    static let refreshMargin = 300
    /// How long before their end credentials are not handed out any more while new ones can be had, in seconds.
    static let usableMargin = 60
    /// How long a failed refresh is not tried again while the old credentials hold, in seconds.
    static let retryPause = 30

    private typealias Outcome = Result<Credentials, CredentialError>

    private let providers: [any CredentialProvider]
    private let isAnonymous: Bool
    private let now: @Sendable () -> Int
    /// The one that answered. From then on only it is asked: another would be another identity.
    private var source: (any CredentialProvider)?
    private var current: Credentials?
    private var refreshTime = Int.max
    private var isFetching = false
    /// Those who wait for the fetch under way; given nil they look again themselves.
    private var waiting: [CheckedContinuation<Outcome?, Never>] = []

    /// The chain in AWS's order, as the settings have it.
    package init(_ configuration: AWSConfiguration, transport: any HTTPTransport) {
        self.init(
            providers: Self.providers(configuration, transport), isAnonymous: configuration.options.isAnonymous,
            now: configuration.surroundings.now)
    }

    /// A chain of other providers, first one first.
    package init(
        providers: [any CredentialProvider], isAnonymous: Bool = false,
        now: @escaping @Sendable () -> Int = Surroundings.clock
    ) {
        self.providers = providers
        self.isAnonymous = isAnonymous
        self.now = now
    }

    /// What the credentials came from, for example `environment variables`; nil before the first were found.
    package var sourceName: String? { source?.name }

    /// What to sign with now; nil where requests are not signed, as `--no-sign-request` says.
    ///
    /// - Throws: an error that names every provider that was asked and why it had none.
    package func credentials() async throws(CredentialError) -> Credentials? {
        if isAnonymous { return nil }
        let time = now()
        if let current, time < refreshTime || (isFetching && isUsable(current, at: time)) { return current }
        return try await fetched(replacing: nil)
    }

    /// Others than those a service refused as ended or unknown; the same where there are no others.
    package func credentials(replacing refused: Credentials) async throws(CredentialError) -> Credentials? {
        if isAnonymous { return nil }
        // Another task may have replaced them already.
        if let current, current != refused { return try await credentials() }
        return try await fetched(replacing: refused)
    }

    private func isUsable(_ credentials: Credentials, at time: Int) -> Bool {
        credentials.expiration.map { $0 - time > Self.usableMargin } ?? true
    }

    /// Fetches, or waits for the fetch that is under way.
    private func fetched(replacing refused: Credentials?) async throws(CredentialError) -> Credentials {
        while isFetching {
            let outcome = await withCheckedContinuation { waiting.append($0) }
            if let outcome { return try outcome.get() }
            if let current, current != refused, now() < refreshTime { return current }
        }
        isFetching = true
        let outcome = await outcome(replacing: refused)
        isFetching = false
        let others = waiting
        waiting = []
        // Who is cancelled fails alone: the first of the others fetches for the rest.
        var isPassedOn = false
        if case .failure = outcome { isPassedOn = Task.isCancelled }
        for continuation in others { continuation.resume(returning: isPassedOn ? nil : outcome) }
        return try outcome.get()
    }

    private func outcome(replacing refused: Credentials?) async -> Outcome {
        do throws(CredentialError) {
            let found = try await resolved()
            current = found
            refreshTime = Self.refreshTime(of: found, at: now())
            return .success(found)
        } catch {
            let time = now()
            // The old ones hold for a while yet, and the fault may pass.
            guard let current, current != refused, isUsable(current, at: time) else { return .failure(error) }
            refreshTime = time + Self.retryPause
            return .success(current)
        }
    }

    /// Five minutes before the end; halfway for those that don't last that long.
    static func refreshTime(of credentials: Credentials, at time: Int) -> Int {
        guard let expiration = credentials.expiration else { return .max }
        let lifetime = max(0, expiration - time)
        return expiration - min(refreshMargin, lifetime / 2)
    }

    private func resolved() async throws(CredentialError) -> Credentials {
        if let source {
            if let credentials = try await source.credentials() { return try checked(credentials, source) }
            throw CredentialError(
                provider: source.name, reason: "It gave credentials before, and none now: \(source.absence).")
        }
        var absences: [String] = []
        for provider in providers {
            do throws(CredentialError) {
                guard let credentials = try await provider.credentials() else {
                    absences.append("\(provider.name): \(provider.absence)")
                    continue
                }
                let checked = try checked(credentials, provider)
                source = provider
                return checked
            } catch {
                throw CredentialError(
                    provider: error.provider, reason: error.reason + Self.list(absences, "Asked before"))
            }
        }
        throw CredentialError(
            provider: "credentials",
            reason: "There are none. Sign in with 'aws sso login', run 'aws configure', set AWS_ACCESS_KEY_ID and "
                + "AWS_SECRET_ACCESS_KEY, or read a public bucket with --no-sign-request."
                + Self.list(absences, "Asked were"))
    }

    private func checked(
        _ credentials: Credentials, _ provider: any CredentialProvider
    ) throws(CredentialError) -> Credentials {
        if let expiration = credentials.expiration, expiration <= now() {
            throw CredentialError(
                provider: provider.name,
                reason: "The credentials ended at \(CredentialTime.text(expiration)). Get new ones and run it again.")
        }
        return credentials
    }

    private static func list(_ absences: [String], _ heading: String) -> String {
        absences.isEmpty ? "" : "\n\(heading):" + absences.map { "\n  - \($0)" }.joined()
    }
}
