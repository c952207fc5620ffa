import WarraqCore
import WarraqStatistics

/// Collects what the charts about lengths show.
struct LengthPanels {
  /// Bars of a chart whose labels have no order of their own.
  private static let barLimit = 20

  private var months: [PanelValue] = []
  private var sources: [PanelValue] = []
  private var languages: [PanelValue] = []
  private var tokenCounts: [PanelValue] = []

  /// Takes a row of the table, in the order of the table.
  mutating func add(_ key: LengthKey, _ tally: LengthTally) {
    switch key.dimension {
    case .total: break
    case .month:
      // Documents without a date stand in the table; they have no place on a time axis.
      if key.value != LengthKey.unknown { months.append(PanelValue(key.value, tally.documents)) }
    case .source: Self.insert(PanelValue(key.value, tally.documents), into: &sources)
    case .language: Self.insert(PanelValue(key.value, tally.documents), into: &languages)
    case .tokenCount:
      guard let range = key.tokenRange else { return }
      let label =
        range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)–\(range.upperBound)"
      tokenCounts.append(PanelValue(label, tally.documents))
    }
  }

  /// The panels that have something to show.
  var panels: [ReportPanel] {
    let all = [
      ReportPanel(
        id: "documents-by-month", title: "Documents by month",
        note: "Kept documents with a date, by month of publication.", content: .series(months)),
      ReportPanel(
        id: "documents-by-source", title: "Documents by source",
        note: "Kept documents of the \(Self.barLimit) largest sources. All are in lengths.tsv.",
        content: .bars(sources)),
      ReportPanel(
        id: "documents-by-language", title: "Documents by language",
        note:
          "Kept documents of the \(Self.barLimit) most frequent languages, as the input names them.",
        content: .bars(languages)),
      ReportPanel(
        id: "tokens-per-document", title: "Tokens per document",
        note: "How many kept documents have so many tokens, in powers of two.",
        content: .bars(tokenCounts)),
    ]
    return all.filter { panel in
      switch panel.content {
      case .bars(let values), .series(let values): !values.isEmpty
      case .table(let table): !table.rows.isEmpty
      }
    }
  }

  /// Keeps the largest values, in order; of equal ones those that came first.
  private static func insert(_ value: PanelValue, into values: inout [PanelValue]) {
    let place = values.firstIndex { $0.value < value.value } ?? values.count
    guard place < barLimit else { return }
    values.insert(value, at: place)
    if values.count > barLimit { values.removeLast() }
  }
}
