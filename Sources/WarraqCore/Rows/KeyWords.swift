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
  @inlinable @inline(__always) public init(
    readable base: UnsafeRawPointer, count: Int, _ masks: KeyMasks = .shared
  ) {
    let mask = masks.base + (Self.limit &- count)
    first = KeyHash.word(base, 0) & KeyHash.word(mask, 0)
    second = KeyHash.word(base, 8) & KeyHash.word(mask, 8)
    third = KeyHash.word(base, 16) & KeyHash.word(mask, 16)
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

/// The masks of the three words of short keys: 24 bytes of 0xFF and then 24 of 0, of which those of a key of n
/// bytes begin at 24 - n. Loading them takes fewer steps than shifting bits.
public struct KeyMasks: @unchecked Sendable {
  // Written here, and never again.
  @usableFromInline let base: UnsafeRawPointer

  private init() {
    let limit = KeyWords.limit
    let bytes = UnsafeMutableRawPointer.allocate(byteCount: 2 * limit, alignment: 1)
    bytes.initializeMemory(as: UInt8.self, repeating: 0xFF, count: limit)
    (bytes + limit).initializeMemory(as: UInt8.self, repeating: 0, count: limit)
    base = UnsafeRawPointer(bytes)
  }

  /// The only ones: loops fetch them once, since a global is looked up at each use.
  public static let shared = KeyMasks()
}
