import CCurl
import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The thread that runs libcurl, and what other threads tell it. The cooperative pool never waits for a socket.
///
/// `@unchecked Sendable`: `inbox` is a mutex and `multi` says itself who may call what; the rest is used by `run` alone,
/// which one thread calls once.
final class CurlLoop: @unchecked Sendable {
    private struct Inbox {
        var submitted: [CurlExchange] = []
        var cancelled: [CurlExchange] = []
        var isStopping = false

        var isEmpty: Bool { submitted.isEmpty && cancelled.isEmpty && !isStopping }
    }

    private let options: CurlTransport.Options
    private let multi: CurlMulti
    private let inbox = Mutex(Inbox())
    private var idle: [CurlHandle] = []
    private var waiting: [CurlExchange] = []
    private var waitingStart = 0

    /// Starts the thread; nil where libcurl or the system can't.
    init?(options: CurlTransport.Options) {
        guard let multi = CurlMulti(connections: options.connections) else { return nil }
        self.options = options
        self.multi = multi
        guard startThread({ self.run() }) else { return nil }
    }

    /// Hands an exchange over.
    func submit(_ exchange: CurlExchange) { tell { $0.submitted.append(exchange) } }

    /// Ends an exchange soon, wherever it stands.
    func cancel(_ exchange: CurlExchange) { tell { $0.cancelled.append(exchange) } }

    /// Ends the thread.
    func stop() { tell { $0.isStopping = true } }

    private func tell(_ change: (inout Inbox) -> Void) {
        let wasEmpty = inbox.withLock { inbox in
            defer { change(&inbox) }
            return inbox.isEmpty
        }
        // Whoever came first has woken the thread, which takes all at once.
        if wasEmpty { multi.wake() }
    }

    private func run() {
        while true {
            let news = inbox.withLock { inbox in
                defer { inbox = Inbox() }
                return inbox
            }
            for exchange in news.cancelled { end(exchange) }
            // A task may have been cancelled before it had an exchange: nobody tells of it again.
            for exchange in news.submitted where exchange.wasCancelled { end(exchange) }
            waiting += news.submitted.filter { !$0.isFinished }
            if news.isStopping { return endAll("The transport was closed.") }
            startWaiting()
            guard multi.perform() else {
                endAll("libcurl can't go on.")
                continue
            }
            while let (handle, result) = multi.nextFinished() { finish(handle, result) }
            // A connection became free for one that waits. Where all are busy there is nothing to do but to wait for them.
            if waitingStart < waiting.count, multi.count < options.connections { continue }
            // libcurl's own timers shorten the wait.
            if !multi.poll(milliseconds: 60_000) { endAll("libcurl can't wait for its connections.") }
        }
    }

    private func startWaiting() {
        while waitingStart < waiting.count, multi.count < options.connections {
            let exchange = waiting[waitingStart]
            waitingStart += 1
            if exchange.isFinished { continue }
            guard let handle = idle.popLast() ?? CurlHandle(options: options), handle.start(exchange), multi.add(handle)
            else {
                exchange.finish(exchange.error(.other, "libcurl can't start a request; is its version 7.68 or later?"))
                continue
            }
        }
        if waitingStart == waiting.count {
            waiting.removeAll(keepingCapacity: true)
            waitingStart = 0
        }
    }

    private func finish(_ handle: CurlHandle, _ result: CURLcode) {
        if let exchange = handle.release() {
            exchange.finish(HTTPError(result, of: exchange, handle: handle, options: options))
        }
        idle.append(handle)
    }

    private func end(_ exchange: CurlExchange) {
        if let handle = exchange.handle, handle.exchange === exchange {
            multi.remove(handle)
            _ = handle.release()
            idle.append(handle)
        }
        exchange.finish(exchange.error(.cancelled, "The request was cancelled."))
    }

    private func endAll(_ reason: String) {
        let running = multi.handles.compactMap { handle in
            multi.remove(handle)
            return handle.release()
        }
        for exchange in running + waiting[waitingStart...] { exchange.finish(exchange.error(.other, reason)) }
        waiting.removeAll()
        waitingStart = 0
    }
}

/// What a thread runs, kept alive until it does.
private final class ThreadBody: Sendable {
    let run: @Sendable () -> Void

    init(run: @escaping @Sendable () -> Void) { self.run = run }

    static func start(_ context: UnsafeMutableRawPointer) {
        unsafe Unmanaged<ThreadBody>.fromOpaque(context).takeRetainedValue().run()
    }
}

/// Starts a thread that no signal is delivered to: not the user's interrupt, and no SIGPIPE where a TLS library writes
/// to a closed connection.
private func startThread(_ run: @escaping @Sendable () -> Void) -> Bool {
    var all = sigset_t()
    var before = sigset_t()
    unsafe sigfillset(&all)
    // A thread inherits the mask of the one that starts it.
    unsafe pthread_sigmask(SIG_BLOCK, &all, &before)
    defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
    let body = unsafe Unmanaged.passRetained(ThreadBody(run: run))
    #if canImport(Darwin)
        var thread: pthread_t?
        let result = unsafe pthread_create(
            &thread, nil,
            { context in
                unsafe ThreadBody.start(context)
                return nil
            }, body.toOpaque())
        if result == 0, let thread = unsafe thread { unsafe pthread_detach(thread) }
    #else
        var thread = pthread_t()
        let result = unsafe pthread_create(
            &thread, nil,
            { context in
                if let context = unsafe context { unsafe ThreadBody.start(context) }
                return nil
            }, body.toOpaque())
        if result == 0 { pthread_detach(thread) }
    #endif
    if result != 0 { unsafe body.release() }
    return result == 0
}
