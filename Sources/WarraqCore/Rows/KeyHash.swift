/// The 64-bit hash that orders rows and chooses their partition.
///
/// Part of the file format: the same on every machine and in every process, unlike `Hasher`. A
/// multiply-and-fold hash after wyhash (Wang Yi, public domain): 64 by 64 to 128 bit products, high
/// and low half xored. Keys of up to 24 bytes, which most words are, take the same few steps whatever
/// their length: see ``KeyWords``.
public enum KeyHash {
  @usableFromInline static let seed: UInt64 = 0xA076_1D64_78BD_642F
  @usableFromInline static let stride: UInt64 = 0xE703_7ED1_A0B4_28DB
  @usableFromInline static let finish: UInt64 = 0x8EBC_6AF0_9C88_C6E3

  /// The hash of some bytes.
  @inlinable @inline(__always) public static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    guard let base = bytes.baseAddress else { return hash(KeyWords(), count: 0) }
    let count = bytes.count
    let first = hash(KeyWords(base, count: min(count, KeyWords.limit)), count: count)
    return count <= KeyWords.limit ? first : hashRest(base, count, first)
  }

  /// The hash of some of the bytes of a text: the same as of them alone, mostly without a branch, since
  /// the bytes behind them can be read. Loops look the masks up once.
  @inlinable @inline(__always) public static func hash(
    _ text: UnsafeRawBufferPointer, _ range: Range<Int>, masks: KeyMasks = .shared
  ) -> UInt64 {
    guard range.count <= KeyWords.limit, range.lowerBound + KeyWords.limit <= text.count,
      let base = text.baseAddress
    else { return hash(UnsafeRawBufferPointer(rebasing: text[range])) }
    return hash(
      KeyWords(readable: base + range.lowerBound, count: range.count, masks), count: range.count)
  }

  /// The hash of some bytes, up to ``KeyWords/limit``, that are in words already.
  @inlinable @inline(__always) public static func hash(_ words: KeyWords, count: Int) -> UInt64 {
    let state = fold(words.first ^ seed, words.second ^ stride)
    return fold(state ^ words.third ^ UInt64(truncatingIfNeeded: count), finish)
  }

  /// Goes on behind the first words.
  @usableFromInline @inline(never) static func hashRest(
    _ base: UnsafeRawPointer, _ count: Int, _ first: UInt64
  ) -> UInt64 {
    var state = first
    var offset = KeyWords.limit
    while offset + 16 < count {
      state = fold(word(base, offset) ^ state, word(base, offset + 8) ^ stride)
      offset += 16
    }
    // The last 16 bytes, some of them once more: every byte takes part.
    return fold(fold(word(base, count - 16) ^ state, word(base, count - 8) ^ seed), finish)
  }

  /// The partition, of `count`, that a hash belongs to: hash ranges in order.
  @inlinable public static func partition(of hash: UInt64, count: Int) -> Int {
    Int(hash.multipliedFullWidth(by: UInt64(count)).high)
  }

  @inlinable @inline(__always) static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
  }

  @inlinable @inline(__always) static func word(_ base: UnsafeRawPointer, _ offset: Int) -> UInt64 {
    UInt64(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }
}
