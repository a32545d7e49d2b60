import Foundation
import PackagePlugin

/// Compiles the folders `templates/` and `site/` into the programs, so that they run from anywhere without their sources.
///
/// The pipeline gets the report notebook and the list of packages it needs, the site generator everything else.
@main
struct EmbedDesign: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let root = context.package.directoryURL
        let isPipeline = target.name == "ReportPipeline"
        let files = (isPipeline ? ["templates"] : ["templates", "site"]).flatMap { folder in
            let entries = FileManager.default.enumerator(
                atPath: root.appending(path: folder).path(percentEncoded: false))
            return (entries?.compactMap { $0 as? String } ?? []).sorted()
                .filter { !$0.split(separator: "/").contains { $0.hasPrefix(".") } && $0.contains(".") }
                .filter { folder == "site" || isPipeline == ($0.hasSuffix(".ipynb") || $0.hasSuffix(".txt")) }
                .map { root.appending(path: folder).appending(path: $0) }
        }
        let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedDesign.swift")
        return [
            .buildCommand(
                displayName: "Embedding templates and assets",
                executable: try context.tool(named: "embed-design").url,
                arguments: [output.path(percentEncoded: false), root.path(percentEncoded: false)]
                    + files.map { $0.path(percentEncoded: false) },
                inputFiles: files,
                outputFiles: [output])
        ]
    }
}
