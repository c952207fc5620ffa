import WarraqCore

/// Writes `copying.tsv`: how many documents of one source were taken out because another source holds
/// what is kept; and the panel that shows who copies from whom.
enum CopyingReport {
  static let file = "copying.tsv"
  static let columns = ["source", "copiedFrom", "documents"]
  /// Pairs that the panel shows.
  private static let panelLimit = 15

  /// Sorts twice, by pair and then by number: there may be more pairs than fit into memory. Documents
  /// whose source is not known take no part.
  static func write(_ evidence: any RowSource, to report: any ReportBuilder) throws {
    let copies = try report.sorted { rows in
      try DuplicateEvidence.forEach(evidence) { duplicate in
        try SourcePair(of: duplicate.removed.facts.source, from: duplicate.kept.facts.source)?
          .emit(to: rows)
      }
    }
    var largest = Largest<SourcePair>(panelLimit)
    let directions = try report.sorted { rows in
      try SourcePair.forEach(copies) { pair in
        largest.add(pair, value: pair.firstFromSecond + pair.secondFromFirst)
        for direction in pair.directions { try direction.emit(to: rows) }
      }
    }
    let table = try report.table(file, columns: columns)
    try directions.forEach { key, value in
      let direction = CopyingDirection(key: key, value: value)
      try direction.source.withUnsafeBytes { try table.field($0) }
      try direction.origin.withUnsafeBytes { try table.field($0) }
      try table.field(direction.documents)
      try table.endRow()
    }
    try table.finish()
    if !largest.elements.isEmpty { report.add(panel(largest.elements)) }
  }

  private static func panel(_ pairs: [SourcePair]) -> ReportPanel {
    ReportPanel(
      id: "copying", title: "Sources that copy from each other",
      note:
        "Documents of one source that went for one of another source, in both directions, of the "
        + "\(panelLimit) pairs with the most. The job says which copy stays, by default the first. "
        + "All are in \(file).",
      content: .pairs(
        pairs.map {
          PanelPair(
            String(decoding: $0.first, as: UTF8.self), String(decoding: $0.second, as: UTF8.self),
            firstFromSecond: $0.firstFromSecond, secondFromFirst: $0.secondFromFirst)
        }))
  }
}

/// One row of the table, whose key sorts as the table does.
private struct CopyingDirection {
  var source: [UInt8]
  var origin: [UInt8]
  var documents: Int

  init(source: [UInt8], origin: [UInt8], documents: Int) {
    self.source = source
    self.origin = origin
    self.documents = documents
  }

  init(key: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer) {
    var (key, value) = (RowDecoder(key), RowDecoder(value))
    documents = Int(~key.fixed())
    let names = key.rest()
    let length = value.varint()
    source = Array(names[..<length])
    origin = Array(names[(length + 1)...])
  }

  func emit(to rows: any RowSink) throws {
    var (key, value) = (RowEncoder(), RowEncoder())
    key.fixed(~UInt64(documents))
    key.raw(source)
    // Below every byte of a name: a name comes before those that it begins.
    key.bytes.append(0)
    key.raw(origin)
    value.varint(source.count)
    try rows.emit(key, value)
  }
}

/// Two sources, in the order of their names, and what they copied from each other.
private struct SourcePair {
  let first: [UInt8]
  let second: [UInt8]
  var firstFromSecond = 0
  var secondFromFirst = 0

  /// One copy; `nil` where a source is not known or both are the same.
  init?(of source: [UInt8], from origin: [UInt8]) {
    guard !source.isEmpty, !origin.isEmpty, source != origin else { return nil }
    let isFirst = source.lexicographicallyPrecedes(origin)
    (first, second) = isFirst ? (source, origin) : (origin, source)
    (firstFromSecond, secondFromFirst) = isFirst ? (1, 0) : (0, 1)
  }

  private init(_ key: UnsafeRawBufferPointer) {
    var decoder = RowDecoder(key)
    first = Array(decoder.string())
    second = Array(decoder.string())
    let isFirst = decoder.byte() == 0
    (firstFromSecond, secondFromFirst) = isFirst ? (1, 0) : (0, 1)
  }

  func emit(to rows: any RowSink) throws {
    var key = RowEncoder()
    key.string(first)
    key.string(second)
    key.bytes.append(firstFromSecond > 0 ? 0 : 1)
    try key.bytes.withUnsafeBytes {
      try rows.emit(key: $0, value: UnsafeRawBufferPointer(start: nil, count: 0))
    }
  }

  /// Adds up sorted copies, and calls `body` with each pair.
  static func forEach(_ copies: any RowSource, _ body: (SourcePair) throws -> Void) throws {
    var sum: SourcePair?
    try copies.forEach { key, _ in
      let copy = SourcePair(key)
      guard var pair = sum, pair.first == copy.first, pair.second == copy.second else {
        if let sum { try body(sum) }
        sum = copy
        return
      }
      pair.firstFromSecond += copy.firstFromSecond
      pair.secondFromFirst += copy.secondFromFirst
      sum = pair
    }
    if let sum { try body(sum) }
  }

  /// The directions in which something was copied.
  var directions: [CopyingDirection] {
    [
      CopyingDirection(source: first, origin: second, documents: firstFromSecond),
      CopyingDirection(source: second, origin: first, documents: secondFromFirst),
    ].filter { $0.documents > 0 }
  }
}
