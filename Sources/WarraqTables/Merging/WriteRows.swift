public import WarraqCore

/// Merges the sorters of all lanes, and what they spilled, into one file with a section for each
/// partition. Rows with equal keys become one if a combiner is given. The file is on the disk when
/// this returns, and the same whatever lane a row was in.
///
/// Throws a ``WarraqError`` of code `output` that names the path when the file cannot be written.
public func writeRows(
  _ sorters: [RowSorter], combiner: (any RowCombiner)?, to path: String
) throws -> RowFileSummary {
  let order = sorters.first?.order ?? .key
  precondition(sorters.allSatisfy { $0.order == order }, "the sorters differ in order")
  let writer = try RowFileWriter(creating: path)
  for partition in 0..<order.partitions {
    try writeSection(partition, of: sorters, isHash: order.isHash, combiner, to: writer)
    writer.endSection()
  }
  return try writer.finish(syncing: true)
}

private func writeSection(
  _ partition: Int, of sorters: [RowSorter], isHash: Bool, _ combiner: (any RowCombiner)?,
  to writer: RowFileWriter
) throws {
  let ties: RowTournament.Ties = combiner == nil ? .byRow : isHash ? .any : .byKey
  try withRows(ofPartition: partition, of: sorters, ties) { rows in
    if let combiner {
      try rows.combine(with: combiner) { try writer.append(key: $0, value: $1) }
    } else {
      while let top = rows.top {
        try writer.append(encoded: top.pointee.encoded)
        rows.advance()
      }
    }
  }
}

/// Merges what sorters hold and have spilled of one partition.
private func withRows(
  ofPartition partition: Int, of sorters: [RowSorter], _ ties: RowTournament.Ties,
  _ body: (RowTournament) throws -> Void
) throws {
  var cursors: [RowCursor] = []
  var sections: [SectionReader] = []
  for sorter in sorters {
    if let cursor = RowCursor(entries: sorter.sortedEntries(ofPartition: partition)) {
      cursors.append(cursor)
    }
    sections += try sorter.spills.map { try $0.section(partition) }
  }
  let isHash = sorters.first?.order.isHash ?? false
  cursors += sections.compactMap {
    RowCursor(section: $0.bytes, position: 0, isHash: isHash, runs: sections.count)
  }
  try withExtendedLifetime((sorters, sections)) {
    try body(RowTournament(cursors, ties: ties))
  }
}

extension RowSorter: RowSource {
  /// Calls `body` with every row that was emitted so far, in order.
  public func forEach(
    _ body: (_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) throws -> Void
  ) throws {
    try RowSorters([self]).forEach(body)
  }
}

/// What several sorters of one order hold, as one sequence: the same whatever sorter a row is in.
public final class RowSorters: RowSource {
  private let sorters: [RowSorter]

  public init(_ sorters: [RowSorter]) {
    precondition(sorters.allSatisfy { $0.order == sorters[0].order }, "the sorters differ in order")
    self.sorters = sorters
  }

  /// Calls `body` with every row that was emitted so far, in order.
  public func forEach(
    _ body: (_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) throws -> Void
  ) throws {
    for partition in 0..<(sorters.first?.order.partitions ?? 0) {
      try withRows(ofPartition: partition, of: sorters, .byRow) { rows in
        while let top = rows.top {
          try body(top.pointee.keyBytes, top.pointee.valueBytes)
          rows.advance()
        }
      }
    }
  }
}
