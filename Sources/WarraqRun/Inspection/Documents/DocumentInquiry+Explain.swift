import WarraqCodecs
import WarraqCore

extension DocumentInquiry {
  /// Names of copies that an explanation holds.
  private static let namedCopies = 10

  /// Says what happened to a document.
  public func explain(_ hit: Hit) throws -> DocumentExplanation {
    let place = place(hit)
    var explanation = DocumentExplanation(
      name: "\(place.input):\(place.inputRecord ?? place.record)", place: place,
      outcome: .unknown, stages: [], copies: 0, firstCopies: [], notes: [])
    var text: [UInt8]?
    do {
      let replay = try replay(hit)
      explanation.place.offset = places[hit.position].before.map { $0.bytes + replay.offset }
      explanation.stages = replay.result.verdicts
      explanation.document = replay.result.fields
      explanation.outcome = Self.outcome(of: replay.result.verdicts)
      text = replay.result.text
    } catch let error as WarraqError where error.code == .input || error.code == .state {
      explanation.notes.append("what the stages made of it is not known: \(error)")
      try explainFromQuarantine(hit, &explanation)
    }
    if let id = explanation.document?.id { explanation.name = id }
    try explainFromReport(hit, text, &explanation)
    noteWhatIsOpen(&explanation)
    return explanation
  }

  private func place(_ hit: Hit) -> DocumentPlace {
    let shard = places[hit.position]
    return DocumentPlace(
      input: corpus.inputs[shard.input].name, shard: shard.number, record: hit.record,
      inputRecord: shard.before.map { $0.records + hit.record },
      ordinal: report?.ordinal(shard: shard.number, record: hit.record))
  }

  /// Reads the record again and takes it through the stages whose decisions are known.
  private func replay(_ hit: Hit) throws -> (result: DocumentReplay.Result, offset: Int) {
    let records = try records(at: hit.position)
    guard let record = try records.record(hit.record) else {
      throw WarraqError(
        .input, "the input holds no such record any more", input: records.shard.input.name)
    }
    let number = records.shard.number
    let decisions = decisions(of: number)
    let chain = plan.chain(before: []).prefix { item in
      if case .corpus = item.stage { decisions[item.id] != nil } else { true }
    }
    let messages = try decisions.mapValues { manifests in
      try MessageFile.read(OrderBuilder.sections(for: number, of: manifests), in: run)
    }
    let replay = DocumentReplay(
      plan: plan, format: job.input, chain: Array(chain), messages: messages,
      verdicts: try Verdict.read(number, in: run))
    let result = try replay.run(record, encoding: records.shard.slice.encoding)
    return (result, record.place.offset)
  }

  private static func outcome(of verdicts: [StageVerdict]) -> Outcome {
    let gone = verdicts.first { ![.kept, .passed, .withdrawn].contains($0.outcome) }
    return gone?.outcome ?? .kept
  }

  private func noteWhatIsOpen(_ explanation: inout DocumentExplanation) {
    if explanation.outcome == .undecided {
      explanation.notes.append("the run has not come to the stages that are undecided")
    }
    guard report == nil else {
      if !isFinished {
        explanation.notes.append(
          "the run is unfinished: its report is not that of the job and the inputs as they are now. "
            + "`warraq run` goes on")
      }
      return
    }
    let duplicate = explanation.outcome == .duplicate ? ", nor which document is kept instead" : ""
    explanation.notes.append(
      "there is no report yet, or it is being made: ordinals are not known\(duplicate)")
  }
}

extension DocumentInquiry {
  /// What the quarantine holds of a record that cannot be read again.
  private func explainFromQuarantine(
    _ hit: Hit, _ explanation: inout DocumentExplanation
  ) throws {
    let entries = try Quarantine.entries(run, shard: places[hit.position].number)
    guard let entry = entries.first(where: { $0.ordinal == hit.record }) else { return }
    explanation.outcome = .quarantined
    explanation.stages = [
      StageVerdict(
        stage: entry.stage, outcome: .quarantined, reason: entry.reason, message: entry.message)
    ]
  }

  /// What the table of duplicates says: the document that is kept instead, and the copies of this one.
  private func explainFromReport(
    _ hit: Hit, _ text: [UInt8]?, _ explanation: inout DocumentExplanation
  ) throws {
    guard let report, let ordinal = explanation.place.ordinal else { return }
    var row: ReportedDocuments.Row?
    try report.forEachDuplicate { duplicate in
      if duplicate.ordinal == ordinal { row = duplicate }
      guard duplicate.keptOrdinal == ordinal else { return }
      explanation.copies += 1
      if explanation.copies <= Self.namedCopies {
        explanation.firstCopies.append(duplicate.document)
      }
      if explanation.document == nil { explanation.name = duplicate.kept }
    }
    guard let row else {
      if explanation.outcome == .unknown {
        explanation.notes.append("the report does not name it among the duplicates")
      }
      return
    }
    if explanation.outcome == .unknown { explanation.outcome = .duplicate }
    guard explanation.outcome == .duplicate else {
      explanation.notes.append(
        "the report, which is of an earlier state, has it as a duplicate of \(row.kept)")
      return
    }
    if explanation.document == nil { explanation.name = row.document }
    explanation.original = try original(row, text, &explanation.notes)
  }

  private func original(
    _ row: ReportedDocuments.Row, _ text: [UInt8]?, _ notes: inout [String]
  ) throws -> DocumentExplanation.Original {
    var original = DocumentExplanation.Original(
      name: row.kept, kind: row.kind, similarity: row.similarity, cluster: row.cluster)
    guard let found = report?.place(of: row.keptOrdinal),
      let position = position(ofShard: found.shard)
    else { return original }
    original.place = place(Hit(position: position, record: found.record))
    do {
      let records = try records(at: position)
      guard let record = try records.record(found.record) else { return original }
      original.place?.offset = places[position].before.map { $0.bytes + record.place.offset }
      let document = Document()
      document.reset(place: record.place)
      let parser = try RecordParser(format: job.input, encoding: records.shard.slice.encoding)
      guard record.bytes.withUnsafeBytes({ parser.parse($0, into: document) }) == nil else {
        return original
      }
      original.document = DocumentFields(document)
      if let text { original.difference = WordDifference(from: document.text, to: text) }
    } catch let error as WarraqError where error.code == .input || error.code == .state {
      notes.append("the kept document cannot be read: \(error)")
    }
    return original
  }
}
