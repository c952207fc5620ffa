import Dispatch
import Synchronization
import WarraqCodecs
import WarraqCore

/// Says what happened to single documents of a run. It writes nothing and asks nobody, so it works
/// while a coordinator does; what it knows is what the run directory and the inputs hold.
public struct DocumentInquiry: Sendable {
  /// A document, to be explained.
  public struct Hit: Sendable {
    /// Which of the corpus's shards, in order.
    var position: Int
    var record: Int
  }

  let run: RunDirectory
  let job: Job
  let plan: StagePlan
  let corpus: CorpusManifest
  let survey: RunSurvey
  let places: [ShardPlace]
  let report: ReportedDocuments?
  /// What was decided about the shards of the report; `nil` where it tells something else.
  let reported: DecidedState?
  /// What has been decided about the corpus and with the job as they are now.
  let present: DecidedState

  /// What has a name.
  public struct Found: Sendable {
    /// In corpus order.
    public var hits: [Hit]
    /// Why inputs could not be asked, a line each: there may be more documents of the name.
    public var unread: [String] = []
  }

  /// Looks at a run.
  ///
  /// - Throws: `usage` where there is none, or nothing has been planned yet.
  public init(_ run: RunDirectory, library: StageLibrary) throws {
    let corpus = try CorpusManifest.of(run)
    try corpus.check(library.versions, of: run)
    self.run = run.readOnly
    self.corpus = corpus
    job = try Job.read(path: run.jobFile, registry: library.descriptors)
    plan = try StagePlan(job, library: library)
    survey = RunSurvey(run)
    places = try survey.places(corpus)
    report = try ReportedDocuments(run, survey)
    let builder = OrderBuilder(
      run: self.run, job: job, stages: plan, corpus: corpus,
      settings: RunSettings(workers: Machine.cores))
    reported = try Self.reported(report, places, survey, builder)
    if let reported, report?.shards == places.map(\.number) {
      present = reported
    } else {
      present = try Self.present(places, survey, builder)
    }
    guard !places.isEmpty else {
      throw WarraqError(
        .usage, "no input of the run in \(run.path) has been read yet: ask again when shards are")
    }
  }

  /// The documents of a name: all that have it as their id, or the one at a place.
  ///
  /// - Parameter name: an id; `#24`, the ordinal in the corpus; `news.jsonl:24`, the input and the
  ///   record's number in it.
  /// - Throws: `usage` where there is none.
  public func find(_ name: String) throws -> Found {
    switch DocumentName(name, inputs: corpus.inputs.map(\.name)) {
    case .ordinal(let ordinal): return Found(hits: [try hit(ordinal: ordinal)])
    case .record(let record, let inputs):
      return Found(hits: try hits(record: record, of: inputs, name))
    case .id(let id):
      let found = try search(id)
      guard found.hits.isEmpty else { return found }
      let unread = found.unread.isEmpty ? "" : ". Not all could be asked: \(found.unread[0])"
      throw WarraqError(
        .usage,
        "no document has the id '\(id)'. An id is what the input's field '\(job.input.fields.id)' "
          + "holds; INPUT:N asks for record N of an input, #N for the ordinal N of duplicates.tsv"
          + unread)
    }
  }

  private func hit(ordinal: Int) throws -> Hit {
    guard let report else {
      throw WarraqError(
        .usage,
        "there is no report yet, so ordinals are not known: ask for an id, or for INPUT:N")
    }
    guard let place = report.place(of: ordinal), let position = position(ofShard: place.shard)
    else {
      throw WarraqError(.usage, "the report covers no document of the ordinal \(ordinal)")
    }
    return Hit(position: position, record: place.record)
  }

  private func hits(record: Int, of inputs: [Int], _ name: String) throws -> [Hit] {
    let hits = places.enumerated().compactMap { position, place -> Hit? in
      guard inputs.contains(place.input), let before = place.before, let size = place.size,
        before.records..<before.records + size.records ~= record
      else { return nil }
      return Hit(position: position, record: record - before.records)
    }
    guard hits.isEmpty else { return hits }
    throw WarraqError(
      .usage,
      "there is no record \(name), as far as the input has been counted. Records count from 0")
  }

  func position(ofShard number: Int) -> Int? { places.firstIndex { $0.number == number } }

  func records(at position: Int) throws -> ShardRecords {
    guard let shard = try survey.shard(at: places[position], of: corpus) else {
      throw WarraqError(
        .state, "what was split from the input is gone. `warraq run` splits it again",
        input: corpus.inputs[places[position].input].name, shard: places[position].number)
    }
    return ShardRecords(shard: shard, run: run, format: job.input)
  }
}

extension DocumentInquiry {
  /// Asks all shards for an id, several at a time; and the report, where a shard cannot be read.
  private func search(_ id: String) throws -> Found {
    let answers = Mutex<[Int: Result<[Int], any Error>]>([:])
    DispatchQueue.concurrentPerform(iterations: places.count) { position in
      let answer = Result { try records(at: position).records(withID: id) }
      answers.withLock { $0[position] = answer }
    }
    let answered = answers.withLock { $0 }
    let isWhole = answered.values.allSatisfy { (try? $0.get()) != nil }
    let reported = isWhole ? [] : try reportedHits(id: id)
    var found = Found(hits: [])
    for position in places.indices {
      switch answered[position] {
      case .success(let records):
        found.hits += records.map { Hit(position: position, record: $0) }
      case .failure(let error):
        // The shards of an input fail alike.
        if found.unread.last != "\(error)" { found.unread.append("\(error)") }
        found.hits += reported.filter { $0.position == position }
      case nil: break
      }
    }
    return found
  }

  /// The documents of an id that the table of duplicates names, on either side.
  private func reportedHits(id: String) throws -> [Hit] {
    var ordinals: Set<Int> = []
    try report?.forEachDuplicate { row in
      if row.document == id { ordinals.insert(row.ordinal) }
      if row.kept == id { ordinals.insert(row.keptOrdinal) }
    }
    return try ordinals.sorted().map(hit(ordinal:))
  }
}
