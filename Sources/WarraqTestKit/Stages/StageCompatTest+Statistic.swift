import WarraqCore
import WarraqTables

extension StageCompatTest {
  func check(_ stage: any Statistic) throws {
    let scratch = try TemporaryDirectory()
    let reference = try report(stage, cut: (1, 1, 1000), memory: 1 << 24, scratch.path).transcript
    for cut in Self.cuts {
      for memory in [1, 1 << 24] {
        let found = try report(stage, cut: cut, memory: memory, scratch.path).transcript
        try expect(
          found == reference,
          """
          the report differs for \(cut.shards) shards of \(cut.lanes) lanes in batches of \
          \(cut.batch) with \(memory) bytes of memory: combining is not associative and \
          commutative, or the accumulator looks at more than documents
          """)
      }
    }
    let empty = StageCompatTest(samples: [], analyzer: analyzer, make)
    _ = try empty.report(stage, cut: (1, 1, 1), memory: 1 << 24, scratch.path)
  }

  /// The whole report, with the samples cut into shards, lanes and batches.
  func report(
    _ stage: any Statistic, cut: (shards: Int, lanes: Int, batch: Int), memory: Int,
    _ scratch: String
  ) throws -> RecordedReport {
    let order = RowSorter.Order.hash(partitions: 3)
    let context = StageContext(memory: memory, scratch: scratch, needs: stage.needs)
    var files: [RowFile] = []
    for (index, shard) in shards(cut.shards).enumerated() {
      let sorters = (0..<cut.lanes).map { _ in
        RowSorter(order: order, memory: memory * 4096, scratch: scratch)
      }
      let accumulators = try sorters.map { _ in try stage.makeAccumulator(in: context) }
      try forEachBatch(of: shard, lanes: cut.lanes, size: cut.batch, needs: stage.needs) {
        try accumulators[$1].add($0, to: sorters[$1])
      }
      for (accumulator, sorter) in zip(accumulators, sorters) { try accumulator.finish(to: sorter) }
      let path = "\(scratch)/partial-\(index)"
      _ = try writeRows(sorters, combiner: stage.makeCombiner(), to: path)
      files.append(try RowFile(path: path))
      try expectSingleValuesToStay(files[index], order, stage.makeCombiner())
    }
    return try report(stage, merging: grouped(files, stage, order, scratch), order, scratch)
  }

  private func expectSingleValuesToStay(
    _ file: RowFile, _ order: RowSorter.Order, _ combiner: any RowCombiner
  ) throws {
    for partition in 0..<order.partitions {
      try file.section(partition).forEach { key, value in
        var combined: [UInt8] = []
        combiner.begin(key: key)
        combiner.add(value)
        combiner.end(into: &combined)
        try expect(combined.elementsEqual(value), "a single value does not combine to itself")
      }
    }
  }

  /// Merges some of the files first, so that sums of sums are met.
  private func grouped(
    _ files: [RowFile], _ stage: any Statistic, _ order: RowSorter.Order, _ scratch: String
  ) throws -> [RowFile] {
    guard files.count > 2 else { return files }
    let sorter = RowSorter(order: order, memory: 1 << 24, scratch: scratch)
    for partition in 0..<order.partitions {
      let sections = try files[1...].map { (position: 0, try $0.section(partition)) }
      try RowMerger(sections, order: order).combine(with: stage.makeCombiner()) {
        try sorter.emit(key: $0, value: $1)
      }
    }
    _ = try writeRows([sorter], combiner: nil, to: scratch + "/merged")
    return [try RowFile(path: scratch + "/merged"), files[0]]
  }

  private func report(
    _ stage: any Statistic, merging files: [RowFile], _ order: RowSorter.Order, _ scratch: String
  ) throws -> RecordedReport {
    let table = RowSorter(order: .key, memory: 1 << 24, scratch: scratch)
    for partition in 0..<order.partitions {
      let sections = try files.map { (position: 0, try $0.section(partition)) }
      try RowMerger(sections, order: order).combine(with: stage.makeCombiner()) {
        try stage.tabulate(key: $0, value: $1, to: table)
      }
    }
    _ = try writeRows([table], combiner: nil, to: scratch + "/table")
    let facts = CorpusFacts(
      counts: LedgerCounts(), firstOrdinals: [0], coveredBytes: 1, totalBytes: 1)
    let report = RecordedReport(corpus: facts)
    try stage.report(table: try RowFile(path: scratch + "/table").section(0), to: report)
    try expect(report.openTables.isEmpty, "not all tables were finished: \(report.openTables)")
    return report
  }
}
