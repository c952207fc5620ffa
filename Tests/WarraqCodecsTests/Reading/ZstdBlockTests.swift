import Testing

@testable import WarraqCodecs
import struct WarraqTestKit.SplitMix

@Suite struct ZstdBlockTests {
  /// RFC 8878, 3.1.1.3.2.2.1 to 3.
  @Test func `the tables of blocks that describe none are those of the standard`() throws {
    let tables: [(ZstdPredefined, log: Int, states: [Int])] = [
      (
        .literalLengths, 6,
        [4, 3] + Array(repeating: 2, count: 11) + [1, 1, 1] + Array(repeating: 2, count: 9)
          + [3, 2, 1, 1, 1, 1, 1, -1, -1, -1, -1]
      ),
      (
        .matchLengths, 6,
        [1, 4, 3, 2, 2, 2, 2, 2, 2] + Array(repeating: 1, count: 37)
          + Array(repeating: -1, count: 7)
      ),
      (
        .offsets, 5,
        [1, 1, 1, 1, 1, 1, 2, 2, 2] + Array(repeating: 1, count: 15)
          + Array(repeating: -1, count: 5)
      ),
    ]
    for (table, log, states) in tables {
      let counts = try #require(
        table.description.withUnsafeBytes { FSECounts($0, at: 0..<$0.count) })
      #expect(counts.log == log)
      #expect(counts.states == states)
      #expect(counts.bytes == table.description.count)
      #expect(table.table?.states.count == 1 << log)
    }
  }

  @Test func `no bytes are so damaged that tables and sections cannot be refused`() {
    var random = SplitMix(2)
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 0..<40, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      bytes.withUnsafeBytes { bytes in
        if let counts = FSECounts(bytes, at: 0..<bytes.count) {
          #expect(FSETable(counts).states.count == counts.states.reduce(0) { $0 + abs($1) })
        }
        guard let sections = ZstdSections(bytes, at: 0..<bytes.count) else { return }
        var tables = ZstdTables()
        tables.add(sections)
        var offsets = RecentOffsets.unknown
        if sections.sequences > 0 { _ = offsets.follow(sections, tables, bytes) }
        #expect(sections.bits.upperBound <= bytes.count)
      }
    }
  }
}
