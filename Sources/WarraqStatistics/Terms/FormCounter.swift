import WarraqCore

/// Counts every original spelling of every term.
struct FormCounter {
  private var table = TermTable()
  private var key = RowEncoder()

  /// Bytes in use, and what they would be while the table grows once more.
  var memory: Int { table.memory }

  /// Counts one token of a kept document.
  mutating func count(
    _ range: Range<Int>, of text: inout PublishedText, term: UnsafeRawBufferPointer,
    _ spelling: inout SpellingReader
  ) {
    key.removeAll()
    key.bytes.append(TermKey.formMark)
    key.string(term)
    key.raw(spelling.spelling(of: range, in: &text))
    key.bytes.withUnsafeBytes { key in
      guard let start = key.baseAddress else { return }
      let key = TermTable.Key(start, count: key.count, readable: key.count)
      table.slot(of: key, guess: table.guess(key.hash)).pointee.count &+= 1
    }
  }

  /// Gives the memory back; to be called once, by the owner.
  func deallocate() { table.deallocate() }

  /// Emits a row for every spelling.
  func handOver(to rows: any RowSink) throws {
    var encoder = RowEncoder()
    try table.forEach { slot in
      encoder.removeAll()
      encoder.varint(Int(slot.pointee.count))
      try encoder.bytes.withUnsafeBytes { try rows.emit(key: table.key(of: slot), value: $0) }
    }
  }

  /// Forgets all spellings.
  mutating func removeAll(keeping memory: Int) { table.removeAll(keeping: memory) }
}
