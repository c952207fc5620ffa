import Testing
import WarraqCore
import WarraqTables

@Suite struct RowFileTests {
  @Test func `every flipped byte is noticed`() throws {
    let scratch = try Scratch()
    try scratch.write(randomRows(20, seed: 1), as: "good", order: .hash(partitions: 3))
    let good = try readBytes(scratch.file("good"))
    for index in good.indices {
      var bad = good
      bad[index] ^= 0x10
      try writeBytes(bad, to: scratch.file("bad"))
      let error = try #require(throws: WarraqError.self, "byte \(index)") {
        let file = try RowFile(path: scratch.file("bad"))
        for section in 0..<3 { _ = try file.section(section) }
      }
      #expect(error.code == .state || error.code == .version)
      #expect(error.message.contains(scratch.file("bad")))
    }
  }

  @Test func `every truncation is noticed`() throws {
    let scratch = try Scratch()
    try scratch.write(randomRows(20, seed: 1), as: "good", order: .key)
    let good = try readBytes(scratch.file("good"))
    for length in good.indices {
      try writeBytes(Array(good[..<length]), to: scratch.file("bad"))
      let error = try #require(throws: WarraqError.self, "length \(length)") {
        _ = try RowFile(path: scratch.file("bad"))
      }
      #expect(error.code == .state)
    }
  }

  @Test func `a missing file is an error with its path`() throws {
    let error = try #require(throws: WarraqError.self) { try RowFile(path: "/nowhere/rows") }
    #expect(error.code == .state)
    #expect(error.message.contains("/nowhere/rows"))
  }

  @Test func `equal rows have equal digests, whatever else the file holds`() throws {
    let scratch = try Scratch()
    let rows = randomRows(500, seed: 4)
    let order = RowSorter.Order.hash(partitions: 4)
    let whole = try scratch.write(rows, as: "whole", order: order)
    let second = rows.filter { KeyHash.partition(of: $0.hash, count: 4) == 1 }
    let part = try scratch.write(second, as: "part", order: order)
    #expect(whole.sections[1].digest == part.sections[1].digest)
    #expect(whole.sections[1].rows == part.sections[1].rows)
    #expect(whole.sections[0].digest != part.sections[0].digest)
  }

  @Test func `the format does not change unseen`() throws {
    let scratch = try Scratch()
    try scratch.write(
      [Row("b", "2"), Row("a", "1"), Row("", "")], as: "rows", order: .key)
    let bytes = try readBytes(scratch.file("rows"))
    #expect(bytes.count == 16 + 10 + 40 + 32)
    let header = Array("WARRAQRW".utf8) + [1, 0, 0, 0, 0, 0, 0, 0]
    let rows: [UInt8] = [0, 0, 1, 1, 97, 49, 1, 1, 98, 50]
    #expect(Array(bytes[..<26]) == header + rows)
    let section = try RowFile(path: scratch.file("rows")).summary.sections[0]
    #expect(section.digest == "d7ca9df0b65a5cf48bc609e0686e2376")
  }
}
