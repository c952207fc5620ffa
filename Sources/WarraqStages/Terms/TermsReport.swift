import WarraqCore
import WarraqStatistics

/// Writes `terms.tsv`, `forms.tsv`, the table of the page and the numbers of the summary.
struct TermsReport {
  /// Rows of the page's table.
  private static let panelLimit = 2000
  private static let columns = ["rank", "term", "count", "documents", "form", "publications"]

  private let report: any ReportBuilder
  private let terms: any TableWriter
  private var forms: FormsReport?
  private var rank = 0
  private var tokens = 0
  private var rows: [PanelTable.Row] = []
  private var shown: [(form: [UInt8], count: Int)] = []

  init(_ report: any ReportBuilder, writesForms: Bool, minimumCount: Int) throws {
    self.report = report
    terms = try report.table("terms.tsv", columns: Self.columns)
    if writesForms { forms = try FormsReport(report, minimumCount: minimumCount) }
  }

  /// Takes the rows of the table, in order.
  mutating func add(_ row: TermTableRow) throws {
    switch row {
    case .total(let tokens): self.tokens += tokens
    case .term(let tally, let term):
      rank += 1
      let form = tally.form.isEmpty ? term : tally.form
      try terms.field(rank)
      try term.withUnsafeBytes { try terms.field($0) }
      try terms.field(tally.count)
      try terms.field(tally.documents)
      try form.withUnsafeBytes { try terms.field($0) }
      try terms.field(tally.publications)
      try terms.endRow()
      guard rank <= Self.panelLimit else { return }
      shown.append((form, tally.count))
      rows.append(
        PanelTable.Row([
          String(rank), String(decoding: form, as: UTF8.self), String(tally.count),
          String(tally.documents), String(tally.publications),
        ]))
    case .form(let form, let term, let count): try forms?.add(form, of: term, count: count)
    }
  }

  /// Closes the files and adds panel and numbers.
  mutating func finish() throws {
    try terms.finish()
    try forms?.finish()
    report.summarize("terms", rank)
    report.summarize("tokens", tokens)
    for (index, isHidden) in StopWordGuess().guess(shown, tokens: tokens).enumerated() {
      rows[index].isHiddenByDefault = isHidden
    }
    let table = PanelTable(
      columns: [
        .number("rank"), .text("term"), .perMillion("count", total: tokens), .number("documents"),
        .number("publications"),
      ], rows: rows, hiddenRowsName: "stop words", file: "terms.tsv")
    report.add(
      ReportPanel(
        id: "terms", title: "Terms",
        note: "The \(Self.panelLimit) most frequent terms in their usual spelling. Documents are "
          + "stories; publications count their duplicates too. All terms are in terms.tsv.",
        content: .table(table)))
  }
}
