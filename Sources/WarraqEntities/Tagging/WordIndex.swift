import CWarraqIntrinsics

/// Where the records of words stand, by the keys of the words: open addressing, at most half full, four bytes a
/// place. Keys stand in the records, and are looked at where some of their bits say so.
struct WordIndex {
  /// Low bits of a place that hold a number and one, or 0; those above hold bits of the key.
  private static let numberMask: UInt32 = 1 << 26 - 1
  /// So many words can be told apart.
  static let limit = Int(numberMask) - 1
  private static let smallest = 1 << 12
  /// Bytes of an empty index.
  static let emptySize = smallest * MemoryLayout<UInt32>.stride
  /// Bytes that a word takes in an index that has just grown.
  static let wordSize = 4 * MemoryLayout<UInt32>.stride

  private var places = [UInt32](repeating: 0, count: smallest)

  /// Asks memory for the place of a key.
  @inline(__always) func prefetch(_ key: UInt64) {
    places.withUnsafeBufferPointer { places in
      warraq_prefetch(places.baseAddress.map { $0 + home(key) })
    }
  }

  /// The number of the first word that may have a key.
  @inline(__always) func guess(_ key: UInt64) -> Int? {
    find(key) { _ in true }
  }

  /// The number of the word of a key for which `isSame` holds.
  @inline(__always) func find(_ key: UInt64, _ isSame: (Int) -> Bool) -> Int? {
    var place = home(key)
    let tag = Self.tag(key)
    while places[place] != 0 {
      let number = Int(places[place] & Self.numberMask) - 1
      if places[place] & ~Self.numberMask == tag, isSame(number) { return number }
      place = (place + 1) & (places.count - 1)
    }
    return nil
  }

  /// Enters the last one of some words, whose key is not there yet; `key` gives that of each.
  mutating func insertLast(of count: Int, _ key: (Int) -> UInt64) {
    precondition(count <= Self.limit, "there are too many words")
    if 2 * count > places.count {
      places = [UInt32](repeating: 0, count: 2 * places.count)
      for number in 0..<count { insert(key(number), number) }
    } else {
      insert(key(count - 1), count - 1)
    }
  }

  /// Replaces the words, and keeps the memory.
  mutating func replace(by count: Int, _ key: (Int) -> UInt64) {
    places.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
    for number in 0..<count { insert(key(number), number) }
  }

  private mutating func insert(_ key: UInt64, _ number: Int) {
    var place = home(key)
    while places[place] != 0 { place = (place + 1) & (places.count - 1) }
    places[place] = Self.tag(key) | UInt32(number + 1)
  }

  @inline(__always) private func home(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: key >> 32) & (places.count - 1)
  }

  @inline(__always) private static func tag(_ key: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: key) & ~numberMask
  }
}
