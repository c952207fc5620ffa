import WarraqCore
import WarraqStages

/// What stages do to documents. Whatever prepares the documents is not measured.
extension Loop {
  static var texts: [Loop] {
    [
      worker("normalize-arabic", .arabic, "normalize"),
      worker("normalize-latin", .latin, "normalize"),
      worker("normalize-ideographs", .ideographs, "normalize"),
      worker("language", .latin, "language", change: { $0.language = nil }),
      worker("chrome-apply", .arabic, "chrome", through: ["normalize"]),
    ]
  }

  static var stages: [Loop] {
    [
      rows("chrome-lines", .arabic, "chrome"),
      rows("exact", .arabic, "dedupe", ["kind": .string("exact")]),
      rows("sketch", .arabic, "dedupe", ["kind": .string("near")]),
      rows("terms-arabic", .arabic, "terms"),
      rows("terms-latin", .latin, "terms"),
      rows("entities-arabic", .arabic, "entities"),
      rows("entities-latin", .latin, "entities"),
      rows("entities-known", .arabic, "entities", isKnown: true),
    ]
  }

  /// All that jobs with dedupe and terms ask of an analysis.
  static let needs: AnalysisNeeds = [.tokens, .contentHash, .alignment]

  /// The worker of a stage over documents. Behind `normalize` tokens are found.
  private static func worker(
    _ name: String, _ script: Sample.Script, _ stage: String, through before: [String] = [],
    change: @escaping (Document) -> Void = { _ in }
  ) -> Loop {
    Loop(name: name) { sample in
      let worker = try makeWorker(stage, needs: needs)
      let halves = try (0..<2).map { try sample.documents(script, $0, through: before) }
      for half in halves { half.documents.forEach(change) }
      let analyzer = StageRegistry.analyzer(needs: stage == "normalize" ? .tokens : [])
      return { half in
        let bytes = halves[half].bytes
        try worker.process(halves[half])
        try analyzer.process(halves[half])
        return bytes
      }
    }
  }

  /// The rows of a stage's first round, or of its partials.
  private static func rows(
    _ name: String, _ script: Sample.Script, _ stage: String,
    _ options: [String: OptionValue] = [:], isKnown: Bool = false
  ) -> Loop {
    Loop(name: name, isKnown: isKnown) { sample in
      let halves = try (0..<2).map {
        try sample.documents(script, $0, through: ["normalize"], needs: needs)
      }
      let sink = NoRows()
      let add = try makeRowMaker(stage, options)
      return { half in
        // Names that were found while warming up are looked for again.
        for document in halves[half].documents { document.entities = nil }
        try add(halves[half], sink)
        return halves[half].bytes
      }
    }
  }
}

let context = StageContext(memory: 1 << 26, scratch: "/tmp", needs: Loop.needs)

/// Makes a stage as the planner does: with every default filled in.
func makeStage(_ name: String, _ options: [String: OptionValue] = [:]) throws -> Stage {
  guard let descriptor = StageRegistry.descriptor(named: name) else {
    throw WarraqError(.usage, "there is no stage \(name)")
  }
  var values = options
  for option in descriptor.options where values[option.name] == nil {
    values[option.name] = option.defaultValue
  }
  return try descriptor.make(StageOptions(values))
}

func makeWorker(_ name: String, needs: AnalysisNeeds) throws -> any DocumentWorker {
  var context = context
  context.needs = needs
  switch try makeStage(name) {
  case .document(let stage): return try stage.makeWorker(in: context)
  case .corpus(let stage): return try stage.makeApplier(decision: ShardMessages(), in: context)
  case .statistic: throw WarraqError(.usage, "\(name) changes no documents")
  }
}

/// What turns documents into rows. Statistics hold theirs back: the end of a task is not part of the loop.
private func makeRowMaker(
  _ name: String, _ options: [String: OptionValue]
) throws -> (DocumentBatch, any RowSink) throws -> Void {
  switch try makeStage(name, options) {
  case .document: throw WarraqError(.usage, "\(name) makes no rows")
  case .corpus(let stage):
    let emitter = try stage.rounds[0].makeEmitter(inbox: ShardMessages(), in: context)
    return { try emitter.add($0, to: $1) }
  case .statistic(let stage):
    let accumulator = try stage.makeAccumulator(in: context)
    return { try accumulator.add($0, to: $1) }
  }
}
