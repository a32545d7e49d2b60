import NotebookHTML
import ObjectStorage
import Publishing
import ReportSite
import TestSupport
import Testing

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A folder of notebooks and the site built from it.
struct SiteFixture {
    let sourceFolder = TemporaryFolder()
    let outputFolder = TemporaryFolder()
    var design = "design 1"

    var source: DirectoryStore { get throws { try DirectoryStore(path: sourceFolder.path) } }
    var output: DirectoryStore { get throws { try DirectoryStore(path: outputFolder.path) } }

    /// Writes a notebook with one Markdown cell, dated a while ago so that its token is trusted.
    func add(_ key: String, _ text: String) throws {
        let json = """
            {"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[
            {"cell_type":"markdown","id":"a","metadata":{},"source":"\(text)"}]}
            """
        try addBytes(key, Array(json.utf8))
    }

    func addBytes(_ key: String, _ bytes: [UInt8]) throws {
        try source.put(ObjectKey(key), bytes)
        age(key)
    }

    /// Overwrites a notebook with rubbish of the same size, time and inode: only reading it can tell.
    func spoilUnseen(_ key: String) throws {
        let size = try source.get(ObjectKey(key)).count
        let opened = unsafe fopen(sourceFolder.path + "/" + key, "r+")
        guard let file = unsafe opened else { throw StorageError(errno: errno, operation: .write, root: key) }
        for _ in 0..<size { _ = unsafe fputc(0x21, file) }
        _ = unsafe fclose(file)
        age(key)
    }

    private func age(_ key: String) {
        let times = [timespec(tv_sec: 1_700_000_000, tv_nsec: 0), timespec(tv_sec: 1_700_000_000, tv_nsec: 0)]
        _ = unsafe utimensat(AT_FDCWD, sourceFolder.path + "/" + key, times, 0)
    }

    func build() async throws -> PublishResult {
        return try await Publisher(
            source: source, destination: output, design: Self.design(), renderOptions: RenderOptions(),
            designFingerprint: design, options: PublishOptions()
        ).publish()
    }

    /// The project's own templates with next to no style.
    static func design() throws -> SiteDesign {
        let templates = Dictionary(
            uniqueKeysWithValues: try Self.project.list { !["templates"].contains($0.string.split(separator: "/")[0]) }
                .objects.filter { $0.key.string.hasSuffix(".mustache") }
                .map { info in
                    let text = String(decoding: try Self.project.get(info.key), as: UTF8.self)
                    return (String(info.key.name.dropLast(9)), text)
                })
        return SiteDesign(
            options: SiteOptions(), templates: try PageTemplates(templates),
            assets: SiteAssets(["style.css": Array("body{}".utf8)]))
    }

    /// The checkout these tests are in.
    private static var project: DirectoryStore {
        get throws {
            try DirectoryStore(path: #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 })
        }
    }

    /// Paths of readers' files in the site.
    func paths() throws -> [String] {
        try output.list { $0 == "_sitegen" }.objects.map(\.key.string)
    }

    func text(_ path: String) throws -> String { String(decoding: try output.get(ObjectKey(path)), as: UTF8.self) }
}
