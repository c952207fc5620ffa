import WarraqCore
import WarraqStatistics

/// The numbers of the whole corpus.
struct EntityTotals: Sendable {
  /// Documents in which names were looked for, and mentions in them.
  private(set) var counted = EntityTally()
  private var unread = 0
  private var excluded = 0
  private var lost = 0

  /// Adds up the rows of the whole corpus.
  init(_ table: any RowSource) throws {
    let kind = EntityKey.Kind.total.rawValue
    try table.forEach(of: kind...kind) { key, tally in
      guard case .total(let total) = EntityKey(key) else { throw EntityGroups.otherVersion }
      add(total, EntityTally(tally))
    }
  }

  private mutating func add(_ total: EntityKey.Total, _ tally: EntityTally) {
    switch total {
    case .counted: counted.add(tally)
    case .unread: unread += tally.documents
    case .excluded: excluded += tally.mentions
    case .lost: lost += tally.documents
    }
  }

  func summarize(in report: any ReportBuilder) {
    report.summarize("entityMentions", counted.mentions)
    report.summarize("entityDocuments", counted.documents)
    // What is not counted is said.
    if unread > 0 { report.summarize("entityDocumentsUnread", unread) }
    if lost > 0 { report.summarize("entityDocumentsLost", lost) }
    if excluded > 0 { report.summarize("entityMentionsExcluded", excluded) }
  }
}
