import WarraqCore
import WarraqTables

/// What lists take that grow with shards times partitions, measured on lists of this machine's own: seconds
/// for one entry. A sample has too few partitions to show them.
public struct CoordinationCosts: Codable, Sendable {
  /// Making, writing and syncing what the coordinator notes of a new shard.
  public var shard = 0.0
  /// Looking for a task's manifest, and reading it, but for its sections.
  public var manifest = 0.0
  /// Reading a section in a manifest, and using its digest in a key.
  public var section = 0.0
  public var digest = 0.0
  /// Writing, and reading, a reference to messages in the order of a map task.
  public var reference = 0.0
  public var referenceRead = 0.0
  /// Opening a row file, and reading an entry of its footer.
  public var file = 0.0
  public var footer = 0.0
  /// Reading a line of an upstream list.
  public var source = 0.0
}

extension CoordinationCosts {
  private static let count = 1024

  /// Measures them in a directory of a run that has manifests.
  init(measuredIn run: RunDirectory) throws {
    let sections = Dictionary(
      uniqueKeysWithValues: (0..<Self.count).map { number in
        (
          number,
          TaskOutput.Section(offset: number << 20, length: 1 << 20, digest: Digest(of: "\(number)"))
        )
      })
    let output = TaskOutput(bytes: Self.count << 20, digest: Digest(of: ""), sections: sections)
    shard = try Self.time(8) { try Files.append("{}", to: run.path + "/probe.jsonl") }
    try measureManifests(run, output)
    try measureReferences(output)
    try measureFiles(run)
  }

  /// Seconds of one of some repetitions.
  private static func time(_ repetitions: Int, _ body: () throws -> Void) rethrows -> Double {
    let start = QuietTime.now
    for _ in 0..<repetitions { try body() }
    return start.elapsed / Double(repetitions)
  }

  private mutating func measureManifests(_ run: RunDirectory, _ output: TaskOutput) throws {
    let survey = RunSurvey(run)
    let tasks = survey.phases.flatMap { survey.tasks(of: $0) }
    manifest =
      try Self.time(1) { for task in tasks { _ = try survey.manifest(of: task) } }
      / Double(max(1, tasks.count))
    let text = try StableJSON.encode(output)
    section =
      try Self.time(4) { _ = try StableJSON.decode(TaskOutput.self, text) } / Double(Self.count)
    digest =
      Self.time(16) {
        let lines = (0..<Self.count).map { "\(output.sections?[$0]?.digest ?? output.digest)" }
        _ = Digest(of: lines.joined(separator: "\n"))
      } / Double(Self.count)
  }

  private mutating func measureReferences(_ output: TaskOutput) throws {
    let path = "data/decide-dedupe/00000/g1-12345-00000000/" + MessageFile.name
    var text: [UInt8] = []
    reference =
      try Self.time(4) {
        let references = (0..<Self.count).compactMap { number in
          output.sections?[number].map { SectionReference(path: path, section: $0) }
        }
        _ = Digest(of: references.map { "\($0.section.digest)" }.joined(separator: "\n"))
        text = try StableJSON.encode(references)
      } / Double(Self.count)
    referenceRead =
      try Self.time(4) { _ = try StableJSON.decode([SectionReference].self, text) }
      / Double(Self.count)
    let list = Upstream(
      shards: (0..<Self.count).map { Upstream.Source(shard: $0, directory: path) })
    let lines = try StableJSON.encode(list)
    source =
      try Self.time(4) { _ = try StableJSON.decode(Upstream.self, lines) } / Double(Self.count)
  }

  private mutating func measureFiles(_ run: RunDirectory) throws {
    func open(_ partitions: Int) throws -> Double {
      let path = run.path + "/probe-\(partitions).rows"
      let sorter = RowSorter(
        order: .hash(partitions: partitions), memory: 1 << 20, scratch: run.path)
      _ = try writeRows([sorter], combiner: nil, to: path)
      return try Self.time(16) { _ = try RowFile(path: path).section(0) }
    }
    file = try open(1)
    footer = max(0, try open(Self.count) - file) / Double(Self.count)
  }
}
