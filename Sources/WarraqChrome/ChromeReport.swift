public import WarraqCore

/// What went from the pages of one source.
enum ChromeEvidence {
  /// A line, on so many pages of so many.
  case line(LineCount, of: Int)
  /// A headline that came again.
  case headline(LineCount)

  init(_ row: UnsafeRawBufferPointer) {
    var decoder = RowDecoder(row)
    let total = decoder.varint()
    let line = LineCount(decoder.rest())
    self = line.kind == .headline ? .headline(line) : .line(line, of: total)
  }

  private var line: LineCount {
    switch self {
    case .line(let line, _), .headline(let line): line
    }
  }

  private var total: Int { if case .line(_, let total) = self { total } else { 0 } }

  /// Lines, then headlines; in the order of sources, and of each the line of most pages first.
  func keep(in messages: any MessageSink) throws {
    var (sortKey, row) = (RowEncoder(), RowEncoder())
    sortKey.bytes = [line.kind == .headline ? 1 : 0] + line.source + [0]
    sortKey.fixed(~UInt64(line.documents))
    sortKey.raw(line.text)
    row.varint(total)
    line.encode(to: &row)
    try row.bytes.withUnsafeBytes { row in
      try sortKey.bytes.withUnsafeBytes { try messages.keep(evidence: row, sortKey: $0) }
    }
  }
}

/// Writes `chrome.tsv`: the furniture that went, as it was first spelled; and `headlines.tsv`: headlines that
/// came again on their pages.
public enum ChromeReport {
  public static let columns = ["source", "line", "documents", "share"]
  public static let headlineColumns = ["source", "line", "documents"]
  /// So many lines are shown on the page.
  private static let shown = 50

  public static func write(evidence: any RowSource, to report: any ReportBuilder) throws {
    let lines = try report.table("chrome.tsv", columns: columns)
    let headlines = try report.table("headlines.tsv", columns: headlineColumns)
    var largest = Largest<[String]>(shown)
    var (count, folded) = (0, 0)
    try evidence.forEach { _, row in
      switch ChromeEvidence(row) {
      case .line(let line, let total):
        count += 1
        let share = share(line.documents, of: total)
        try write(line, to: lines, share)
        largest.add(cells(line, share), value: line.documents)
      case .headline(let line):
        folded += line.documents
        try write(line, to: headlines)
      }
    }
    try lines.finish()
    try headlines.finish()
    report.summarize("chromeLines", count)
    report.summarize("repeatedHeadlines", folded)
    if count > 0 { report.add(panel(largest.elements)) }
  }

  private static func write(
    _ line: LineCount, to table: any TableWriter, _ share: String? = nil
  ) throws {
    try line.source.withUnsafeBytes { try table.field($0) }
    try line.text.withUnsafeBytes { try table.field($0) }
    try table.field(line.documents)
    if let share { try table.field(share) }
    try table.endRow()
  }

  /// Four decimals, cut off.
  private static func share(_ documents: Int, of total: Int) -> String {
    let digits = total == 0 ? 0 : documents * 10_000 / total
    return "\(digits / 10_000)." + String(String(10_000 + digits % 10_000).dropFirst())
  }

  private static func cells(_ line: LineCount, _ share: String) -> [String] {
    [
      String(decoding: line.source, as: UTF8.self), String(decoding: line.text, as: UTF8.self),
      String(line.documents), share,
    ]
  }

  private static func panel(_ rows: [[String]]) -> ReportPanel {
    ReportPanel(
      id: "chrome", title: "Site furniture",
      note: "Lines that were taken out of pages, because they recur there or are known.",
      content: .table(
        PanelTable(
          columns: [.text("Source"), .text("Line"), .number("Documents"), .text("Share")],
          rows: rows.map { PanelTable.Row($0) }, file: "chrome.tsv")))
  }
}
