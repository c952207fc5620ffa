import Foundation
import Testing
import WarraqTestKit

/// A directory with a job and inputs, where the real command runs.
struct Workspace {
  let directory: TemporaryDirectory

  /// The stages of the main job.
  static let job = """
    name: acceptance
    stages:
      - normalize
      - dedupe: { kind: exact }
      - terms: { minimumCount: 1 }
      - lengths
    """

  init(job: String = Self.job, in parent: String? = nil) throws {
    directory = try TemporaryDirectory(in: parent)
    try directory.write(job, to: "job.yml")
  }

  /// Runs the job over some inputs with two workers, unless the arguments say otherwise.
  func run(
    _ inputs: [String], run: String = "run", _ arguments: [String] = [],
    environment: [String: String] = [:], timeout: Duration = .seconds(120)
  ) async throws -> CommandResult {
    try await Warraq.run(
      Self.arguments(inputs, run, arguments), in: directory, environment: environment,
      timeout: timeout)
  }

  /// Starts the job and returns while it runs.
  func start(
    _ inputs: [String], run: String = "run", _ arguments: [String] = [],
    environment: [String: String] = [:]
  ) async throws -> RunningCommand {
    try await Warraq.start(
      Self.arguments(inputs, run, arguments), in: directory, environment: environment)
  }

  private static func arguments(
    _ inputs: [String], _ run: String, _ arguments: [String]
  ) -> [String] {
    let workers = arguments.contains("--workers") ? [] : ["--workers", "2"]
    return ["run", "job.yml"] + inputs + ["--run", run] + workers + arguments
  }

  func report(_ run: String = "run") -> Report { Report(run: run, in: directory) }

  /// An empty directory for the tokens of faults, and the variables that plan a fault.
  func faults(_ faults: String, once: Bool = true) throws -> [String: String] {
    guard once else { return ["WARRAQ_FAULT": faults] }
    let tokens = directory.file("faults")
    try FileManager.default.createDirectory(atPath: tokens, withIntermediateDirectories: true)
    return ["WARRAQ_FAULT": faults, "WARRAQ_FAULT_DIR": tokens]
  }

  /// The faults that have struck, `point-phase-index-action`.
  var struck: [String] { directory.list("faults") }
}

/// The report of a run from scratch over the same inputs, to compare with.
extension Workspace {
  func fresh(
    _ inputs: [String], _ arguments: [String] = [], environment: [String: String] = [:]
  ) async throws -> Report {
    let name = "fresh-\(UUID().uuidString.prefix(8))"
    let result = try await run(inputs, run: name, arguments, environment: environment)
    #expect(result.status == .exited(0), "\(result)")
    return report(name)
  }
}

/// Expects two reports to be the same, byte for byte.
func expectSame(
  _ report: Report, _ other: Report, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let (one, two) = (try report.contents(), try other.contents())
  #expect(one.keys.sorted() == two.keys.sorted(), sourceLocation: sourceLocation)
  #expect(one["index.html"] != nil && one["summary.json"] != nil, sourceLocation: sourceLocation)
  let different = one.keys.filter { one[$0] != two[$0] }.sorted()
  #expect(different == [], "these files differ", sourceLocation: sourceLocation)
  #expect(
    try report.summary().root == other.summary().root, "roots differ",
    sourceLocation: sourceLocation)
}

/// Expects a report to say exactly what is known of a corpus.
func expectTruth(
  _ report: Report, _ corpus: CorpusFixture, coverage: Double = 1,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let summary = try report.summary()
  #expect(summary.documents == corpus.documents, sourceLocation: sourceLocation)
  #expect(summary.documents.isBalanced, sourceLocation: sourceLocation)
  #expect(summary.tokens == corpus.tokens, sourceLocation: sourceLocation)
  #expect(summary.coverage == coverage, sourceLocation: sourceLocation)
  let rows = try report.table("terms.tsv").records.map { row in
    CorpusFixture.Term(
      term: row["term"] ?? "", count: Int(row["count"] ?? "") ?? -1,
      documents: Int(row["documents"] ?? "") ?? -1,
      publications: Int(row["publications"] ?? "") ?? -1)
  }
  let terms = corpus.terms
  #expect(summary.terms == terms.count, sourceLocation: sourceLocation)
  let first = zip(rows, terms).first { $0 != $1 }
  #expect(
    rows == terms, "terms.tsv differs first at \(first.map { "\($0)" } ?? "its end")",
    sourceLocation: sourceLocation)
}
