import WarraqCore

/// What became of a document.
private struct Outcome: Equatable {
  var standing: Standing
  var text: [UInt8]
  var normalized: [UInt8]
  var tokens: [Token]
}

extension StageCompatTest {
  func check(_ stage: any DocumentStage) throws {
    let whole = try outcomes(stage, batch: samples.count)
    for size in [samples.count, 1, 2, 7] {
      let again = try outcomes(stage, batch: size)
      for (index, (first, second)) in zip(whole, again).enumerated() {
        try expect(
          first == second, "document \(index) comes out differently in batches of \(size)")
      }
    }
    for (index, (sample, outcome)) in zip(samples, whole).enumerated() {
      guard sample.past == .rejected || sample.past == .quarantined else { continue }
      let reason = outcome.standing
      try expect(
        reason == .rejected(reason: "before") || reason == .quarantined(reason: "before"),
        "document \(index) was out already, and the stage touched it")
      try expect(
        outcome.text == Array(sample.text.utf8), "document \(index) was out, and its text changed")
    }
    // A lane may see no batch at all, or an empty one.
    try stage.makeWorker(in: context()).finish()
    let idle = try stage.makeWorker(in: context())
    try idle.process(DocumentBatch())
    try idle.finish()
  }

  private func context() -> StageContext {
    StageContext(memory: 1 << 24, scratch: "/tmp", needs: [.tokens, .contentHash])
  }

  private func outcomes(_ stage: any DocumentStage, batch size: Int) throws -> [Outcome] {
    let worker = try stage.makeWorker(in: context())
    var outcomes: [Outcome] = []
    try forEachBatch(of: samples[...], lanes: 1, size: size, needs: stage.needs) { batch, _ in
      let stale = ContentHash(high: .max, low: .max)
      let texts = batch.documents.map(\.text)
      for document in batch.documents where document.analysis.contentHash == nil {
        document.analysis.contentHash = stale
      }
      try worker.process(batch)
      for (document, text) in zip(batch.documents, texts) {
        try expect(
          document.text == text || document.analysis.contentHash != stale,
          "the text changed, and the analysis of the old one stayed")
        outcomes.append(
          Outcome(
            standing: document.standing, text: document.text,
            normalized: document.analysis.normalized, tokens: document.analysis.tokens))
      }
    }
    try worker.finish()
    return outcomes
  }
}
