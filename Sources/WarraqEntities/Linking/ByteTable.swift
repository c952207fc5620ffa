import Glibc
import WarraqCore

/// Byte strings, numbered in the order in which they came. Equal ones have one number.
public struct ByteTable: Sendable {
  /// Number and one of the string at each place of a table with linear probing; 0 where there is none.
  private var places = [Int32](repeating: 0, count: 16)
  private var hashes: [UInt64] = []
  private var bytes: [UInt8] = []
  private var ends: [Int32] = [0]

  /// Makes an empty table.
  public init() {}

  /// The number of different strings.
  public var count: Int { hashes.count }

  /// Bytes of memory in use, about.
  public var memory: Int { bytes.count + ends.count * 40 }

  /// Forgets all strings and keeps the memory.
  public mutating func removeAll() {
    for number in hashes.indices {
      var place = home(hashes[number])
      while places[place] != Int32(number + 1) { place = (place + 1) & (places.count - 1) }
      places[place] = 0
    }
    hashes.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    ends.removeSubrange(1...)
  }

  /// The number of a string; nil where it has not come yet.
  public func find(_ key: UnsafeRawBufferPointer) -> Int? {
    let found = places[place(of: key, KeyHash.hash(key))]
    return found == 0 ? nil : Int(found) - 1
  }

  /// The number of a string, a new one where it has none.
  public mutating func insert(_ key: UnsafeRawBufferPointer) -> Int {
    let hash = KeyHash.hash(key)
    let place = place(of: key, hash)
    if places[place] != 0 { return Int(places[place]) - 1 }
    hashes.append(hash)
    bytes.append(contentsOf: key)
    ends.append(Int32(bytes.count))
    places[place] = Int32(count)
    if 2 * count > places.count { grow() }
    return count - 1
  }

  /// Where a string stands, or would stand.
  private func place(of key: UnsafeRawBufferPointer, _ hash: UInt64) -> Int {
    var place = home(hash)
    while places[place] != 0 {
      let number = Int(places[place]) - 1
      if hashes[number] == hash, isEqual(number, key) { break }
      place = (place + 1) & (places.count - 1)
    }
    return place
  }

  private func home(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash >> 32) & (places.count - 1)
  }

  private mutating func grow() {
    places = [Int32](repeating: 0, count: 2 * places.count)
    for number in hashes.indices {
      var place = home(hashes[number])
      while places[place] != 0 { place = (place + 1) & (places.count - 1) }
      places[place] = Int32(number + 1)
    }
  }

  /// Calls `body` with the bytes of a number's string.
  public func withBytes<Result>(
    of number: Int, _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    try bytes.withUnsafeBytes {
      try body(UnsafeRawBufferPointer(rebasing: $0[range(number)]))
    }
  }

  private func range(_ number: Int) -> Range<Int> { Int(ends[number])..<Int(ends[number + 1]) }

  private func isEqual(_ number: Int, _ key: UnsafeRawBufferPointer) -> Bool {
    let range = range(number)
    guard range.count == key.count else { return false }
    return bytes.withUnsafeBytes { bytes in
      guard let mine = bytes.baseAddress, let other = key.baseAddress else { return true }
      return memcmp(mine + range.lowerBound, other, key.count) == 0
    }
  }
}

extension ByteTable {
  /// The number of a string, a new one where it has none.
  public mutating func insert(_ key: ArraySlice<UInt8>) -> Int {
    key.withUnsafeBytes { insert($0) }
  }

  /// The number of a string; nil where it has not come yet.
  public func find(_ key: ArraySlice<UInt8>) -> Int? { key.withUnsafeBytes { find($0) } }

  /// The bytes of a number's string.
  public func bytes(of number: Int) -> [UInt8] { withBytes(of: number) { Array($0) } }
}
