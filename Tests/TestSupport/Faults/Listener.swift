internal import Foundation
import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A port of this machine that gives every connection to a thread of its own.
package final class Listener: Sendable {
    /// The port that the system chose.
    package let port: UInt16
    private let descriptor: Int32
    private let open: Mutex<[ObjectIdentifier: Connection]?>

    /// Listens on a free port.
    package init() throws(SocketError) {
        descriptor = try loopbackSocket()
        open = Mutex([:])
        var address = loopbackAddress(port: 0)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let socket = descriptor
        let bound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(socket, $0, size) == 0 && listen(socket, 256) == 0 && getsockname(socket, $0, &size) == 0
            }
        }
        port = UInt16(bigEndian: address.sin_port)
        guard bound else { throw .last("listen") }
    }

    /// Serves every connection from now on; the connection is closed when `serve` returns.
    package func start(_ serve: @escaping @Sendable (Connection) -> Void) {
        Thread.detachNewThread { [self] in
            while let connection = next() {
                Thread.detachNewThread { [self] in
                    serve(connection)
                    connection.close()
                    _ = open.withLock { $0?.removeValue(forKey: ObjectIdentifier(connection)) }
                }
            }
            _ = closeDescriptor(descriptor)
        }
    }

    /// Ends the port and all its connections.
    package func stop() {
        let connections = open.withLock { connections in
            defer { connections = nil }
            return connections ?? [:]
        }
        for connection in connections.values { connection.interrupt() }
        _ = shutdown(descriptor, Int32(SHUT_RDWR))
        // Where shutdown does not end an accept, a last connection does.
        _ = try? Connection.open(port: port)
    }

    private func next() -> Connection? {
        let descriptor = accept(descriptor, nil, nil)
        guard descriptor >= 0 else { return nil }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        let connection = Connection(adopting: descriptor)
        return open.withLock { connections in
            guard connections != nil else { return nil }
            connections?[ObjectIdentifier(connection)] = connection
            return connection
        }
    }
}
