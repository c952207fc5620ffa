/// The bytes of a key of up to 24 bytes in three words, the first byte lowest, zeros behind the last:
/// short keys are hashed and compared without a branch on their length.
public struct KeyWords: Equatable, BitwiseCopyable, Sendable {
  /// The most bytes that fit.
  public static let limit = 24

  public var first: UInt64 = 0
  public var second: UInt64 = 0
  public var third: UInt64 = 0

  /// The words of no bytes.
  @inlinable public init() {}

  /// Takes `count` bytes, at most ``limit``, and reads no others.
  @inlinable @inline(__always) public init(_ base: UnsafeRawPointer, count: Int) {
    guard count >= 8 else {
      first = Self.tail(base, count)
      return
    }
    first = KeyHash.word(base, 0)
    if count > 16 {
      second = KeyHash.word(base, 8)
      third = KeyHash.word(base, count - 8) >> UInt64(8 * (Self.limit - count))
    } else if count > 8 {
      second = KeyHash.word(base, count - 8) >> UInt64(8 * (16 - count))
    }
  }

  /// Takes `count` bytes, at most ``limit``, where at least ``limit`` can be read: the same without
  /// a branch.
  @inlinable @inline(__always) public init(readable base: UnsafeRawPointer, count: Int) {
    first = KeyHash.word(base, 0) & Self.mask(count)
    second = KeyHash.word(base, 8) & Self.mask(count &- 8)
    third = KeyHash.word(base, 16) & Self.mask(count &- 16)
  }

  /// Covers so many of the low bytes: none below zero, all from eight on.
  @inlinable @inline(__always) static func mask(_ count: Int) -> UInt64 {
    // In two shifts, neither of which is by all 64 bits: no case of its own, and no branch.
    let half = UInt64(truncatingIfNeeded: 4 &* min(max(0, count), 8))
    return ~((~0 &<< half) &<< half)
  }

  /// Fewer than eight bytes.
  @inlinable @inline(__always) static func tail(_ base: UnsafeRawPointer, _ count: Int) -> UInt64 {
    if count >= 4 {
      return half(base, 0) | half(base, count - 4) << UInt64(8 * (count - 4))
    }
    var word: UInt64 = 0
    for index in 0..<count {
      word |= UInt64(base.load(fromByteOffset: index, as: UInt8.self)) << UInt64(8 * index)
    }
    return word
  }

  @inlinable @inline(__always) static func half(_ base: UnsafeRawPointer, _ offset: Int) -> UInt64 {
    UInt64(UInt32(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
  }
}
