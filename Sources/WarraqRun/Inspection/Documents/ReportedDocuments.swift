import WarraqCore

/// What the report of a run says of single documents.
struct ReportedDocuments {
  /// A row of `duplicates.tsv`.
  struct Row {
    var document: String
    var kept: String
    var kind: String
    var ordinal: Int
    var keptOrdinal: Int
    var similarity: String
    var cluster: Int
  }

  /// The numbers of the shards that it covers, in corpus order.
  let shards: [Int]
  private let parts: [String: Digest]
  private let facts: CorpusFacts
  /// The table of duplicates; `nil` where the job makes none.
  private let duplicates: String?

  /// Looks for the report that the run shows; `nil` where there is none, or another is being made.
  init?(_ run: RunDirectory, _ survey: RunSurvey) throws {
    let task = TaskID(phase: PhaseName.report, index: 0)
    guard let order = try StableJSON.load(TaskOrder.self, from: run.orderFile(task)),
      case .report(let work) = order.work, let manifest = try survey.manifest(of: task)
    else { return nil }
    let upstream = try Upstream.load(work.upstream, in: run)
    guard let facts = upstream.facts else { return nil }
    self.facts = facts
    parts = manifest.parts
    shards = upstream.shards.map(\.shard)
    let name = ReportTask.directory + "/duplicates.tsv"
    duplicates = manifest.outputs[name].map { _ in run.absolute(manifest.path(of: name)) }
  }

  /// Whether it tells what the stages decided, or something else that was decided before or since.
  func tells(_ state: DecidedState, of plan: StagePlan) -> Bool {
    let stages = plan.items.map { ("stage \($0.id)", $0.mergeDigest) }
    return state.isComplete
      && parts.filter { $0.key.hasPrefix("stage ") } == Dictionary(uniqueKeysWithValues: stages)
      && state.decisions.allSatisfy {
        parts["evidence of \($0.name)"] == OrderBuilder.evidence(of: $1)
      }
  }

  /// The ordinal in the corpus of a record of a shard.
  func ordinal(shard: Int, record: Int) -> Int? {
    shards.firstIndex(of: shard).map { facts.ordinal(shard: $0, record: record) }
  }

  /// The shard that holds a record of the corpus, and its number there.
  func place(of ordinal: Int) -> (shard: Int, record: Int)? {
    guard ordinal < facts.counts.read,
      let position = facts.firstOrdinals.lastIndex(where: { $0 <= ordinal })
    else { return nil }
    return (shards[position], ordinal - facts.firstOrdinals[position])
  }

  /// Calls `body` with every duplicate, in the order of the corpus.
  func forEachDuplicate(_ body: (Row) throws -> Void) throws {
    guard let duplicates else { return }
    var isHeader = true
    try LineReader(path: duplicates).forEach { line in
      if !isHeader, let row = Row(line) { try body(row) }
      isHeader = false
      return true
    }
  }
}

extension ReportedDocuments.Row {
  init?(_ line: ArraySlice<UInt8>) {
    let fields = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
      .map(Self.unescape)
    guard fields.count >= 7, let ordinal = Int(fields[3]), let keptOrdinal = Int(fields[4]),
      let cluster = Int(fields[6])
    else { return nil }
    self.init(
      document: fields[0], kept: fields[1], kind: fields[2], ordinal: ordinal,
      keptOrdinal: keptOrdinal, similarity: fields[5], cluster: cluster)
  }

  /// Undoes `\t`, `\n`, `\r` and `\\`.
  private static func unescape(_ field: ArraySlice<UInt8>) -> String {
    var bytes: [UInt8] = []
    var isEscaped = false
    for byte in field {
      if !isEscaped, byte == UInt8(ascii: "\\") {
        isEscaped = true
        continue
      }
      switch (isEscaped, byte) {
      case (true, UInt8(ascii: "t")): bytes.append(0x09)
      case (true, UInt8(ascii: "n")): bytes.append(0x0A)
      case (true, UInt8(ascii: "r")): bytes.append(0x0D)
      default: bytes.append(byte)
      }
      isEscaped = false
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
