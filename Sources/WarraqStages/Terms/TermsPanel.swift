import WarraqCore
import WarraqStatistics

/// The terms that the page shows: the most frequent ones by each of their numbers, so that none is
/// missed whichever the reader sorts by.
struct TermsPanel {
  private static let limit = 2000

  struct Term {
    /// In `terms.tsv`.
    var rank: Int
    var form: [UInt8]
    var count: Int
    var documents: Int
    var publications: Int
  }

  private var byCount = Largest<Term>(limit)
  private var byDocuments = Largest<Term>(limit)
  private var byPublications = Largest<Term>(limit)

  /// Takes the terms in the order of their ranks.
  mutating func add(_ facts: TermFacts, form: UnsafeRawBufferPointer, rank: Int) {
    var term: Term {
      Term(
        rank: rank, form: Array(form), count: facts.count, documents: facts.documents,
        publications: facts.publications)
    }
    byCount.add(term, value: facts.count)
    byDocuments.add(term, value: facts.documents)
    byPublications.add(term, value: facts.publications)
  }

  func panel(tokens: Int) -> ReportPanel {
    let terms = shown
    let isStopWord = StopWordGuess().guess(terms.map { ($0.form, $0.count) }, tokens: tokens)
    let rows = zip(terms, isStopWord).map { term, isStopWord in
      PanelTable.Row(
        [
          String(term.rank), String(decoding: term.form, as: UTF8.self), String(term.count),
          String(term.documents), String(term.publications),
        ], isHiddenByDefault: isStopWord)
    }
    let table = PanelTable(
      columns: [
        .number("rank"), .text("term"), .perMillion("count", total: tokens), .number("documents"),
        .printings("publications"),
      ], rows: rows, hiddenRowsName: "stop words", file: "terms.tsv")
    return ReportPanel(
      id: "terms", title: "Terms",
      note:
        "The \(Self.limit) most frequent terms in their usual spelling, by each of the numbers. "
        + "Rank, count and documents are those of unique stories; publications count their "
        + "duplicates too. All terms are in terms.tsv.",
      content: .table(table))
  }

  /// In the order of ranks.
  private var shown: [Term] {
    var terms: [Int: Term] = [:]
    for list in [byCount, byDocuments, byPublications] {
      for term in list.elements { terms[term.rank] = term }
    }
    return terms.values.sorted { $0.rank < $1.rank }
  }
}
