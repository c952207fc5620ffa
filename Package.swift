// swift-tools-version: 6.2
import PackageDescription

/// One set of rules for every target of ours: strict concurrency, explicit imports, no warnings.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]

/// The same for what loops over records, texts, words and names: exclusive access is checked while the program runs in
/// debug builds alone, in which the tests of these libraries run. In linking and counting names the checks are a quarter
/// of all instructions, in job B 2 % of the time.
let hotSettings: [SwiftSetting] =
  settings + [
    .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release))
  ]

/// A library of ours. Dependencies point down only: see ARCHITECTURE.md.
func library(
  _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource]? = nil,
  settings: [SwiftSetting] = settings
) -> Target {
  .target(
    name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// A release build of the program has Swift's libraries in it: each process starts in two thirds of the time, since
/// nobody looks up the symbols of Foundation, and a run of a few documents is over sooner.
let programLinking: [LinkerSetting] =
  [.unsafeFlags(["-static-stdlib"], .when(configuration: .release))]
  // What is behind Foundation: a static build of our modules would ask for these by itself.
  + ["CoreFoundation", "_FoundationICU", "_FoundationCShims", "_FoundationCollections"].map {
    .linkedLibrary($0, .when(configuration: .release))
  }

/// How `Scripts/bundle` has the program linked: all libraries that are not Swift's lie in `lib`, which goes before
/// LD_LIBRARY_PATH (an old RPATH, no RUNPATH). Nothing is compiled anew.
let bundleLinking: [LinkerSetting] = [
  .unsafeFlags(["-Xlinker", "-rpath=$ORIGIN/lib", "-Xlinker", "--disable-new-dtags"])
]

let package = Package(
  name: "warraq",
  products: [
    .executable(name: "warraq", targets: ["warraq"]),
    .library(name: "WarraqCore", targets: ["WarraqCore"]),
    .library(name: "WarraqTestKit", targets: ["WarraqTestKit"]),
    // For the package in Benchmarks.
    .library(name: "WarraqCodecs", targets: ["WarraqCodecs"]),
    .library(name: "WarraqStages", targets: ["WarraqStages"]),
    .library(name: "WarraqTables", targets: ["WarraqTables"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0"),
  ],
  targets: [
    // C libraries, one target each, and our own C where Swift has no word for it.
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(name: "CIsal", pkgConfig: "libisal", providers: [.apt(["libisal-dev"])]),
    .systemLibrary(name: "CBzip2", providers: [.apt(["libbz2-dev"])]),
    .systemLibrary(name: "CLzma", pkgConfig: "liblzma", providers: [.apt(["liblzma-dev"])]),
    .systemLibrary(name: "CXXHash", pkgConfig: "libxxhash", providers: [.apt(["libxxhash-dev"])]),
    .target(
      name: "CWarraqICU",
      linkerSettings: [.linkedLibrary("icuuc")]),
    .target(name: "CWarraqUTF8", linkerSettings: [.linkedLibrary("simdjson")]),
    .systemLibrary(
      name: "CLibxml2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .target(name: "CWarraqHTML", dependencies: ["CLibxml2"]),
    .target(name: "CWarraqLanguage", linkerSettings: [.linkedLibrary("cld2")]),
    .target(name: "CWarraqIntrinsics"),
    .target(name: "CWarraqSystem"),

    library("WarraqCore"),
    library("WarraqTables", ["WarraqCore"]),
    library(
      "WarraqCodecs",
      [
        "WarraqCore", "CZstd", "CIsal", "CBzip2", "CLzma", "CXXHash", "CWarraqICU",
        "CWarraqIntrinsics", "CWarraqUTF8",
      ], settings: hotSettings),
    library(
      "WarraqText",
      ["WarraqCore", "CWarraqICU", "CWarraqIntrinsics", "CWarraqLanguage", "CXXHash"],
      settings: hotSettings),
    // Its lists stand in the program itself; models lie beside it and are mapped.
    .target(
      name: "WarraqEntities", dependencies: ["WarraqCore", "WarraqText", "CWarraqIntrinsics"],
      resources: [.embedInCode("Linking/Lists"), .copy("Models")], swiftSettings: hotSettings),
    library(
      "WarraqStatistics", ["WarraqCore", "WarraqEntities", "CWarraqIntrinsics"],
      settings: hotSettings),
    library("WarraqDedupe", ["WarraqCore"], settings: hotSettings),
    library("WarraqHTML", ["CWarraqHTML"]),
    library(
      "WarraqChrome", ["WarraqCore", "WarraqText", "CWarraqSystem"], settings: hotSettings),
    .executableTarget(
      name: "entity-trainer",
      dependencies: ["WarraqCore", "WarraqText", "WarraqEntities", "CZstd"],
      swiftSettings: settings),
    library(
      "WarraqStages",
      [
        "WarraqCore", "WarraqText", "WarraqEntities", "WarraqStatistics", "WarraqDedupe",
        "WarraqChrome", "WarraqHTML",
      ], settings: hotSettings),
    library("WarraqReport", ["WarraqCore", "WarraqTables", "CWarraqSystem", "CXXHash"]),
    library(
      "WarraqRun",
      [
        "WarraqCore", "WarraqTables", "WarraqCodecs", "WarraqReport",
        .product(name: "Yams", package: "Yams"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      // It is written into run directories.
      resources: [.embedInCode("Executors/Ray/driver.py")]),
    .executableTarget(
      name: "warraq",
      dependencies: [
        "WarraqCore", "WarraqRun", "WarraqStages",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings,
      linkerSettings: programLinking
        + (Context.environment["WARRAQ_BUNDLE"] == nil ? [] : bundleLinking)),
    library(
      "WarraqTestKit",
      ["WarraqCore", "WarraqTables", .product(name: "Subprocess", package: "swift-subprocess")]),

    tests("WarraqCoreTests", ["WarraqCore", "WarraqTestKit"]),
    tests("WarraqTablesTests", ["WarraqTables", "WarraqTestKit"]),
    // What our JSON scanner is compared with.
    .target(
      name: "CSimdjsonOracle", path: "Tests/CSimdjsonOracle",
      linkerSettings: [.linkedLibrary("simdjson")]),
    tests(
      "WarraqCodecsTests",
      [
        "WarraqCodecs", "WarraqTestKit", "CSimdjsonOracle", "CZstd", "CIsal", "CBzip2", "CLzma",
      ]),
    tests("WarraqTextTests", ["WarraqText", "WarraqTestKit", "CWarraqICU", "CWarraqIntrinsics"]),
    tests("WarraqDedupeTests", ["WarraqDedupe", "WarraqTestKit"]),
    tests("WarraqHTMLTests", ["WarraqHTML"]),
    tests("WarraqEntitiesTests", ["WarraqEntities", "WarraqText", "WarraqCore", "WarraqTestKit"]),
    tests("WarraqChromeTests", ["WarraqChrome", "WarraqText", "WarraqTestKit"]),
    tests("WarraqStagesTests", ["WarraqStages", "WarraqStatistics", "WarraqTestKit"]),
    tests("WarraqReportTests", ["WarraqReport", "WarraqTables", "WarraqTestKit"]),
    tests("WarraqRunTests", ["WarraqRun", "WarraqStages", "WarraqTestKit"]),
    tests("AcceptanceTests", ["warraq", "WarraqTestKit"]),
  ]
)
