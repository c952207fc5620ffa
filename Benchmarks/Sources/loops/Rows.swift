import Foundation
import WarraqCore
import WarraqTables

/// What becomes of rows: those of the terms of a half.
extension Loop {
  static var rows: [Loop] {
    [
      Loop(name: "sort-rows") { sample in
        let rows = try (0..<2).map { try TermRows(sample, $0) }
        return { half in
          let sorter = RowSorter(order: TermRows.order, memory: 1 << 26, scratch: context.scratch)
          try rows[half].emit(to: sorter) { _ in true }
          try sorter.forEach { _, _ in }
          return rows[half].bytes
        }
      },
      Loop(name: "merge-rows") { sample in
        guard case .statistic(let terms) = try makeStage("terms") else { return { _ in 0 } }
        let rows = try (0..<2).map { try TermRows(sample, $0) }
        let shards = try rows.map { try $0.shards(8) }
        return { half in
          let sections = try shards[half].enumerated().map { ($0, try $1.section(0)) }
          try RowMerger(sections, order: TermRows.order).combine(with: terms.makeCombiner()) {
            _, _ in
          }
          return rows[half].bytes * shards[half].count / 2
        }
      },
    ]
  }
}

/// Rows of terms, one behind the other.
private final class TermRows: RowSink {
  static let order = RowSorter.Order.hash(partitions: 1)
  private var rows: [(key: [UInt8], value: [UInt8])] = []
  private(set) var bytes = 0

  init(_ sample: Sample, _ half: Int) throws {
    guard case .statistic(let terms) = try makeStage("terms") else { return }
    let batch = try sample.documents(.arabic, half, through: ["normalize"], needs: Loop.needs)
    let accumulator = try terms.makeAccumulator(in: context)
    try accumulator.add(batch, to: self)
    try accumulator.finish(to: self)
  }

  func emit(key: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer) {
    // The row of totals has an empty key.
    guard key.count > 0 else { return }
    rows.append((Array(key), Array(value)))
    bytes += key.count + value.count
  }

  func emit(to sink: any RowSink, where isWanted: (Int) -> Bool) throws {
    for (index, row) in rows.enumerated() where isWanted(index) {
      try row.key.withUnsafeBytes { key in
        try row.value.withUnsafeBytes { try sink.emit(key: key, value: $0) }
      }
    }
  }

  /// Sorted files, each of which holds half of all rows: some keys meet, others do not.
  func shards(_ count: Int) throws -> [RowFile] {
    try (0..<count).map { shard in
      let path = context.scratch + "/loops-\(UUID())"
      defer { unlink(path) }
      let sorter = RowSorter(order: Self.order, memory: 1 << 26, scratch: context.scratch)
      try emit(to: sorter) { ($0 >> (shard % 4) ^ $0 >> 4 ^ shard) % 2 == 0 }
      _ = try writeRows([sorter], combiner: nil, to: path)
      return try RowFile(path: path)
    }
  }
}
