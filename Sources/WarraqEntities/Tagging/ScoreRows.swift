import CWarraqIntrinsics
import Glibc
import WarraqCore

/// What features add to labels and hidden units, as rows that the kernels read: equal ones are kept once.
///
/// Most words are rare, and of a rare word little but its ending is known two tokens away: such rows are the
/// same for thousands of words.
final class ScoreRows {
  private let rows: PageList<warraq_row>
  /// Rows that are there from the beginning, and are not looked for.
  private let fixed: Int
  /// Number and one of the row at each place of a table with linear probing; 0 where there is none.
  private var places: [UInt32] = []
  /// Rows that are looked for.
  private let wanted = UnsafeMutablePointer<warraq_row>.allocate(capacity: FeatureKey.placeCount)

  /// Begins with some rows.
  init(_ rows: [warraq_row] = [], reserved: Int = ScoreRows.reserved) {
    self.rows = PageList(rows, reserved: reserved)
    fixed = rows.count
    enterAll()
  }

  private static let smallest = 1 << 10
  /// Address space for more rows than most models come to: memory comes as it is touched.
  private static let reserved = 1 << 20

  deinit { wanted.deallocate() }

  /// The rows, one behind the other. Rows stay where they are until one is added.
  var start: UnsafeMutablePointer<warraq_row> { rows.start }
  var count: Int { rows.count }

  private static let rowSize = MemoryLayout<warraq_row>.stride
  /// Bytes that a row takes, about.
  static let size = rowSize + 4 * MemoryLayout<UInt32>.stride

  /// The numbers of the first `count` rows of a buffer, new ones where there are none that are equal. Memory is
  /// asked for all of them at once: each step reads for all before the next one looks at what was read.
  func number(
    _ sums: RowBuffer, _ count: Int, into numbers: inout InlineArray<7, UInt32>
  ) {
    rows.reserve(count)
    if 2 * (addedCount + count) > places.count { enterAll() }
    var homes = InlineArray<7, Int>(repeating: 0)
    places.withUnsafeMutableBufferPointer { places in
      guard let table = places.baseAddress else { return }
      let mask = places.count - 1
      for index in 0..<count {
        warraq_pack_row(sums[index].start, wanted + index)
        homes[index] = Self.hash(wanted + index) & mask
        warraq_prefetch(table + homes[index])
      }
      for index in 0..<count where table[homes[index]] != 0 {
        warraq_prefetch(start + (Int(table[homes[index]]) - 1))
      }
      for index in 0..<count {
        numbers[index] = number(of: wanted + index, table, homes[index], mask)
      }
    }
  }

  /// The number of a row whose place in a table is `home` or behind it.
  @inline(__always) private func number(
    of row: UnsafePointer<warraq_row>, _ table: UnsafeMutablePointer<UInt32>, _ home: Int,
    _ mask: Int
  ) -> UInt32 {
    var place = home
    while table[place] != 0 {
      let number = Int(table[place]) - 1
      if memcmp(start + number, row, Self.rowSize) == 0 { return UInt32(number) }
      place = (place + 1) & mask
    }
    rows.append(row.pointee)
    table[place] = UInt32(count)
    return UInt32(count - 1)
  }

  /// Bytes of the first rows.
  var ownMemory: Int { fixed * Self.rowSize }

  /// How many rows there are beside the first ones.
  var addedCount: Int { count - fixed }

  /// Forgets the rows that `body` does not name, but for the first ones: the others move together, and the
  /// numbers that `body` hands over become those that they have then. It is called twice, and hands over the
  /// same numbers.
  func keep(_ body: ((inout UInt32) -> Void) -> Void) {
    var isKept = [Bool](repeating: false, count: count)
    body { isKept[Int($0)] = true }
    var moved = [UInt32](0..<UInt32(count))
    var next = fixed
    for number in fixed..<count where isKept[number] {
      moved[number] = UInt32(next)
      (start + next).update(from: start + number, count: 1)
      next += 1
    }
    rows.removeAll(from: next)
    body { $0 = moved[Int($0)] }
    enterAll()
  }

  private func enterAll() {
    // A power of two, at least twice as many and room for some more.
    let bits = Int.bitWidth - (2 * addedCount + Self.smallest).leadingZeroBitCount
    if places.count >= 1 << bits {
      places.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
    } else {
      places = [UInt32](repeating: 0, count: 1 << bits)
    }
    for number in fixed..<count {
      var place = Self.hash(start + number) & (places.count - 1)
      while places[place] != 0 { place = (place + 1) & (places.count - 1) }
      places[place] = UInt32(number + 1)
    }
  }

  @inline(__always) private static func hash(_ row: UnsafePointer<warraq_row>) -> Int {
    // Four sums beside each other, since each product waits for the one before.
    let words = UnsafeRawPointer(row)
    var hash = SIMD4<UInt64>(repeating: odd)
    for offset in stride(from: 0, to: rowSize, by: 32) {
      for lane in 0..<4 {
        let word = words.load(fromByteOffset: offset + 8 * lane, as: UInt64.self)
        hash[lane] = (hash[lane] ^ word) &* odd
        hash[lane] ^= hash[lane] >> 29
      }
    }
    let sum = hash[0] &+ hash[1] &* 3 &+ hash[2] &* 5 &+ hash[3] &* 7
    return Int(truncatingIfNeeded: FeatureKey.mix(sum))
  }

  private static let odd: UInt64 = 0x9E37_79B9_7F4A_7C15
}
