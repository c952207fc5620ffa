// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]

/// The hot loops one by one, for `Benchmarks/instructions`: a package of its own, so that nobody who builds Warraq
/// builds them.
let package = Package(
  name: "benchmarks",
  dependencies: [.package(name: "warraq", path: "..")],
  targets: [
    .executableTarget(
      name: "loops",
      dependencies: [
        .product(name: "WarraqCore", package: "warraq"),
        .product(name: "WarraqTables", package: "warraq"),
        .product(name: "WarraqCodecs", package: "warraq"),
        .product(name: "WarraqStages", package: "warraq"),
        "CWordBreak",
      ],
      swiftSettings: settings),
    // ICU by itself, to compare with.
    .target(name: "CWordBreak", linkerSettings: [.linkedLibrary("icuuc")]),
  ]
)
