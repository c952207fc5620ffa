import WarraqCore

/// Keeps the books of one lane: who was taken out by which stage, and why.
struct Tally {
  /// The account of the reader, before all stages.
  static let reader = "read"

  var counts = LedgerCounts()
  /// Which documents of the batch were kept when the last stage was settled.
  private var wasKept: [Bool] = []

  /// Whether documents are looked at for HTML once they have passed all stages.
  private let looksForMarkup: Bool

  init(stages: [String], looksForMarkup: Bool) {
    self.looksForMarkup = looksForMarkup
    counts.stages = stages.map { LedgerCounts.StageCounts(stage: $0) }
  }

  mutating func readOne() {
    counts.read += 1
    counts.stages[0].read += 1
  }

  mutating func quarantine(_ reason: String) {
    counts.stages[0].quarantined[reason, default: 0] += 1
  }

  /// The block has been parsed: all of its documents go to the first stage.
  mutating func settleReading(documents: Int) {
    wasKept = Array(repeating: true, count: documents)
  }

  /// Enters the documents that all stages have kept.
  mutating func settleKept(_ batch: DocumentBatch) {
    for document in batch.documents where document.isKept {
      counts.kept += 1
      if looksForMarkup, document.text.withUnsafeBytes(HTMLMarkup.occurs) { counts.marked += 1 }
    }
  }

  /// Enters what a stage did to the batch: every document that was kept and is no longer. So a
  /// duplicate that a later stage takes out is entered once, by the stage that found it.
  /// `quarantined` is called with its index in the batch for each that goes to the quarantine.
  mutating func settle(
    _ batch: DocumentBatch, account: Int, quarantined: (Int, String) throws -> Void
  ) rethrows {
    for (index, document) in batch.documents.enumerated() where wasKept[index] {
      counts.stages[account].read += 1
      switch document.standing {
      case .kept: continue
      case .duplicate: counts.stages[account].duplicate += 1
      case .rejected(let reason): counts.stages[account].rejected[reason, default: 0] += 1
      case .quarantined(let reason):
        counts.stages[account].quarantined[reason, default: 0] += 1
        try quarantined(index, reason)
      }
      wasKept[index] = false
    }
  }
}
