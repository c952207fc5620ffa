import Testing
import WarraqCore
import WarraqTables
import WarraqTestKit

@Suite struct RowSorterTests {
  static let orders: [RowSorter.Order] = [.key, .hash(partitions: 1), .hash(partitions: 7)]

  @Test(arguments: orders, [0, 1, 2, 17, 600, 5000])
  func `rows come out in order, none lost, none added`(order: RowSorter.Order, count: Int) throws {
    let scratch = try Scratch()
    let rows = randomRows(count, seed: UInt64(count))
    let summary = try scratch.write(rows, as: "rows", order: order)
    let file = try RowFile(path: scratch.file("rows"))
    #expect(file.summary == summary)
    #expect(summary.sections.count == order.partitions)
    var found: [Row] = []
    for index in 0..<order.partitions {
      let section = try file.section(index).rows()
      #expect(section.count == summary.sections[index].rows)
      if case .hash(let partitions) = order {
        #expect(section.allSatisfy { KeyHash.partition(of: $0.hash, count: partitions) == index })
      }
      found += section
    }
    #expect(found == rows.sorted { $0.precedes($1, in: order) })
  }

  /// Rows in the order of their hashes, but for what `disturb` does.
  private static func rows(_ disturb: (inout [Row]) -> Void) -> [Row] {
    var rows = (0..<5_000).map { Row("key \($0)", "") }.sorted { $0.hash < $1.hash }
    disturb(&rows)
    return rows
  }

  @Test(arguments: [
    rows { _ in },
    rows { rows in for index in stride(from: 0, to: 4_990, by: 7) { rows.swapAt(index, index + 5) }
    },
    rows { rows in rows.append(rows.removeFirst()) },
    rows { rows in rows.insert(rows.removeLast(), at: 0) },
    rows { rows in rows = Array(rows[2_500...] + rows[..<2_500]) },
    rows { rows in rows[4_500...].reverse() },
  ])
  func `rows that come nearly in order, or seem to, are sorted`(rows: [Row]) throws {
    let scratch = try Scratch()
    let order = RowSorter.Order.hash(partitions: 1)
    try scratch.write(rows, as: "rows", order: order)
    let found = try RowFile(path: scratch.file("rows")).section(0).rows()
    #expect(found == rows.sorted { $0.precedes($1, in: order) })
  }

  @Test(arguments: orders, [1, 3, 8])
  func `lanes and spills do not change a byte`(order: RowSorter.Order, lanes: Int) throws {
    let scratch = try Scratch()
    for combiner in [nil, Sum()] as [(any RowCombiner)?] {
      let rows = randomRows(3000, seed: 7)
      try scratch.write(rows, as: "plain", order: order, combiner: combiner)
      var random = SplitMix(8)
      try scratch.write(
        rows.shuffled(using: &random), as: "spilled", order: order, lanes: lanes, memory: 9000,
        combiner: combiner)
      let (plain, spilled) = (scratch.file("plain"), scratch.file("spilled"))
      #expect(try readBytes(plain) == readBytes(spilled))
    }
    #expect(Set(scratch.names) == ["plain", "spilled"], "spills are cleaned up")
  }

  @Test func `equal keys become one row with a combiner`() throws {
    let scratch = try Scratch()
    let rows = randomRows(4000, seed: 3)
    try scratch.write(rows, as: "sums", order: .hash(partitions: 3), lanes: 2, combiner: Sum())
    var expected: [[UInt8]: Int] = [:]
    for row in rows { expected[row.key, default: 0] += number(row.value) }
    let file = try RowFile(path: scratch.file("sums"))
    let found = try (0..<3).flatMap { try file.section($0).rows() }
    #expect(found.count == expected.count)
    #expect(found.allSatisfy { expected[$0.key] == number($0.value) })
  }

  @Test func `keys that share their first bytes are told apart`() throws {
    let scratch = try Scratch()
    let keys = (0..<3000).map { "the same eight and more \($0 * 7919 % 3000)" }
    let rows = keys.map { Row($0, "") } + [Row("", "x"), Row("\0", "x"), Row("\0\0", "x")]
    try scratch.write(rows, as: "rows", order: .key)
    let found = try RowFile(path: scratch.file("rows")).section(0).rows()
    #expect(found == rows.sorted { $0.precedes($1, in: .key) })
  }

  @Test(arguments: [1, 7, 8, 9, 16, 40, 63, 64, 65, 200])
  func `common beginnings of any length do not confuse the order`(length: Int) throws {
    let scratch = try Scratch()
    var random = SplitMix(UInt64(length))
    let common = [UInt8](repeating: 120, count: length)
    let rows = (0..<1500).map { _ in
      let rest = Int.random(in: 0...9, using: &random)
      let bytes = (0..<rest).map { _ in UInt8.random(in: 0...2, using: &random) }
      return Row(common + bytes, [UInt8.random(in: 0...3, using: &random)])
    }
    try scratch.write(rows, as: "rows", order: .key)
    let found = try RowFile(path: scratch.file("rows")).section(0).rows()
    #expect(found == rows.sorted { $0.precedes($1, in: .key) })
  }

  @Test func `rows larger than every buffer survive`() throws {
    let scratch = try Scratch()
    let rows = (0..<5).map { index in
      Row(
        [UInt8(index)] + [UInt8](repeating: 1, count: index * 200_000),
        [UInt8](repeating: UInt8(index), count: 900_000))
    }
    try scratch.write(
      rows.reversed(), as: "rows", order: .key, memory: 1_500_000, combiner: First())
    #expect(try RowFile(path: scratch.file("rows")).section(0).rows() == rows)
  }

  @Test(arguments: orders, [1 << 24, 3000])
  func `a sorter gives its rows in order, as often as it is asked`(
    order: RowSorter.Order, memory: Int
  ) throws {
    let scratch = try Scratch()
    let rows = randomRows(3000, seed: 5)
    let sorter = RowSorter(order: order, memory: memory, scratch: scratch.path)
    for row in rows { try sorter.emit(row) }
    let expected = rows.sorted { $0.precedes($1, in: order) }
    for _ in 0..<2 { #expect(try sorter.rows() == expected) }
    #expect(scratch.names.isEmpty, "spills have no names")
  }

  @Test func `a full disk is an error that says so`() throws {
    let scratch = try Scratch()
    let sorter = RowSorter(order: .key, memory: 1 << 20, scratch: scratch.path)
    try sorter.emit(Row("key", "value"))
    let error = try #require(throws: WarraqError.self) {
      try writeRows([sorter], combiner: nil, to: "/dev/full")
    }
    #expect(error.code == .output)
    #expect(error.message.contains("/dev/full") && error.message.contains("No space left"))
  }

  @Test func `a directory that is missing is an error with its path`() throws {
    let sorter = RowSorter(order: .key, memory: 1, scratch: "/nowhere/at/all")
    let error = try #require(throws: WarraqError.self) {
      for _ in 0..<2 { try sorter.emit(Row("key", "value")) }
    }
    #expect(error.code == .output)
    #expect(error.message.contains("/nowhere/at/all"))
  }
}

private func number(_ value: [UInt8]) -> Int {
  value.withUnsafeBytes { bytes in
    var decoder = RowDecoder(bytes)
    return decoder.varint()
  }
}

/// Keeps the value of the first row.
private final class First: RowCombiner {
  private var kept: [UInt8]?
  func begin(key: UnsafeRawBufferPointer) { kept = nil }
  func add(_ value: UnsafeRawBufferPointer) { kept = kept ?? Array(value) }
  func end(into value: inout [UInt8]) { value += kept ?? [] }
}
