import Testing
import WarraqCore

@testable import WarraqStatistics
import struct WarraqTestKit.SplitMix

@Suite struct TermTableTests {
  @Test func `a table counts what a dictionary counts, and grows beyond the slots set aside`() {
    var table = TermTable(slotBits: 13)
    defer { table.deallocate() }
    var expected: [[UInt8]: UInt32] = [:]
    var random = SplitMix(7)
    for _ in 0..<60_000 {
      let state = random.next()
      // Half of the draws come from a hundred keys; keys have from 1 to 45 bytes.
      let number = state >> 63 == 0 ? state >> 33 : (state >> 33) % 100
      let word = Array(String(number, radix: 7).utf8)
      let key = number % 3 == 0 ? word + word + word + word : word
      expected[key, default: 0] += 1
      // What stands behind the key, where it can be read, is none of it.
      let behind = [UInt8](repeating: UInt8(truncatingIfNeeded: state), count: Int(state >> 60))
      (key + behind).withUnsafeBytes { bytes in
        guard let start = bytes.baseAddress else { return }
        let key = TermTable.Key(start, count: key.count, readable: bytes.count)
        table.slot(of: key, guess: table.guess(key.hash)).pointee.count += 1
      }
    }
    var found: [[UInt8]: UInt32] = [:]
    table.forEach { found[Array(table.key(of: $0))] = $0.pointee.count }
    #expect(found == expected)
    #expect(table.count == expected.count)
    #expect(expected.count > 1 << 14)

    table.removeAll(keeping: 0)
    var isEmpty = true
    table.forEach { _ in isEmpty = false }
    #expect(isEmpty && table.count == 0)
  }
}
