import WarraqCore

/// A panel for readers without JavaScript: its first rows as a table, with both ways of counting side
/// by side, in the order of unique stories.
struct PlainPanel {
  private static let limit = 100

  private let panel: ReportPanel

  init(_ panel: ReportPanel) { self.panel = panel }

  var html: String {
    let content: String
    if case .entries(let entries) = panel.content {
      content = entries.prefix(Self.limit).map { PlainEntry($0).html }.joined(separator: "\n")
    } else {
      content = tableHTML
    }
    return """
      <section><h2 dir="auto">\(ReportPage.escape(panel.title))</h2>
      <p class="note">\(ReportPage.escape(panel.note))</p>
      \(content)</section>
      """
  }

  private var tableHTML: String {
    let (columns, rows) = table
    let head = columns.map {
      "<th scope=\"col\"\($0.isNumber ? " class=\"number\"" : "")>\(ReportPage.escape($0.name))</th>"
    }
    let body = rows.prefix(Self.limit).map { cells in
      let row = zip(columns, cells).map { column, cell in
        "<td\(column.attributes)>\(ReportPage.escape(cell))</td>"
      }
      return "<tr>" + row.joined() + "</tr>"
    }
    return """
      <div class="scroll"><table><thead><tr>\(head.joined())</tr></thead>
      <tbody>\(body.joined(separator: "\n"))</tbody></table></div>
      """
  }

  private struct Column {
    var name: String
    var isNumber: Bool

    var attributes: String { isNumber ? " class=\"number\"" : " class=\"text\" dir=\"auto\"" }
  }

  private var table: (columns: [Column], rows: [[String]]) {
    switch panel.content {
    case .table(let table):
      return (
        table.columns.map(Self.column), table.rows.filter { !$0.isHiddenByDefault }.map(\.cells)
      )
    case .bars(let values), .series(let values): return Self.table(values)
    case .ranking(let values, let limit): return Self.table(Array(values.prefix(limit)))
    case .entries: return ([], [])
    case .pairs(let pairs):
      let rows = pairs.flatMap {
        [
          [$0.first, $0.second, "\($0.firstFromSecond)"],
          [$0.second, $0.first, "\($0.secondFromFirst)"],
        ]
      }
      return (
        [
          Column(name: "source", isNumber: false), Column(name: "copied from", isNumber: false),
          Column(name: "documents", isNumber: true),
        ], rows.filter { $0[2] != "0" }
      )
    }
  }

  private static func column(_ column: PanelTable.Column) -> Column {
    switch column {
    case .text(let name): Column(name: name, isNumber: false)
    case .number(let name), .perMillion(let name, _), .printings(let name):
      Column(name: name, isNumber: true)
    }
  }

  private static func table(_ values: [PanelValue]) -> (columns: [Column], rows: [[String]]) {
    let label = Column(name: "", isNumber: false)
    guard values.contains(where: { $0.printings != nil }) else {
      let rows = values.map { [$0.label, "\($0.value)"] }
      return ([label, Column(name: "number", isNumber: true)], rows)
    }
    return (
      [
        label, Column(name: "unique stories", isNumber: true),
        Column(name: "every printing", isNumber: true),
      ], values.map { [$0.label, "\($0.value)", $0.printings.map { "\($0)" } ?? ""] }
    )
  }
}
