import WarraqCore

extension RowTournament {
  typealias Body = (UnsafeRawBufferPointer, UnsafeRawBufferPointer) throws -> Void

  /// Calls `body` with every key, once, and the combined value of its rows.
  func combine(with combiner: any RowCombiner, _ body: Body) throws {
    var value: [UInt8] = []
    var strays = StrayRows()
    while let first = top {
      let (rank, key) = (first.pointee.rank, first.pointee.keyBytes)
      // A run that is done has this rank too, and would part the rows of one key.
      if ties == .any, rank == .max { break }
      let firstValue = first.pointee.valueBytes
      advance()
      // Most keys have one row, whose value is what combining it would give.
      guard let next = top, next.pointee.rank == rank else {
        try body(key, firstValue)
        continue
      }
      combiner.begin(key: key)
      combiner.add(firstValue)
      while let row = top, row.pointee.rank == rank {
        if row.pointee.hasKey(rank, key) {
          combiner.add(row.pointee.valueBytes)
        } else if ties == .any {
          strays.add(row.pointee)
        } else {
          break
        }
        advance()
      }
      value.removeAll(keepingCapacity: true)
      combiner.end(into: &value)
      if strays.isEmpty {
        try value.withUnsafeBytes { try body(key, $0) }
      } else {
        try strays.combine(with: combiner, after: key, value, body)
      }
    }
    guard ties == .any else { return }
    forEachUnfinished { run in
      while !run.pointee.isAtEnd {
        strays.add(run.pointee)
        run.pointee.advance()
      }
    }
    try strays.combine(with: combiner, body)
  }
}

/// Rows of one rank whose keys differ, or may: what hashes that collide leave to be sorted.
private struct StrayRows {
  private var rows: [(key: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer)] = []

  var isEmpty: Bool { rows.isEmpty }

  mutating func add(_ row: RowCursor) { rows.append((row.keyBytes, row.valueBytes)) }

  /// Combines the rows, and calls `body` with them and with one key of the same rank that is
  /// combined already, in the order of keys.
  mutating func combine(
    with combiner: any RowCombiner, after key: UnsafeRawBufferPointer, _ value: [UInt8],
    _ body: RowTournament.Body
  ) throws {
    var isDone = false
    try combine(with: combiner) { other, otherValue in
      if !isDone, key.lexicographicallyPrecedes(other) {
        try value.withUnsafeBytes { try body(key, $0) }
        isDone = true
      }
      try body(other, otherValue)
    }
    if !isDone { try value.withUnsafeBytes { try body(key, $0) } }
  }

  /// Combines the rows, calls `body` in the order of keys, and forgets them.
  mutating func combine(with combiner: any RowCombiner, _ body: RowTournament.Body) throws {
    rows.sort { $0.key.lexicographicallyPrecedes($1.key) }
    var value: [UInt8] = []
    var start = 0
    while start < rows.count {
      let key = rows[start].key
      combiner.begin(key: key)
      while start < rows.count, rows[start].key.elementsEqual(key) {
        combiner.add(rows[start].value)
        start += 1
      }
      value.removeAll(keepingCapacity: true)
      combiner.end(into: &value)
      try value.withUnsafeBytes { try body(key, $0) }
    }
    rows.removeAll()
  }
}
