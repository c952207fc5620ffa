import WarraqCore

extension ReportPage {
  /// What the script of the page draws.
  var data: JSONValue {
    let coverage = Coverage(corpus)
    return .object([
      "title": .string(title),
      "documents": Summary.documents(corpus.counts),
      "isCovered": .boolean(coverage.isFull),
      "coverage": .string(coverage.percent),
      "holes": .array(corpus.holes.map { .string($0) }),
      "numbers": .object(numbers.mapValues { .integer($0) }),
      "ledger": .array(LedgerTable.rows(corpus.counts).map(Self.ledgerRow)),
      "panels": .array(panels.map(Self.panel)),
      "files": .array(files.map { .string($0) }),
    ])
  }

  private static func ledgerRow(_ row: LedgerTable.Row) -> JSONValue {
    .array(
      [.string(row.stage)] + row.numbers.map { .integer($0) } + [.string(row.reasons)])
  }

  private static func panel(_ panel: ReportPanel) -> JSONValue {
    var members: [String: JSONValue] = [
      "id": .string(panel.id), "title": .string(panel.title), "note": .string(panel.note),
    ]
    switch panel.content {
    case .table(let table): members["table"] = Self.table(table)
    case .bars(let values): members["bars"] = Self.values(values)
    case .ranking(let values, let limit):
      members["bars"] = Self.values(values)
      members["limit"] = .integer(limit)
    case .series(let values): members["series"] = Self.values(values)
    case .pairs(let pairs): members["pairs"] = .array(pairs.map(Self.pair))
    case .entries(let entries): members["entries"] = .array(entries.map(Self.entry))
    }
    return .object(members)
  }

  private static func values(_ values: [PanelValue]) -> JSONValue {
    .array(
      values.map {
        .array(
          [.string($0.label), .integer($0.value)] + ($0.printings.map { [.integer($0)] } ?? []))
      })
  }

  private static func pair(_ pair: PanelPair) -> JSONValue {
    .array([
      .string(pair.first), .string(pair.second), .integer(pair.firstFromSecond),
      .integer(pair.secondFromFirst),
    ])
  }

  private static func entry(_ entry: PanelEntry) -> JSONValue {
    .object([
      "label": .string(entry.label), "value": .integer(entry.value), "note": .string(entry.note),
      "trend": values(entry.trend), "partCount": .integer(entry.partCount),
      "parts": .array(
        entry.parts.map { .array([.string($0.label), .integer($0.value), .string($0.note)]) }),
    ])
  }

  private static func table(_ table: PanelTable) -> JSONValue {
    let hidden = table.rows.indices.filter { table.rows[$0].isHiddenByDefault }
    var members: [String: JSONValue] = [
      "columns": .array(table.columns.map(column)),
      "rows": .array(table.rows.map { .array($0.cells.map { .string($0) }) }),
      "hidden": .array(hidden.map { .integer($0) }),
    ]
    if let name = table.hiddenRowsName { members["hiddenName"] = .string(name) }
    if let file = table.file { members["file"] = .string(file) }
    return .object(members)
  }

  private static func column(_ column: PanelTable.Column) -> JSONValue {
    switch column {
    case .text(let name): .object(["name": .string(name), "kind": .string("text")])
    case .number(let name): .object(["name": .string(name), "kind": .string("number")])
    case .printings(let name): .object(["name": .string(name), "kind": .string("printings")])
    case .perMillion(let name, let total):
      .object([
        "name": .string(name), "kind": .string("perMillion"), "total": .integer(total),
      ])
    }
  }
}
