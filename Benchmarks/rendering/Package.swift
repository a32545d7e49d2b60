// swift-tools-version: 6.2
import PackageDescription

// The rooms under measurement are the project's own sources, by symbolic links: what they offer is visible inside one
// package alone, and nothing is made public for the sake of a benchmark.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "rendering-benchmarks",
    platforms: [.macOS(.v15)],
    targets: [
        .systemLibrary(name: "CCMarkGFM"),
        .target(name: "Notebook", swiftSettings: settings),
        .target(name: "NotebookHTML", dependencies: ["Notebook", "CCMarkGFM"], swiftSettings: settings),
        .executableTarget(name: "render-bench", dependencies: ["NotebookHTML", "Notebook"], swiftSettings: settings),
    ]
)
