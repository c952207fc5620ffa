import Testing
import WarraqCore
import WarraqTables
import WarraqTestKit

@Suite struct RowMergerTests {
  @Test(arguments: RowSorterTests.orders, [1, 2, 5, 32])
  func `any splitting into files merges to the same rows`(
    order: RowSorter.Order, files: Int
  ) throws {
    let scratch = try Scratch()
    let rows = randomRows(3000, seed: 11)
    try scratch.write(rows, as: "whole", order: order, combiner: Sum())
    let merge = try Split(rows, into: files, order: order, in: scratch, seed: UInt64(files))
    for partition in 0..<order.partitions {
      let whole = try RowFile(path: scratch.file("whole")).section(partition).rows()
      var combined: [Row] = []
      try merge.merger(partition).combine(with: Sum()) { combined.append(Row($0, $1)) }
      #expect(combined == whole)
    }
  }

  @Test func `a plain merge goes by key, position and value`() throws {
    let scratch = try Scratch()
    try scratch.write([Row("b", "1"), Row("a", "9")], as: "0", order: .key)
    try scratch.write([Row("a", "2"), Row("a", "1"), Row("c", "")], as: "1", order: .key)
    let sections = try ["0", "1"].map { try RowFile(path: scratch.file($0)).section(0) }
    let forward = RowMerger([(0, sections[0]), (1, sections[1])], order: .key)
    let expected = [Row("a", "9"), Row("a", "1"), Row("a", "2"), Row("b", "1"), Row("c", "")]
    #expect(try forward.rows() == expected)
    #expect(try forward.rows() == expected, "a merger starts over")
    let backward = RowMerger([(7, sections[0]), (1, sections[1])], order: .key)
    let other = [Row("a", "1"), Row("a", "2"), Row("a", "9"), Row("b", "1"), Row("c", "")]
    #expect(try backward.rows() == other)
  }

  @Test(arguments: [97...97, 98...99, 0...96, 100...255, 0...255] as [ClosedRange<UInt8>])
  func `rows of some kinds are those of all that begin with these bytes`(
    kinds: ClosedRange<UInt8>
  ) throws {
    let scratch = try Scratch()
    let merge = try Split(randomRows(2000, seed: 3), into: 5, order: .key, in: scratch, seed: 4)
    let merger = try merge.merger(0)
    var found: [Row] = []
    try merger.forEach(of: kinds) { found.append(Row($0, $1)) }
    #expect(found == (try merger.rows().filter { $0.key.first.map(kinds.contains) ?? false }))
  }

  @Test func `a reducer sees each key once, its rows in corpus order`() throws {
    let scratch = try Scratch()
    let order = RowSorter.Order.hash(partitions: 2)
    let rows = randomRows(2000, seed: 5)
    let merge = try Split(rows, into: 6, order: order, in: scratch, seed: 6)
    let log = GroupLog()
    for partition in 0..<2 { try merge.merger(partition).reduce(with: log, messages: NoMessages()) }
    #expect(Set(log.groups.map(\.key)).count == log.groups.count)
    #expect(Set(log.groups.map(\.key)) == Set(rows.map(\.key)))
    for group in log.groups {
      let expected = merge.placed.filter { $0.row.key == group.key }
        .map { GroupLog.Member(shard: $0.shard, value: $0.row.value) }
      #expect(group.members == expected.sorted { $0.precedes($1) })
    }
  }

  @Test(arguments: [1, 2, 9])
  func `keys whose hashes collide stay apart, in order`(files: Int) throws {
    let scratch = try Scratch()
    let order = RowSorter.Order.hash(partitions: 1)
    let rows = collidingRows() + randomRows(500, seed: 9)
    #expect(Set(collidingRows().map(\.hash)).count == 1)
    let split = try Split(rows, into: files, order: order, in: scratch, seed: 3)
    var combined: [Row] = []
    try split.merger(0).combine(with: Sum()) { combined.append(Row($0, $1)) }
    try scratch.write(rows, as: "whole", order: order, lanes: 3, combiner: Sum())
    #expect(combined == (try RowFile(path: scratch.file("whole")).section(0).rows()))
    #expect(combined == combined.sorted { $0.precedes($1, in: order) })
    #expect(Set(combined.map(\.key)) == Set(rows.map(\.key)))
    #expect(combined.count == Set(rows.map(\.key)).count)
  }

  /// Different keys of equal hash, each several times: a first word that makes a factor zero.
  private func collidingRows() -> [Row] {
    let first = withUnsafeBytes(of: (0xA076_1D64_78BD_642F as UInt64).littleEndian) { Array($0) }
    return (0..<60).map { Row(first + [UInt8($0 * 7 % 20), 0, 0, 1], [UInt8($0)]) }
  }

  @Test func `rows can be pulled one by one`() throws {
    let scratch = try Scratch()
    let rows = randomRows(300, seed: 2)
    try scratch.write(rows, as: "rows", order: .key)
    let section = try RowFile(path: scratch.file("rows")).section(0)
    var pulled: [Row] = []
    while let row = section.next() { pulled.append(Row(row.key, row.value)) }
    #expect(section.next() == nil)
    #expect(pulled == (try section.rows()))
    #expect(pulled.count == 300)
  }
}

/// Rows at random in several files, and where they went.
private struct Split {
  var placed: [(shard: Int, row: Row)]
  var files: [RowFile]
  var order: RowSorter.Order

  init(
    _ rows: [Row], into count: Int, order: RowSorter.Order, in scratch: Scratch, seed: UInt64
  ) throws {
    var random = SplitMix(seed)
    let placed = rows.map { (shard: Int.random(in: 0..<count, using: &random), row: $0) }
    files = try (0..<count).map { shard in
      try scratch.write(
        placed.filter { $0.shard == shard }.map(\.row), as: "split-\(shard)", order: order,
        lanes: 2)
      return try RowFile(path: scratch.file("split-\(shard)"))
    }
    self.placed = placed
    self.order = order
  }

  func merger(_ partition: Int) throws -> RowMerger {
    RowMerger(
      try files.enumerated().map { (position: $0.offset, try $0.element.section(partition)) },
      order: order)
  }
}

/// Writes down what a reducer is shown.
private final class GroupLog: GroupReducer {
  struct Member: Equatable {
    var shard: Int
    var value: [UInt8]

    func precedes(_ other: Member) -> Bool {
      shard != other.shard ? shard < other.shard : value.lexicographicallyPrecedes(other.value)
    }
  }

  private(set) var groups: [(key: [UInt8], members: [Member])] = []
  private var isOpen = false

  func begin(key: UnsafeRawBufferPointer) {
    #expect(!isOpen)
    isOpen = true
    groups.append((Array(key), []))
  }

  func add(shard: Int, value: UnsafeRawBufferPointer, to messages: any MessageSink) {
    groups[groups.count - 1].members.append(Member(shard: shard, value: Array(value)))
  }

  func end(to messages: any MessageSink) { isOpen = false }
}

private final class NoMessages: MessageSink {
  func send(_ message: UnsafeRawBufferPointer, toShard shard: Int) {}
  func keep(evidence: UnsafeRawBufferPointer, sortKey: UnsafeRawBufferPointer) {}
}
