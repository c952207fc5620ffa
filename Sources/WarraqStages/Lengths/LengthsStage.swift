public import WarraqCore
import WarraqStatistics

/// `lengths`: how much text there is, by source, language and month.
public struct LengthsStage: Statistic {
  /// The description of the stage.
  public static let descriptor = StageDescriptor(
    name: "lengths",
    summary: "count documents, characters and tokens by source, language and month",
    version: 2,
    options: [],
    make: { _ in .statistic(LengthsStage()) })

  public var needs: AnalysisNeeds { .tokens }

  public func makeAccumulator(in context: StageContext) -> any Accumulator {
    LengthsAccumulator()
  }

  public func makeCombiner() -> any RowCombiner { LengthCombiner() }

  /// Rows have the order of the report already.
  public func tabulate(
    key: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer, to table: any RowSink
  ) throws {
    try table.emit(key: key, value: value)
  }

  public func report(table: any RowSource, to report: any ReportBuilder) throws {
    let writer = try report.table(
      "lengths.tsv",
      columns: ["dimension", "value", "documents", "characters", "tokens", "publications"])
    var panels = LengthPanels()
    try table.forEach { key, value in
      guard let key = LengthKey(key) else {
        throw WarraqError(.version, "The lengths are of another version. Start a new run.")
      }
      let tally = LengthTally(value)
      panels.add(key, tally)
      guard key.tokenRange == nil else { return }
      try writer.field(key.dimension.name)
      try writer.field(key.value)
      try writer.field(tally.documents)
      try writer.field(tally.characters)
      try writer.field(tally.tokens)
      try writer.field(tally.publications)
      try writer.endRow()
    }
    try writer.finish()
    for panel in panels.panels { report.add(panel) }
  }
}
