import WarraqCore

/// Counts every original spelling of every term.
struct FormCounter {
  private let table = TermTable()
  private var key = RowEncoder()

  /// Bytes in use, and what they would be while the table grows once more.
  var memory: Int { table.memory(growing: table.isNearlyFull) }

  /// Counts one token of a kept document.
  mutating func count(
    _ range: Range<Int>, of document: Document, term: UnsafeRawBufferPointer,
    _ spelling: inout SpellingReader
  ) {
    key.removeAll()
    key.bytes.append(TermKey.formMark)
    key.string(term)
    spelling.withSpelling(of: range, in: document) { key.raw($0) }
    key.bytes.withUnsafeBytes { table.slot(of: $0, hash: KeyHash.hash($0)).pointee.count &+= 1 }
  }

  /// Emits a row for every spelling and begins again.
  func handOver(to rows: any RowSink, keeping memory: Int) throws {
    var encoder = RowEncoder()
    try table.forEach { slot in
      encoder.removeAll()
      encoder.varint(Int(slot.pointee.count))
      try encoder.bytes.withUnsafeBytes { try rows.emit(key: table.key(of: slot), value: $0) }
    }
    table.removeAll(keeping: memory)
  }
}
