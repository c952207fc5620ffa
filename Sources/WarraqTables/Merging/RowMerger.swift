public import WarraqCore

/// Merges sections that are in the same order into one sequence of rows, holding one row of each.
public final class RowMerger: RowSource {
  private let sources: [(position: Int, SectionReader)]
  private let order: RowSorter.Order
  private var isHash: Bool { order.isHash }

  /// Merges the sections, from their beginnings. A position is that of the shard which the section
  /// came from; rows with equal keys go by it.
  public init(_ sources: [(position: Int, SectionReader)], order: RowSorter.Order) {
    self.sources = sources
    self.order = order
  }

  /// Each section by itself.
  public var parts: [any RowSource] { sources.map { RowMerger([$0], order: order) } }

  /// Calls `body` with every row, by key, position and value.
  public func forEach(
    _ body: (_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) throws -> Void
  ) throws {
    try withTournament(.byRow) { rows in
      while let top = rows.top {
        try body(top.pointee.keyBytes, top.pointee.valueBytes)
        rows.advance()
      }
    }
  }

  /// Calls `body` with every row whose key begins with one of a range of bytes. In the order of keys these stand
  /// together, and nothing else is merged.
  public func forEach(
    of kinds: ClosedRange<UInt8>,
    _ body: (_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) throws -> Void
  ) throws {
    if isHash {
      return try forEach { key, value in
        if let kind = key.first, kinds.contains(kind) { try body(key, value) }
      }
    }
    try withTournament(.byRow, skipping: { $0.first.map { $0 < kinds.lowerBound } ?? true }) {
      rows in
      while let top = rows.top, (top.pointee.keyBytes.first ?? 0) <= kinds.upperBound {
        try body(top.pointee.keyBytes, top.pointee.valueBytes)
        rows.advance()
      }
    }
  }

  /// Shows every group of equal keys to a reducer, its rows by position, then value bytes.
  public func reduce(with reducer: any GroupReducer, messages: any MessageSink) throws {
    try withTournament(.byRow) { rows in
      while let first = rows.top {
        let (rank, key) = (first.pointee.rank, first.pointee.keyBytes)
        try reducer.begin(key: key)
        while let top = rows.top, top.pointee.hasKey(rank, key) {
          try reducer.add(
            shard: top.pointee.position, value: top.pointee.valueBytes, to: messages)
          rows.advance()
        }
        try reducer.end(to: messages)
      }
    }
  }

  /// Calls `body` with every key, once, and its combined value.
  public func combine(
    with combiner: any RowCombiner,
    _ body: (_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) throws -> Void
  ) throws {
    let order: RowTournament.Ties = isHash ? .any : .byKey
    try withTournament(order) { try $0.combine(with: combiner, body) }
  }

  /// - Parameter isSkipped: whether rows before the first that are wanted have a key.
  private func withTournament(
    _ ties: RowTournament.Ties,
    skipping isSkipped: (UnsafeRawBufferPointer) -> Bool = { _ in false },
    _ body: (RowTournament) throws -> Void
  ) throws {
    let cursors = sources.compactMap { position, section -> RowCursor? in
      guard
        var cursor = RowCursor(
          section: section.bytes, position: position, isHash: isHash, runs: sources.count)
      else { return nil }
      while !cursor.isAtEnd, isSkipped(cursor.keyBytes) { cursor.advance() }
      return cursor
    }
    try withExtendedLifetime(sources) {
      try body(RowTournament(cursors, ties: ties))
    }
  }
}
