internal import ArgumentParser
import ObjectStorage
import ProgramOutput
import Publishing

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// `sitegen serve`: the site in a browser while it is worked on.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Build the site, show it on this machine and rebuild it when a notebook changes.",
        discussion: """
            Open pages reload by themselves after a rebuild. Only this machine can reach the address unless --host
            names another one. Press Control-C to stop.

              sitegen serve --source reports
              sitegen serve --port 0                      any free port; the address is printed
            """)

    @OptionGroup var options: SettingsOptions

    @Option(name: [.short, .long], help: "Port to listen on; 0 takes a free one.")
    var port: UInt16 = 8000

    @Option(help: "IPv4 address to listen on. With 0.0.0.0 everybody in the network can read the reports.")
    var host = "127.0.0.1"

    func run() async throws {
        do {
            let settings = try options.settings()
            let build = try SitePublisher.building(settings)
            let store = try DirectoryStore(path: settings.output)
            // The port first: a build in vain helps nobody.
            let server = try PreviewServer(host: host, port: port, files: PreviewFiles(store: store))
            await Self.rebuild(build)
            try Terminal.output(Array("Serving \(build.output) at \(server.address)  (Control-C stops)\n".utf8))
            _ = signal(SIGINT) { _ in _exit(0) }
            _ = signal(SIGTERM) { _ in _exit(0) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await server.run() }
                group.addTask { try await Self.watch(build, server) }
                try await group.next()
                group.cancelAll()
            }
        } catch let code as ExitCode {
            throw code
        } catch {
            Terminal.fail("\(error)")
            throw ExitStatus(error).exitCode
        }
    }

    /// Looks for changes twice a second: the same on every system and file system, network folders included. A bucket is
    /// listed every ten seconds.
    private static func watch(_ build: SitePublisher, _ server: PreviewServer) async throws {
        let pause = Stores.isBucket(build.source) ? Duration.seconds(10) : .milliseconds(500)
        var last = await state(build)
        while !Task.isCancelled {
            try await Task.sleep(for: pause)
            let now = await state(build)
            guard now != last else { continue }
            last = now
            await rebuild(build)
            server.reloadPages()
        }
    }

    private static func state(_ build: SitePublisher) async -> [ObjectInfo] {
        (try? await build.publisher.source.list(prefix: "").objects) ?? []
    }

    /// Builds and tells; a failure is told and does not end the server.
    private static func rebuild(_ build: SitePublisher) async {
        do {
            let clock = ContinuousClock()
            let start = clock.now
            let result = try await build.publisher.publish()
            let report = PublishReport(result: result, output: build.output, seconds: (clock.now - start) / .seconds(1))
            for line in report.diagnostics { Terminal.note(line) }
            Terminal.note("\(result.reportCount) reports, \(result.rendered.count) rendered")
        } catch {
            Terminal.fail("\(error)")
        }
    }
}
