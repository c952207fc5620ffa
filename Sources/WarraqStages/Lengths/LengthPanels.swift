import WarraqCore
import WarraqStatistics

/// Collects what the charts about lengths show.
struct LengthPanels {
  /// Bars of a chart whose labels have no order of their own.
  private static let barLimit = 20

  private var months: [PanelValue] = []
  private var sources = LargestEitherWay(barLimit)
  private var languages = LargestEitherWay(barLimit)
  private var tokenCounts: [PanelValue] = []

  /// Takes a row of the table, in the order of the table.
  mutating func add(_ key: LengthKey, _ tally: LengthTally) {
    func value(_ label: String) -> PanelValue {
      PanelValue(label, tally.documents, printings: tally.publications)
    }
    switch key.dimension {
    case .total: break
    case .month:
      // Documents without a date stand in the table; they have no place on a time axis.
      if key.value != LengthKey.unknown { months.append(value(key.value)) }
    case .source: sources.add(value(key.value))
    case .language: languages.add(value(key.value))
    case .tokenCount:
      guard let range = key.tokenRange else { return }
      tokenCounts.append(
        value(
          range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)–\(range.upperBound)"))
    }
  }

  /// The panels that have something to show.
  var panels: [ReportPanel] {
    let all = [
      ReportPanel(
        id: "documents-by-month", title: "Documents by month",
        note: "Documents with a date, by month of publication.", content: .series(months)),
      ReportPanel(
        id: "documents-by-source", title: "Documents by source",
        note: "Documents of the \(Self.barLimit) largest sources. All are in lengths.tsv.",
        content: .ranking(sources.values, limit: Self.barLimit)),
      ReportPanel(
        id: "documents-by-language", title: "Documents by language",
        note:
          "Documents of the \(Self.barLimit) most frequent languages, as the input names them.",
        content: .ranking(languages.values, limit: Self.barLimit)),
      ReportPanel(
        id: "tokens-per-document", title: "Tokens per document",
        note: "How many documents have so many tokens, in powers of two.",
        content: .bars(tokenCounts)),
    ]
    return all.filter { panel in
      switch panel.content {
      case .bars(let values), .ranking(let values, _), .series(let values): !values.isEmpty
      case .pairs(let pairs): !pairs.isEmpty
      case .table(let table): !table.rows.isEmpty
      case .entries(let entries): !entries.isEmpty
      }
    }
  }
}

/// The largest values of any number, by stories and by printings: all that either way of counting shows.
private struct LargestEitherWay {
  private var stories: Largest<PanelValue>
  private var printings: Largest<PanelValue>

  init(_ limit: Int) {
    stories = Largest(limit)
    printings = Largest(limit)
  }

  mutating func add(_ value: PanelValue) {
    stories.add(value, value: value.value)
    printings.add(value, value: value.printings ?? value.value)
  }

  /// Those that are large by stories first.
  var values: [PanelValue] {
    let first = stories.elements
    let labels = Set(first.map(\.label))
    return first + printings.elements.filter { !labels.contains($0.label) }
  }
}
