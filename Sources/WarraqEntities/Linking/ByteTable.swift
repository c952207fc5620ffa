import WarraqCore

/// Byte strings, numbered in the order in which they came. Equal ones have one number.
public struct ByteTable: Sendable {
  private var numbers: [UInt64: Int32] = [:]
  private var bytes: [UInt8] = []
  private var ends: [Int32] = [0]

  /// Makes an empty table.
  public init() {}

  /// The number of different strings.
  public var count: Int { ends.count - 1 }

  /// Bytes of memory in use, about.
  public var memory: Int { bytes.count + ends.count * 40 }

  /// Forgets all strings and keeps the memory.
  public mutating func removeAll() {
    numbers.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    ends.removeSubrange(1...)
  }

  /// The number of a string; nil where it has not come yet.
  public func find(_ key: UnsafeRawBufferPointer) -> Int? {
    var hash = KeyHash.hash(key)
    while let number = numbers[hash] {
      if isEqual(Int(number), key) { return Int(number) }
      hash &+= 1
    }
    return nil
  }

  /// The number of a string, a new one where it has none.
  public mutating func insert(_ key: UnsafeRawBufferPointer) -> Int {
    var hash = KeyHash.hash(key)
    while let number = numbers[hash] {
      if isEqual(Int(number), key) { return Int(number) }
      hash &+= 1
    }
    numbers[hash] = Int32(count)
    bytes.append(contentsOf: key)
    ends.append(Int32(bytes.count))
    return count - 1
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
    bytes[range(number)].elementsEqual(key)
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
