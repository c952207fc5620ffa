/// Sorts entries by rank, key and value.
///
/// A radix sort from the least digit (Knuth, The Art of Computer Programming 3, 5.2.5) over as many
/// of the rank's top bits as it takes to leave groups of a few rows, then a comparison sort inside
/// the groups. Digits in which no two ranks differ are skipped. Rows that come nearly in order, as those of a
/// hash table do, are moved into their places one by one.
enum RowEntrySort {
  private static let digitBits: UInt64 = 11
  private static let digits: [UInt64] = [0, 11, 22, 33, 44, 53]
  private static let smallCount = 512

  /// So many bytes of keys are looked at by radix; keys that agree in all of them are compared.
  private static let depthLimit = 64

  /// Sorts `count` entries in place, with `spare` as working space of the same size. With
  /// `uniform`, ranks are hashes, whose top bits alone tell most of them apart; else they are the
  /// first bytes of the keys.
  static func sort(
    _ entries: UnsafeMutablePointer<RowEntry>, _ spare: UnsafeMutablePointer<RowEntry>, count: Int,
    uniform: Bool
  ) {
    guard uniform else { return sortByKey(entries, spare, count, depth: 0) }
    if insertNearlySorted(entries, count) { return }
    var lowestBit: UInt64 = 64
    if count > smallCount {
      let wanted = UInt64(Int.bitWidth - count.leadingZeroBitCount)
      let shifts = digits.filter { $0 + digitBits > 64 - wanted }
      lowestBit = shifts.first ?? 0
      distribute(entries, spare, count, shifts)
    }
    sortGroups(entries, count, lowestBit: lowestBit)
  }

  /// Sorts entries whose ranks are the eight bytes of their keys from `depth` on, and whose keys
  /// agree before: by rank, then each group of equal ranks by the next eight bytes.
  private static func sortByKey(
    _ entries: UnsafeMutablePointer<RowEntry>, _ spare: UnsafeMutablePointer<RowEntry>,
    _ count: Int, depth: Int
  ) {
    if count > smallCount {
      distribute(entries, spare, count, digits)
    } else {
      var all = UnsafeMutableBufferPointer(start: entries, count: count)
      all.sort { $0.rank < $1.rank }
    }
    var start = 0
    while start < count {
      let rank = entries[start].rank
      var end = start + 1
      while end < count, entries[end].rank == rank { end += 1 }
      let (group, size) = (entries + start, end - start)
      let next = depth + 8
      if size > 16, next < depthLimit, (0..<size).contains(where: { group[$0].keyCount > next }) {
        for index in 0..<size { group[index].rank = group[index].keyBytes(from: next) }
        sortByKey(group, spare, size, depth: next)
        for index in 0..<size { group[index].rank = rank }
      } else {
        sortGroup(group, size)
      }
      start = end
    }
  }

  private static func distribute(
    _ entries: UnsafeMutablePointer<RowEntry>, _ spare: UnsafeMutablePointer<RowEntry>,
    _ count: Int, _ shifts: [UInt64]
  ) {
    var source = entries
    var target = spare
    let size = 1 << Int(digitBits)
    withUnsafeTemporaryAllocation(of: Int.self, capacity: size) { starts in
      for shift in shifts {
        starts.initialize(repeating: 0)
        for index in 0..<count { starts[digit(source[index].rank, shift)] += 1 }
        if starts[digit(source[0].rank, shift)] == count { continue }
        var next = 0
        for index in 0..<size { (starts[index], next) = (next, next + starts[index]) }
        for index in 0..<count {
          let place = digit(source[index].rank, shift)
          (target + starts[place]).initialize(to: source[index])
          starts[place] += 1
        }
        swap(&source, &target)
      }
    }
    if source != entries { entries.update(from: source, count: count) }
  }

  @inline(__always) private static func digit(_ rank: UInt64, _ shift: UInt64) -> Int {
    Int(truncatingIfNeeded: rank &>> shift) & (1 &<< Int(digitBits) - 1)
  }

  /// Sorts each run of entries whose ranks agree from `lowestBit` up.
  private static func sortGroups(
    _ entries: UnsafeMutablePointer<RowEntry>, _ count: Int, lowestBit: UInt64
  ) {
    var start = 0
    while start < count {
      let prefix = entries[start].rank >> lowestBit
      var end = start + 1
      while end < count, entries[end].rank >> lowestBit == prefix { end += 1 }
      sortGroup(entries + start, end - start)
      start = end
    }
  }

  @inline(__always) private static func sortGroup(
    _ entries: UnsafeMutablePointer<RowEntry>, _ count: Int
  ) {
    if count <= 16 {
      insertionSort(entries, count)
    } else {
      var group = UnsafeMutableBufferPointer(start: entries, count: count)
      group.sort { $0.precedes($1) }
    }
  }

  @inline(__always) private static func insertionSort(
    _ entries: UnsafeMutablePointer<RowEntry>, _ count: Int
  ) {
    guard count > 1 else { return }
    for index in 1..<count { insert(entries, index) }
  }

  /// Sorts entries each of which takes few moves. Returns false at once where it takes more: all entries are
  /// there still, those seen so far in order. Of rows in no order that is after some hundred.
  private static func insertNearlySorted(
    _ entries: UnsafeMutablePointer<RowEntry>, _ count: Int
  ) -> Bool {
    guard count > 1 else { return true }
    var moves = 0
    for index in 1..<count {
      moves += insert(entries, index)
      if moves > 4 * index + 1_000 { return false }
    }
    return true
  }

  /// Brings an entry in order with those before it; returns by how many places it moved.
  @inline(__always) @discardableResult private static func insert(
    _ entries: UnsafeMutablePointer<RowEntry>, _ index: Int
  ) -> Int {
    let entry = entries[index]
    var place = index
    while place > 0, entry.precedes(entries[place - 1]) {
      entries[place] = entries[place - 1]
      place -= 1
    }
    entries[place] = entry
    return index - place
  }
}
