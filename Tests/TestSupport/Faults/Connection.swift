import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// What went wrong with a socket.
package struct SocketError: Error, CustomStringConvertible {
    /// What was attempted, for example `connect`.
    package var attempt: String
    /// The system's error number.
    package var number: Int32

    package init(attempt: String, number: Int32) {
        self.attempt = attempt
        self.number = number
    }

    package var description: String { "\(attempt): error \(number)" }

    /// The error of the call that was just made.
    static func last(_ attempt: String) -> SocketError { SocketError(attempt: attempt, number: errno) }
}

/// A TCP connection over loopback on a blocking socket.
///
/// One thread reads and writes it; any thread may `interrupt` it.
package final class Connection: Sendable {
    private let socket: Mutex<Int32?>

    /// Takes over a socket that is connected.
    init(adopting descriptor: Int32) {
        var yes: Int32 = 1
        let size = socklen_t(MemoryLayout<Int32>.size)
        _ = unsafe setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, size)
        #if canImport(Darwin)
            _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &yes, size)
        #endif
        socket = Mutex(descriptor)
    }

    deinit { close() }

    /// Connects to a port of this machine.
    package static func open(port: UInt16) throws(SocketError) -> Connection {
        let descriptor = try loopbackSocket()
        var address = loopbackAddress(port: port)
        let result = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else {
            let error = SocketError.last("connect")
            _ = closeDescriptor(descriptor)
            throw error
        }
        return Connection(adopting: descriptor)
    }

    /// The next bytes; none where the other side has finished.
    package func read(atMost count: Int = 65_536) throws(SocketError) -> [UInt8] {
        let descriptor = try current("read")
        var received = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            received = unsafe recv(descriptor, buffer.baseAddress, count, 0)
            filled = max(0, received)
        }
        guard received >= 0 else { throw .last("read") }
        return bytes
    }

    /// Sends all bytes.
    package func write(_ bytes: some Collection<UInt8>) throws(SocketError) {
        let descriptor = try current("write")
        let all = Array(bytes)
        var sent = 0
        while sent < all.count {
            let count = unsafe all.withUnsafeBytes { buffer in
                let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[sent...])
                return unsafe send(descriptor, rest.baseAddress, rest.count, quietly)
            }
            guard count > 0 else { throw .last("write") }
            sent += count
        }
    }

    /// Says that nothing more is sent.
    package func finish() {
        socket.withLock { if let descriptor = $0 { _ = shutdown(descriptor, Int32(SHUT_WR)) } }
    }

    /// Ends the connection both ways from another thread: a read that waits returns.
    package func interrupt() {
        socket.withLock { if let descriptor = $0 { _ = shutdown(descriptor, Int32(SHUT_RDWR)) } }
    }

    /// Breaks the connection off with a reset (RFC 9293 section 3.10.7) instead of an orderly end.
    package func reset() {
        socket.withLock { descriptor in
            guard let open = descriptor else { return }
            var linger = linger(l_onoff: 1, l_linger: 0)
            _ = unsafe setsockopt(
                open, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
            _ = closeDescriptor(open)
            descriptor = nil
        }
    }

    /// Closes the socket.
    package func close() {
        socket.withLock { descriptor in
            if let open = descriptor { _ = closeDescriptor(open) }
            descriptor = nil
        }
    }

    private func current(_ attempt: String) throws(SocketError) -> Int32 {
        guard let descriptor = socket.withLock({ $0 }) else { throw SocketError(attempt: attempt, number: EBADF) }
        return descriptor
    }
}

#if canImport(Darwin)
    private let quietly: Int32 = 0
#else
    /// No signal where the other side is gone: `write` throws.
    private let quietly = Int32(MSG_NOSIGNAL)
#endif

/// A new TCP socket.
func loopbackSocket() throws(SocketError) -> Int32 {
    #if canImport(Darwin)
        let kind = SOCK_STREAM
    #else
        let kind = Int32(SOCK_STREAM.rawValue)
    #endif
    let descriptor = socket(AF_INET, kind, 0)
    guard descriptor >= 0 else { throw .last("socket") }
    // A process that is started must not keep the connection open.
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    return descriptor
}

/// 127.0.0.1 with a port.
func loopbackAddress(port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
}

/// `close` under a name that does not clash with the methods here.
func closeDescriptor(_ descriptor: Int32) -> Int32 { close(descriptor) }
