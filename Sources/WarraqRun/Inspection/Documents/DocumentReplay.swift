import WarraqCodecs
import WarraqCore

/// Takes one record through the stages of a job again, with the decisions of the run: what stages do
/// to a document depends on nothing else, so that the same becomes of it.
struct DocumentReplay {
  /// What became of the record.
  struct Result {
    var verdicts: [StageVerdict]
    /// The document as published; `nil` where the record holds none.
    var fields: DocumentFields?
    var text: [UInt8] = []
  }

  let plan: StagePlan
  let format: InputFormat
  /// The stages whose decisions are known.
  let chain: [StagePlan.Item]
  let messages: [String: ShardMessages]
  let verdicts: [Verdict]

  func run(_ record: ShardRecords.Record, encoding: TextEncoding) throws -> Result {
    let batch = DocumentBatch()
    let document = batch.add(at: record.place)
    let parser = try RecordParser(format: format, encoding: encoding)
    if let problem = record.problem
      ?? record.bytes.withUnsafeBytes({ parser.parse($0, into: document) })
    {
      return Result(verdicts: [bad(problem.reason.rawValue, problem.message)])
    }
    var result = Result(
      verdicts: [StageVerdict(stage: Tally.reader, outcome: .kept)],
      fields: DocumentFields(document), text: document.text)
    if let verdict = verdicts.first(where: { $0.ordinal == record.place.ordinal }) {
      result.verdicts = [bad(verdict.reason, "it crashed a fresh process twice")]
      return result
    }
    try judge(batch, &result.verdicts)
    let open = plan.chain(before: []).dropFirst(chain.count)
    if document.isActive {
      result.verdicts += open.map { StageVerdict(stage: $0.id, outcome: .undecided) }
    }
    return result
  }

  private func bad(_ reason: String, _ message: String) -> StageVerdict {
    StageVerdict(stage: Tally.reader, outcome: .quarantined, reason: reason, message: message)
  }

  /// Runs the stages as long as they are shown the document.
  private func judge(_ batch: DocumentBatch, _ verdicts: inout [StageVerdict]) throws {
    let scratch = Files.temporaryDirectory("explain")
    try Files.makeDirectory(scratch)
    defer { Files.remove(scratch) }
    let needs = chain.reduce(AnalysisNeeds()) { $0.union($1.stage.role.needs) }
    let context = StageContext(memory: 64 << 20, scratch: scratch, needs: needs)
    var steps = try plan.steps(chain, messages, context, finalNeeds: [])
    defer { for step in steps { try? step.worker.finish() } }
    let document = batch[0]
    for step in steps where document.isActive {
      let (bytes, wasKept) = (document.text.count, document.isKept)
      try step.worker.process(batch)
      guard let account = step.account else { continue }
      var verdict = StageVerdict(
        stage: chain[account - 1].id, outcome: Outcome(document, wasKept: wasKept))
      verdict.reason = document.standing.reason
      if document.text.count != bytes {
        verdict.bytesBefore = bytes
        verdict.bytesAfter = document.text.count
      }
      verdicts.append(verdict)
    }
    while let step = steps.popLast() { try step.worker.finish() }
  }
}

extension Outcome {
  /// What a stage that was shown the document made of it.
  fileprivate init(_ document: Document, wasKept: Bool) {
    switch document.standing {
    case .kept: self = .kept
    case .rejected: self = .rejected
    case .quarantined: self = .quarantined
    case .duplicate where wasKept: self = .duplicate
    case .duplicate: self = document.isActive ? .passed : .withdrawn
    }
  }
}

extension Standing {
  fileprivate var reason: String? {
    switch self {
    case .rejected(let reason), .quarantined(let reason): reason
    case .kept, .duplicate: nil
    }
  }
}
