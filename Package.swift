// swift-tools-version: 6.2
import PackageDescription

/// One set of compiler settings for every target: Swift 6 mode, explicit unsafety, and no warning left standing.
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
    name: "sitegen",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "sitegen", targets: ["sitegen"]), .executable(name: "reportpipe", targets: ["reportpipe"]),
    ],
    dependencies: [
        // Commands, options and help texts.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        // Page shells with escaping on by default.
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        // The configuration file, with line numbers in its errors.
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        // The preview server's sockets: small, and without a TLS stack that loopback does not need.
        .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
    ],
    targets: [
        .systemLibrary(
            name: "CCMarkGFM",
            providers: [
                .apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]),
                .brew(["cmark-gfm"]),
            ]
        ),
        // Digests of libcrypto (of libssl-dev) and libcurl (of libcurl4-openssl-dev), loaded when something is signed or sent:
        // they and their thirty libraries start slower than we render.
        .target(
            name: "COpenSSL", cSettings: [.treatAllWarnings(as: .error)],
            linkerSettings: [.linkedLibrary("crypto", .when(platforms: [.macOS]))]
        ),
        .target(name: "CCurl", cSettings: [.treatAllWarnings(as: .error)]),
        // What Swift can't call of the C library.
        .systemLibrary(name: "CProcess"),
        // Gzip, for pages too large for CloudFront to compress. Apple has it in its SDK.
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "Notebook", swiftSettings: settings),
        .target(name: "NotebookHTML", dependencies: ["Notebook", "CCMarkGFM"], swiftSettings: settings),
        .target(
            name: "ReportSite",
            dependencies: [
                "Notebook", "NotebookHTML", .product(name: "Mustache", package: "swift-mustache"),
            ],
            swiftSettings: settings
        ),
        .target(name: "ObjectStorage", swiftSettings: settings),
        // Commands of the users': credentials, reports, kernels.
        .target(name: "ChildProcess", swiftSettings: settings),
        .target(
            name: "AWS", dependencies: ["ChildProcess", "Notebook", "ObjectStorage", "CCurl", "COpenSSL"],
            swiftSettings: settings
        ),
        .target(
            name: "Publishing",
            dependencies: ["Notebook", "NotebookHTML", "ReportSite", "ObjectStorage", "CZlib"],
            swiftSettings: settings
        ),
        // What both programs say to their callers: results, notes, progress, exit codes.
        .target(
            name: "ProgramOutput",
            dependencies: ["ObjectStorage", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            swiftSettings: settings
        ),
        .target(
            name: "ReportPipeline",
            dependencies: [
                "AWS", "ChildProcess", "ObjectStorage", "Notebook", "ProgramOutput", "CProcess",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings,
            plugins: ["EmbedDesign"]
        ),
        .target(
            name: "SitegenCommand",
            dependencies: [
                "ProgramOutput", "Publishing", "ReportSite", "NotebookHTML", "AWS", "ObjectStorage", "Notebook",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Yams", package: "Yams"),
                .product(name: "FlyingSocks", package: "FlyingFox"),
            ],
            swiftSettings: settings,
            plugins: ["EmbedDesign"]
        ),
        // Compiles templates/ and site/ into the program.
        .executableTarget(name: "embed-design", swiftSettings: settings),
        .plugin(name: "EmbedDesign", capability: .buildTool(), dependencies: ["embed-design"]),
        .executableTarget(name: "sitegen", dependencies: ["SitegenCommand"], swiftSettings: settings),
        .executableTarget(name: "reportpipe", dependencies: ["ReportPipeline"], swiftSettings: settings),
        .target(
            name: "TestSupport", dependencies: ["AWS", "ObjectStorage"], path: "Tests/TestSupport",
            swiftSettings: settings
        ),
        // Runs the binary against a real S3 server through a proxy that fails: needs SeaweedFS, and is skipped without.
        .testTarget(
            name: "PublishingProofs", dependencies: ["TestSupport", "AWS", "ObjectStorage"], swiftSettings: settings),
        .testTarget(name: "TestSupportTests", dependencies: ["TestSupport"], swiftSettings: settings),
        .testTarget(
            name: "NotebookTests",
            dependencies: ["Notebook"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "NotebookHTMLTests",
            dependencies: ["NotebookHTML", "Notebook"],
            exclude: ["Fixtures", "Math/Fixtures", "Snapshots"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ReportSiteTests",
            dependencies: ["ReportSite", "NotebookHTML", "Notebook"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ObjectStorageTests",
            dependencies: ["ObjectStorage", "TestSupport"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "AWSTests",
            dependencies: ["AWS", "Notebook", "ObjectStorage", "TestSupport"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "PublishingTests",
            dependencies: ["Publishing", "ObjectStorage", "ReportSite", "NotebookHTML", "Notebook", "TestSupport"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ReportPipelineTests",
            dependencies: [
                "ReportPipeline", "ProgramOutput", "AWS", "ObjectStorage", "Notebook", "TestSupport",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SitegenCommandTests",
            dependencies: [
                "SitegenCommand", "ProgramOutput", "Publishing", "AWS", "ObjectStorage", "ReportSite", "NotebookHTML",
                "Notebook", "TestSupport",
            ],
            exclude: ["Snapshots"],
            swiftSettings: settings
        ),
    ]
)
