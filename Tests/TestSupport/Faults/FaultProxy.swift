internal import Foundation
import Synchronization

/// An HTTP/1.1 proxy before a store on this machine that fails as it is told.
///
/// Requests go on byte for byte with their `Host`, so that signatures hold; each is logged.
///
///     let proxy = try FaultProxy(port: store.port)
///     proxy.rules = [FaultRule("PUT", "*/manifest.json", times: 1, does: .loseReply)]
///     // run a client with --endpoint-url proxy.endpoint
///     #expect(proxy.log.filter { $0.method == "PUT" }.count == 3)
package final class FaultProxy: Sendable {
    /// The store's port.
    let storePort: UInt16
    private let listener: Listener
    private let state: Mutex<State>

    private struct State: Sendable {
        var count = 0
        var open = 0
        var log: [ProxiedRequest] = []
        var rules: [FaultRule] = []
        var decide: (@Sendable (ProxiedRequest) -> Fault?)?
        var remembered = RememberedReplies()
        var limit: Limit?
    }

    /// The last request that reaches the store.
    private struct Limit: Sendable {
        var number: Int
        var finished = 0
        var stop: (@Sendable () -> Void)?
    }

    /// Starts to serve on a free port.
    package init(port: UInt16) throws(SocketError) {
        storePort = port
        listener = try Listener()
        state = Mutex(State())
        listener.start { [weak self] in self?.serve($0) }
    }

    deinit { listener.stop() }

    /// Where clients find it, for example `http://127.0.0.1:49152`.
    package var endpoint: String { "http://127.0.0.1:\(listener.port)" }

    /// The port it serves on.
    package var port: UInt16 { listener.port }

    /// The requests that have ended, in the order in which they came; the last one's client may know before: `settle` first.
    package var log: [ProxiedRequest] { state.withLock { $0.log }.sorted { $0.number < $1.number } }

    /// What is done to which requests: the first rule that matches and is not used up. A new table counts anew.
    package var rules: [FaultRule] {
        get { state.withLock { $0.rules } }
        set { state.withLock { $0.rules = newValue } }
    }

    /// Asked for every request that no rule takes.
    package func decide(_ decide: (@Sendable (ProxiedRequest) -> Fault?)?) {
        state.withLock { $0.decide = decide }
    }

    /// Lets just `number` more requests reach the store and calls `stop` when all those are done, before the last reply.
    ///
    /// Requests after those wait until their client goes away: `stop` is to kill it.
    package func stopAfter(_ number: Int, _ stop: @escaping @Sendable () -> Void) {
        reset()
        state.withLock { $0.limit = Limit(number: number, stop: stop) }
    }

    /// Forgets the log, the rules and the limit, not what reads were answered with.
    package func reset() {
        state.withLock { state in
            let (remembered, open) = (state.remembered, state.open)
            state = State()
            state.remembered = remembered
            state.open = open
        }
    }

    /// Waits until no request is under way.
    package func settle() {
        while state.withLock({ $0.open }) > 0 { Thread.sleep(forTimeInterval: 0.002) }
    }

    /// Ends the port and all connections.
    package func stop() { listener.stop() }

    private func serve(_ connection: Connection) {
        let exchange = ProxyExchange(client: MessageStream(connection), storePort: storePort)
        while let head = try? exchange.client.head() {
            guard var request = admit(head) else {
                // Beyond the limit: nothing more happens until the client is gone.
                _ = try? exchange.client.toTheEnd()
                return
            }
            let stale = request.fault == .staleRead ? state.withLock { $0.remembered.stale(for: request) } : nil
            let outcome = exchange.ask(&request, head: head, stale: stale)
            settle(&request, outcome)
            let goesOn = exchange.answer(&request, outcome)
            state.withLock { state in
                state.log.append(request)
                state.open -= 1
            }
            if !goesOn { return }
        }
    }

    /// Numbers a request and chooses its fault; nil where the limit is reached.
    private func admit(_ head: MessageHead) -> ProxiedRequest? {
        let (request, decide) = state.withLock { state -> (ProxiedRequest?, (@Sendable (ProxiedRequest) -> Fault?)?) in
            if let limit = state.limit, state.count >= limit.number { return (nil, nil) }
            state.count += 1
            state.open += 1
            var request = ProxiedRequest(number: state.count, head: head)
            for index in state.rules.indices where state.rules[index].matches(request) {
                request.fault = state.rules[index].apply()
                if request.fault != nil { break }
            }
            return (request, request.fault == nil ? state.decide : nil)
        }
        guard var request else { return nil }
        if let decide { request.fault = decide(request) }
        return request
    }

    /// Remembers what the store answered; the last request before the limit stops the client.
    private func settle(_ request: inout ProxiedRequest, _ outcome: ProxyExchange.Outcome) {
        let stop = state.withLock { state -> (@Sendable () -> Void)? in
            if case .reply(let reply, fromStore: true) = outcome { state.remembered.keep(reply, for: request) }
            state.limit?.finished += 1
            guard let limit = state.limit, limit.finished == limit.number else { return nil }
            return limit.stop
        }
        stop?()
    }
}
