import Synchronization

/// Lambda's runtime interface on loopback: hands out events in turn and keeps what was answered.
///
/// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
package final class LambdaMock: Sendable {
    /// What the program said of an event, or of its start.
    package struct Answer: Sendable {
        /// `r1/response`, `r1/error` or `init/error`.
        package var path: String
        /// Names in lower case.
        package var headers: [String: String]
        package var body: String
    }

    /// An event with the headers that Lambda gives with it.
    package struct Event: Sendable {
        package var body: String
        package var headers: [String]
        /// What an answer of it is told.
        package var status: Int

        package init(_ body: String, headers: [String] = [], status: Int = 202) {
            self.body = body
            self.headers = headers
            self.status = status
        }
    }

    private struct State {
        var events: [Event]
        var given = 0
        var answers: [Answer] = []
        var statuses: [String: Int] = [:]
        var firstRequest: ContinuousClock.Instant?
    }

    private let listener: Listener
    private let state: Mutex<State>

    /// - Parameter events: the first is `r1`; after the last, the interface says that the program must end.
    package init(_ events: [Event]) throws {
        listener = try Listener()
        state = Mutex(State(events: events))
        listener.start { [weak self] connection in
            let stream = MessageStream(connection)
            while let head = try? stream.head() {
                let body = (try? stream.body(of: head)) ?? []
                guard let reply = self?.reply(head, body) else { return }
                guard (try? connection.write(reply)) != nil else { return }
            }
        }
    }

    deinit { listener.stop() }

    /// What the variable is to have.
    package var address: String { "127.0.0.1:\(listener.port)" }
    package var answers: [Answer] { state.withLock { $0.answers } }
    /// How many events were asked for and given.
    package var given: Int { state.withLock { $0.given } }
    /// When the program first asked for something.
    package var firstRequest: ContinuousClock.Instant? { state.withLock { $0.firstRequest } }

    private func reply(_ head: MessageHead, _ body: [UInt8]) -> [UInt8] {
        let prefix = "/2018-06-01/runtime/"
        let target = head.start[1]
        guard target.hasPrefix(prefix) else { return Self.reply(404) }
        var path = String(target.dropFirst(prefix.count))
        return state.withLock { state in
            if state.firstRequest == nil { state.firstRequest = .now }
            if path == "invocation/next" {
                guard state.given < state.events.count else {
                    return Self.reply(500, body: "{\"errorMessage\":\"end\"}")
                }
                let event = state.events[state.given]
                state.given += 1
                state.statuses["r\(state.given)"] = event.status
                return Self.reply(
                    200, ["Lambda-Runtime-Aws-Request-Id: r\(state.given)"] + event.headers, body: event.body)
            }
            if path.hasPrefix("invocation/") { path = String(path.dropFirst("invocation/".count)) }
            state.answers.append(
                Answer(path: path, headers: head.fields, body: String(decoding: body, as: UTF8.self)))
            let id = String(path.prefix { $0 != "/" })
            return Self.reply(path.hasSuffix("/response") ? state.statuses[id] ?? 202 : 202)
        }
    }

    private static func reply(_ status: Int, _ headers: [String] = [], body: String = "") -> [UInt8] {
        let lines = ["HTTP/1.1 \(status) Reason", "Content-Length: \(body.utf8.count)"] + headers
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n" + body).utf8)
    }
}
