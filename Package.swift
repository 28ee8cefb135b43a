// swift-tools-version: 6.2
import PackageDescription

// The star of README's "How it is built": `Moderation` in the middle, arms that do not know each
// other, one executable that introduces them. `make check` builds with
// `--explicit-target-dependency-import-check error`, so a sideways import fails.

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let argumentParser = Target.Dependency.product(
    name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")

let package = Package(
    name: "gavel",
    products: [.executable(name: "gavel", targets: ["gavel"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        .systemLibrary(
            name: "CPCRE2", pkgConfig: "libpcre2-8",
            providers: [.apt(["libpcre2-dev"]), .brew(["pcre2"])]),
        .systemLibrary(
            name: "CExpat", pkgConfig: "expat",
            providers: [.apt(["libexpat1-dev"]), .brew(["expat"])]),
        .systemLibrary(
            name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
        .target(name: "Moderation", swiftSettings: strict),
        .target(
            name: "Ingest", dependencies: ["Moderation", "CExpat", "CZlib", sqlite],
            swiftSettings: strict),
        .target(
            name: "PolicyEngine", dependencies: ["Moderation", "CPCRE2", "Yams", crypto],
            swiftSettings: strict),
        .target(
            name: "ReviewQueue", dependencies: ["Moderation", grdb, sqlite, crypto],
            swiftSettings: strict),
        .target(name: "ReviewScreen", dependencies: ["Moderation"], swiftSettings: strict),
        .target(
            name: "Reports", dependencies: ["Moderation", mustache, crypto], swiftSettings: strict),
        .executableTarget(
            name: "gavel",
            dependencies: [
                "Moderation", "Ingest", "PolicyEngine", "ReviewQueue", "ReviewScreen", "Reports",
                argumentParser, crypto, logging,
            ],
            swiftSettings: strict),
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
        .target(name: "Dockets", path: "Tests/Dockets", swiftSettings: strict),
        .testTarget(
            name: "ModerationTests", dependencies: ["Moderation"], swiftSettings: strict),
        .testTarget(
            name: "IngestTests", dependencies: ["Ingest", "Moderation", "TestSupport"],
            exclude: ["Goldens"], swiftSettings: strict),
        .testTarget(
            name: "PolicyEngineTests",
            dependencies: ["PolicyEngine", "Moderation", "Dockets", "TestSupport"],
            exclude: ["Goldens", "Fixtures"], swiftSettings: strict),
        .testTarget(
            name: "ReviewQueueTests",
            dependencies: [
                "ReviewQueue", "Moderation", "PolicyEngine", "Dockets", "TestSupport", grdb, crypto,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "ReviewScreenTests", dependencies: ["ReviewScreen", "Moderation", "TestSupport"],
            exclude: ["Goldens"], swiftSettings: strict),
        .testTarget(
            name: "ReportsTests", dependencies: ["Reports", "Moderation", "TestSupport"],
            exclude: ["Goldens"], swiftSettings: strict),
        .testTarget(
            name: "GavelTests",
            dependencies: [
                "gavel", "gavel-soak", "Moderation", "Ingest", "PolicyEngine", "ReviewQueue",
                "ReviewScreen", "Reports", "TestSupport", argumentParser, logging,
            ], exclude: ["Goldens"], swiftSettings: strict),
        .executableTarget(
            name: "gavel-bench",
            dependencies: [
                "Moderation", "Ingest", "PolicyEngine", "ReviewQueue", "Dockets", "CPCRE2",
            ],
            path: "Tests/Benchmarks", swiftSettings: strict),
        .executableTarget(name: "gavel-soak", path: "Tests/Soak", swiftSettings: strict),
        .executableTarget(
            name: "gavel-measure",
            dependencies: ["Moderation", "Ingest", "PolicyEngine", crypto],
            path: "Tests/Measurements", exclude: ["Sentences"], swiftSettings: strict),
        .testTarget(
            name: "MeasurementTests", dependencies: ["gavel-measure", "Moderation", "TestSupport"],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
