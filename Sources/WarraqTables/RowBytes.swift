import Glibc
import WarraqCore

/// The bytes of one row: two lengths, the key, the value.
enum RowBytes {
  /// The most bytes that the two lengths take.
  static let headerLimit = 20

  /// Writes a row and returns its size. There must be room for it.
  @inline(__always) static func encode(
    key: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer, to target: UnsafeMutableRawPointer
  ) -> Int {
    var size = encodeHeader(key.count, value.count, to: target)
    if let base = key.baseAddress {
      (target + size).copyMemory(from: base, byteCount: key.count)
      size += key.count
    }
    if let base = value.baseAddress {
      (target + size).copyMemory(from: base, byteCount: value.count)
      size += value.count
    }
    return size
  }

  /// Writes the two lengths and returns how many bytes they take.
  @inline(__always) static func encodeHeader(
    _ keyCount: Int, _ valueCount: Int, to target: UnsafeMutableRawPointer
  ) -> Int {
    let first = encodeLength(keyCount, to: target)
    return first + encodeLength(valueCount, to: target + first)
  }

  @inline(__always) private static func encodeLength(
    _ length: Int, to target: UnsafeMutableRawPointer
  ) -> Int {
    var rest = UInt64(length)
    var size = 0
    while rest >= 0x80 {
      target.storeBytes(
        of: UInt8(truncatingIfNeeded: rest) | 0x80, toByteOffset: size, as: UInt8.self)
      rest >>= 7
      size += 1
    }
    target.storeBytes(of: UInt8(truncatingIfNeeded: rest), toByteOffset: size, as: UInt8.self)
    return size + 1
  }

  /// Reads a length and moves `pointer` behind it.
  @inline(__always) static func decodeLength(_ pointer: inout UnsafeRawPointer) -> Int {
    let first = pointer.load(as: UInt8.self)
    pointer += 1
    if first < 0x80 { return Int(first) }
    var value = UInt64(first & 0x7F)
    var shift: UInt64 = 7
    while shift < 64 {
      let next = pointer.load(as: UInt8.self)
      pointer += 1
      value |= UInt64(next & 0x7F) << shift
      if next < 0x80 { break }
      shift += 7
    }
    return Int(truncatingIfNeeded: value)
  }

  /// The order of two byte strings: negative, zero or positive.
  @inline(__always) static func compare(
    _ a: UnsafeRawPointer, _ aCount: Int, _ b: UnsafeRawPointer, _ bCount: Int
  ) -> Int {
    let order = memcmp(a, b, min(aCount, bCount))
    return order != 0 ? Int(order) : aCount - bCount
  }

  /// Whether two byte strings of the same length are equal: by words that overlap at the end, which
  /// is faster than a call for keys of a few words.
  @inline(__always) static func areEqual(
    _ a: UnsafeRawPointer, _ b: UnsafeRawPointer, _ count: Int
  ) -> Bool {
    if count >= 8 {
      var offset = 0
      while offset < count - 8 {
        if word(a, offset) != word(b, offset) { return false }
        offset += 8
      }
      return word(a, count - 8) == word(b, count - 8)
    }
    return prefix(a, count) == prefix(b, count)
  }

  @inline(__always) private static func word(_ base: UnsafeRawPointer, _ offset: Int) -> UInt64 {
    base.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
  }

  /// The first eight bytes of a key as a number that orders as the bytes do; short keys are padded
  /// with zeros, so equal prefixes need a look at the keys.
  @inline(__always) static func prefix(_ key: UnsafeRawPointer, _ count: Int) -> UInt64 {
    if count >= 8 { return UInt64(bigEndian: key.loadUnaligned(as: UInt64.self)) }
    var value: UInt64 = 0
    for index in 0..<count {
      value = value << 8 | UInt64(key.load(fromByteOffset: index, as: UInt8.self))
    }
    return count == 0 ? 0 : value << UInt64(64 - 8 * count)
  }
}
