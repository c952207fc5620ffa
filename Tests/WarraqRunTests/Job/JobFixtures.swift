import WarraqCore
import WarraqRun

/// Stages that exist to be configured: their options cover every kind.
enum JobFixtures {
  static let registry: [StageDescriptor] = [
    descriptor(
      "normalize",
      [
        OptionDescriptor(
          "arabic", .choice(["auto", "always", "never"]), default: .string("auto"), "When."),
        OptionDescriptor("digits", .boolean, default: .boolean(true), "Fold digits."),
      ]),
    descriptor(
      "dedupe",
      [OptionDescriptor("kind", .choice(["exact"]), default: .string("exact"), "Which kind.")]),
    descriptor(
      "terms",
      [
        OptionDescriptor(
          "minimumCount", .integer(1...Int.max), default: .integer(1), "Least count."),
        OptionDescriptor("share", .integer(0...100), default: .integer(50), "Per cent."),
        OptionDescriptor(
          "stopWords", .either(["auto"], .strings), default: .null, "Languages or files."),
        OptionDescriptor(
          "numbers", .choice(["keep", "drop"]), default: .string("keep"), "Numbers."),
      ]),
    descriptor("lengths", []),
    descriptor(
      "command",
      [
        OptionDescriptor("run", .strings, default: nil, "The program and its arguments."),
        OptionDescriptor("label", .string, default: .string("no"), "A label."),
        OptionDescriptor("pass", .strings, default: .string("text"), "Fields."),
      ]),
    StageDescriptor(name: "picky", summary: "Refuses.", version: 1, options: []) { _ in
      throw WarraqError(.usage, "never with these options")
    },
  ]

  private static func descriptor(
    _ name: String, _ options: [OptionDescriptor]
  ) -> StageDescriptor {
    StageDescriptor(name: name, summary: "\(name) for tests.", version: 1, options: options) { _ in
      .document(Idle())
    }
  }

  static func job(_ yaml: String) throws -> Job {
    try Job.parse(yaml: yaml, path: "Jobs/test.yml", registry: registry)
  }

  /// What is wrong, as `line:column: message`.
  static func problems(_ yaml: String) -> [String] {
    Job.check(yaml: yaml, path: "j.yml", registry: registry).problems.map {
      "\($0.line):\($0.column): \($0.message)"
    }
  }
}

private struct Idle: DocumentStage {
  func makeWorker(in context: StageContext) throws -> any DocumentWorker { IdleWorker() }
}

private final class IdleWorker: DocumentWorker {
  func process(_ batch: DocumentBatch) throws {}
}
