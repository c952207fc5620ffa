public import WarraqCore

/// What went from the pages of one source.
enum ChromeEvidence {
  /// A line, on so many pages of so many.
  case line(LineCount, of: Int)
  /// Headlines that came again.
  case headlines(SourceCount)

  init(_ row: UnsafeRawBufferPointer) {
    var decoder = RowDecoder(row)
    if decoder.byte() == 0 {
      let total = decoder.varint()
      self = .line(LineCount(decoder.rest()), of: total)
    } else {
      self = .headlines(SourceCount(decoder.rest()))
    }
  }

  /// In the order of sources; of each the line of most pages first.
  func keep(in messages: any MessageSink) throws {
    var sortKey = RowEncoder()
    var row = RowEncoder()
    switch self {
    case .line(let count, let total):
      sortKey.bytes = [0] + count.source + [0]
      sortKey.fixed(~UInt64(count.documents))
      sortKey.raw(count.text)
      row.bytes = [0]
      row.varint(total)
      count.encode(to: &row)
    case .headlines(let count):
      guard count.headlinePages > 0 else { return }
      sortKey.bytes = [1] + count.source
      row.bytes = [1]
      count.encode(to: &row)
    }
    try row.bytes.withUnsafeBytes { row in
      try sortKey.bytes.withUnsafeBytes { try messages.keep(evidence: row, sortKey: $0) }
    }
  }
}

/// Writes `chrome.tsv`: the furniture that went, as it was first spelled; and `headlines.tsv`: how many
/// pages carried their headline more than once.
public enum ChromeReport {
  public static let columns = ["source", "line", "documents", "share"]
  public static let headlineColumns = ["source", "documents", "lines"]
  /// So many lines are shown on the page.
  private static let shown = 50

  public static func write(evidence: any RowSource, to report: any ReportBuilder) throws {
    let lines = try report.table("chrome.tsv", columns: columns)
    let headlines = try report.table("headlines.tsv", columns: headlineColumns)
    var top = TopLines(limit: shown)
    var (count, folded) = (0, 0)
    try evidence.forEach { _, row in
      switch ChromeEvidence(row) {
      case .line(let line, let total):
        count += 1
        try write(line, of: total, to: lines)
        top.add(line, of: total)
      case .headlines(let source):
        folded += source.headlines
        try write(source, to: headlines)
      }
    }
    try lines.finish()
    try headlines.finish()
    report.summarize("chromeLines", count)
    report.summarize("repeatedHeadlines", folded)
    if count > 0 { report.add(top.panel) }
  }

  private static func write(_ line: LineCount, of total: Int, to table: any TableWriter) throws {
    try line.source.withUnsafeBytes { try table.field($0) }
    try line.text.withUnsafeBytes { try table.field($0) }
    try table.field(line.documents)
    try table.field(share(line.documents, of: total))
    try table.endRow()
  }

  private static func write(_ source: SourceCount, to table: any TableWriter) throws {
    try source.source.withUnsafeBytes { try table.field($0) }
    try table.field(source.headlinePages)
    try table.field(source.headlines)
    try table.endRow()
  }

  /// Four decimals, cut off.
  static func share(_ documents: Int, of total: Int) -> String {
    let digits = total == 0 ? 0 : documents * 10_000 / total
    return "\(digits / 10_000)." + String(String(10_000 + digits % 10_000).dropFirst())
  }
}

/// The lines of most pages, for the page of the report.
private struct TopLines {
  let limit: Int
  private var rows: [(line: LineCount, total: Int)] = []

  init(limit: Int) { self.limit = limit }

  mutating func add(_ line: LineCount, of total: Int) {
    guard rows.count < limit || rows[limit - 1].line.documents < line.documents else { return }
    // Behind those of as many pages: they came before.
    let place = rows.firstIndex { $0.line.documents < line.documents } ?? rows.count
    rows.insert((line, total), at: place)
    if rows.count > limit { rows.removeLast() }
  }

  var panel: ReportPanel {
    ReportPanel(
      id: "chrome", title: "Site furniture",
      note: "Lines that were taken out of pages, because they recur there or are known.",
      content: .table(
        PanelTable(
          columns: [.text("Source"), .text("Line"), .number("Documents"), .text("Share")],
          rows: rows.map { row in
            PanelTable.Row([
              String(decoding: row.line.source, as: UTF8.self),
              String(decoding: row.line.text, as: UTF8.self), String(row.line.documents),
              ChromeReport.share(row.line.documents, of: row.total),
            ])
          }, file: "chrome.tsv")))
  }
}
