import WarraqCore
import WarraqStatistics

/// Writes `terms.tsv`, `forms.tsv`, the table of the page and the numbers of the summary.
struct TermsReport {
  private static let columns = ["rank", "term", "count", "documents", "form", "publications"]

  private let report: any ReportBuilder
  private let terms: any TableWriter
  private var forms: FormsReport?
  private var rank = 0
  private var tokens = 0
  private var panel = TermsPanel()

  init(_ report: any ReportBuilder, writesForms: Bool, minimumCount: Int) throws {
    self.report = report
    terms = try report.table("terms.tsv", columns: Self.columns)
    if writesForms { forms = try FormsReport(report, minimumCount: minimumCount) }
  }

  /// Takes the rows of the table, in order.
  mutating func add(_ row: TermTableRow) throws {
    switch row {
    case .total(let tokens): self.tokens += tokens
    case .term(let facts, let term):
      rank += 1
      let form = facts.form.isEmpty ? term : facts.form
      try terms.field(rank)
      try terms.field(term)
      try terms.field(facts.count)
      try terms.field(facts.documents)
      try terms.field(form)
      try terms.field(facts.publications)
      try terms.endRow()
      panel.add(facts, form: form, rank: rank)
    case .form(let form, let term, let count): try forms?.add(form, of: term, count: count)
    }
  }

  /// Closes the files and adds panel and numbers.
  mutating func finish() throws {
    try terms.finish()
    try forms?.finish()
    report.summarize("terms", rank)
    report.summarize("tokens", tokens)
    report.add(panel.panel(tokens: tokens))
  }
}
