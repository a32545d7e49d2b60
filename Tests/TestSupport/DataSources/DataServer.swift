package import AWS
import Synchronization

/// The two data sources on loopback, in their real formats: a folder of files whose page is one `<pre>`, which wants a
/// contact address with every request, and a population by year.
package final class DataServer: Sendable {
    /// A request as the server saw it.
    package struct Request: Sendable {
        package var method: String
        package var path: String
        package var fields: [String: String]

        package var userAgent: String { fields["user-agent"] ?? "" }
        package var isConditional: Bool { fields["if-none-match"] != nil || fields["if-modified-since"] != nil }
    }

    /// What the sources have, and how they behave.
    package struct Content: Sendable {
        /// The files of the folder.
        package var files: [String: [UInt8]] = [:]
        /// The reply about the population.
        package var population: [UInt8] = []
        /// Whether a request without a contact address is refused.
        package var wantsContact = true
        /// Whether `ETag` and `Last-Modified` are sent and heeded.
        package var sendsValidators = true
        /// What becomes part of every `ETag`: another one for the same bytes.
        package var version = 0
        /// Lines of the folder's page beside those of files.
        package var extraLines: [String] = []
        /// Files that the folder's page leaves out.
        package var unlisted: Set<String> = []
        /// What is answered instead, by path, as often as told.
        package var faults: [String: (fault: DataFault, times: Int)] = [:]

        package init() {}
    }

    package static let folder = "/pub/time.series/pr/"
    package static let populationPath = "/tesseract/data.jsonrecords"

    private let listener: Listener
    private let content: Mutex<Content>
    private let log = Mutex<[Request]>([])
    private let hook = Mutex<(@Sendable (Request) -> Void)?>(nil)

    package init(_ content: Content) throws {
        self.content = Mutex(content)
        listener = try Listener()
        listener.start { [weak self] connection in
            let stream = MessageStream(connection)
            while let head = try? stream.head(), let server = self {
                let request = Request(method: head.start[0], path: head.start[1], fields: head.fields)
                guard (try? server.answer(request, connection)) == true else { return }
            }
        }
    }

    deinit { listener.stop() }

    /// What was asked so far.
    package var requests: [Request] { log.withLock { $0 } }

    /// Forgets what was asked.
    package func clearLog() { log.withLock { $0 = [] } }

    /// Changes what the sources have.
    package func change(_ change: (inout Content) -> Void) { content.withLock { change(&$0) } }

    /// Has every request told before it is answered.
    package func onRequest(_ told: @escaping @Sendable (Request) -> Void) { hook.withLock { $0 = told } }

    /// The address of the folder.
    package var seriesURL: HTTPURL {
        HTTPURL(scheme: "http", host: "127.0.0.1", port: Int(listener.port), path: Self.folder)
    }

    /// The address of the population.
    package var populationURL: HTTPURL {
        HTTPURL(
            scheme: "http", host: "127.0.0.1", port: Int(listener.port), path: Self.populationPath,
            query: [.init("drilldowns", "Year%2CNation")])
    }

    private func answer(_ request: Request, _ connection: Connection) throws -> Bool {
        log.withLock { $0.append(request) }
        hook.withLock { $0 }?(request)
        let path = String(request.path.prefix { $0 != "?" })
        let fault: DataFault? = content.withLock { content in
            guard let (fault, times) = content.faults[path], times > 0 else { return nil }
            content.faults[path] = (fault, times - 1)
            return fault
        }
        let content = self.content.withLock { $0 }
        var reply = content.reply(path, request)
        try fault?.change(&reply)
        try connection.write(reply.bytes(for: request.method))
        return !reply.isCutOff
    }
}

extension DataServer.Content {
    fileprivate func reply(_ path: String, _ request: DataServer.Request) -> DataReply {
        if path == DataServer.populationPath { return fileReply(population, "application/json", request) }
        if wantsContact, !request.userAgent.contains("@") {
            return DataReply(status: 403, body: Array("<html><head><title>Access Denied</title></head></html>".utf8))
        }
        if path == DataServer.folder { return DataReply(body: Array(page.utf8)) }
        let name = String(decoding: PercentEncoding.decode(path.dropFirst(DataServer.folder.count)), as: UTF8.self)
        guard path.hasPrefix(DataServer.folder), let file = files[name] else {
            return DataReply(status: 404, body: Array("<html><title>404</title></html>".utf8))
        }
        return fileReply(file, "text/plain", request)
    }

    private func fileReply(_ file: [UInt8], _ type: String, _ request: DataServer.Request) -> DataReply {
        guard sendsValidators else { return DataReply(fields: ["Content-Type: \(type)"], body: file) }
        let etag = "\"\(SHA256Digest(of: file).hex.prefix(16)):\(version)\""
        let fields = ["ETag: \(etag)", "Last-Modified: Thu, 05 Sep 2024 12:30:00 GMT"]
        if request.fields["if-none-match"] == etag { return DataReply(status: 304, fields: fields) }
        return DataReply(fields: fields + ["Content-Type: \(type)"], body: file)
    }

    /// The folder's page as IIS makes it.
    private var page: String {
        let folder = DataServer.folder
        let lines = files.filter { !unlisted.contains($0.key) }.sorted { $0.key < $1.key }.map { name, bytes in
            let size = String(bytes.count)
            let padding = String(repeating: " ", count: max(1, 13 - size.utf8.count))
            return "  9/5/2024  8:30 AM\(padding)\(size) "
                + "<A HREF=\"\(folder)\(PercentEncoding.encode(name))\">\(name)</A><br>"
        }
        return
            "<html><head><title>download.bls.gov - \(folder)</title></head><body><H1>download.bls.gov - \(folder)</H1>"
            + "<hr>\r\n\r\n<pre><A HREF=\"/pub/time.series/\">[To Parent Directory]</A><br><br>"
            + (lines + extraLines).joined() + "</pre><hr></body></html>"
    }
}
