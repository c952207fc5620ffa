import WarraqCore

/// The stages of a job, made and in order, with what the engine must know of each.
struct StagePlan: Sendable {
  struct Item: Sendable {
    /// Unique in the job: the stage's name, then `name-2`.
    var id: String
    var stage: Stage
    /// The identity of what it does to documents, and of what it does when partials are merged.
    var mapDigest: Digest
    var mergeDigest: Digest
    /// Whether the pass of the stage before serves its first round too.
    var isBeside = false
  }

  var items: [Item] = []
  /// What the stages read besides documents.
  var files: [StageFile] = []
  var library: StageLibrary

  /// - Throws: `usage` when an option's value does not work, a file that a stage needs is missing.
  init(_ job: Job, library: StageLibrary) throws {
    self.library = library
    for spec in job.stages {
      guard let descriptor = library.descriptor(named: spec.name) else {
        throw WarraqError(.usage, "there is no stage '\(spec.name)'. See `warraq stages`")
      }
      var stage = try descriptor.make(spec.options)
      let beside = Self.beside(stage, items.last)
      if let beside { stage = .corpus(beside) }
      let name = "\(spec.name) \(descriptor.version)"
      let read = try stage.role.files.map { try StageFile($0, of: spec.id) }
      files += read
      func digest(_ options: [OptionDescriptor]) -> Digest {
        let values =
          options.map { "\($0.name)=\(spec.options[$0.name])" } + (beside == nil ? [] : ["beside"])
        return Digest(of: ([name] + values + read.map(\.digest.hex)).joined(separator: "\n"))
      }
      items.append(
        Item(
          id: spec.id, stage: stage,
          mapDigest: digest(descriptor.options.filter { $0.scope == .map }),
          mergeDigest: digest(descriptor.options), isBeside: beside != nil))
    }
  }

  /// The stage as it is beside the one before, where they may share a pass over the documents.
  private static func beside(_ stage: Stage, _ previous: Item?) -> (any CorpusStage)? {
    guard case .corpus(let stage) = stage, case .corpus(let other) = previous?.stage,
      other.rounds.count == 1
    else { return nil }
    return stage.beside(other)
  }

  /// The map phases before the last one: rounds that one pass over the documents serves.
  var passes: [[RoundID]] {
    rounds.reduce(into: []) { passes, round in
      let isBeside = items.contains { $0.id == round.stage && $0.isBeside }
      if round.round == 0, isBeside {
        passes[passes.count - 1].append(round)
      } else {
        passes.append([round])
      }
    }
  }

  /// The rounds of all corpus stages, in order: each is emitted in a map phase, and has a reduce phase.
  var rounds: [RoundID] {
    items.flatMap { item -> [RoundID] in
      guard case .corpus(let stage) = item.stage else { return [] }
      return stage.rounds.indices.map { RoundID(stage: item.id, round: $0) }
    }
  }

  var statistics: [(id: String, statistic: any Statistic)] {
    items.compactMap {
      if case .statistic(let statistic) = $0.stage { ($0.id, statistic) } else { nil }
    }
  }

  var corpusStages: [(id: String, stage: any CorpusStage)] {
    items.compactMap { if case .corpus(let stage) = $0.stage { ($0.id, stage) } else { nil } }
  }

  /// Checks the names of inputs that options give against those of the corpus.
  ///
  /// - Throws: `usage` where a stage names none of them.
  func checkInputs(_ known: [String]) throws {
    for item in items {
      for name in item.stage.role.inputNames
      where !known.contains(where: { InputName.holds(name, $0) }) {
        let more = known.count > 20 ? " and \(known.count - 20) more" : ""
        throw WarraqError(
          .usage,
          "the stage \(item.id) names the input '\(name)', but no input has that name or lies in a "
            + "folder of that name. The inputs are \(known.prefix(20).joined(separator: ", "))\(more)"
        )
      }
    }
  }

  /// Whether a stage takes HTML out of texts.
  var removesMarkup: Bool {
    items.contains {
      if case .document(let stage) = $0.stage { stage.removesMarkup } else { false }
    }
  }

  func round(_ id: RoundID) throws -> any CorpusRound {
    guard let stage = corpusStages.first(where: { $0.id == id.stage })?.stage,
      id.round < stage.rounds.count
    else { throw WarraqError(.state, "the job has no round \(id.name)") }
    return stage.rounds[id.round]
  }

  /// The stages that documents pass before the rounds of a pass, or all of them: document and corpus
  /// stages.
  func chain(before pass: [RoundID]) -> [Item] {
    let end =
      pass.first.flatMap { target in items.firstIndex { $0.id == target.stage } } ?? items.count
    return items[..<end].filter { if case .statistic = $0.stage { false } else { true } }
  }

  /// The round whose messages are the decision of a corpus stage.
  func lastRound(of id: String) -> RoundID? { rounds.last { $0.stage == id } }
}

/// The names of phases.
enum PhaseName {
  static let split = "split"
  static let count = "count"
  static let merge = "merge"
  static let report = "report"
  static func read(_ round: RoundID) -> String { "read-" + round.name }
  static func decide(_ round: RoundID) -> String { "decide-" + round.name }
  static func pieces(_ plan: Digest) -> String { "pieces-" + plan.hex.prefix(12) }
  static func map(_ pass: [RoundID]) -> String { pass.first.map(read) ?? count }
}
