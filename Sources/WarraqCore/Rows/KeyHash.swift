/// The 64-bit hash that orders rows and chooses their partition.
///
/// Part of the file format: the same on every machine and in every process, unlike `Hasher`. A
/// multiply-and-fold hash after wyhash (Wang Yi, public domain): 64 by 64 to 128 bit products, high
/// and low half xored.
public enum KeyHash {
  @usableFromInline static let seed: UInt64 = 0xA076_1D64_78BD_642F
  @usableFromInline static let stride: UInt64 = 0xE703_7ED1_A0B4_28DB

  /// The hash of some bytes.
  @inlinable @inline(__always) public static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    // No bytes are no bytes, with a pointer to them or without.
    guard let base = bytes.baseAddress, !bytes.isEmpty else { return fold(seed, stride) }
    let count = bytes.count
    var state = fold(UInt64(count) ^ seed, stride)
    if count >= 8 {
      var offset = 0
      while offset + 16 < count {
        state = fold(word(base, offset) ^ state, word(base, offset + 8) ^ stride)
        offset += 16
      }
      // The last 16 bytes, or 8 and 8 that overlap: every byte takes part.
      let first = count >= 16 ? word(base, count - 16) : word(base, 0)
      return fold(fold(first ^ state, word(base, count - 8) ^ seed), stride ^ UInt64(count))
    }
    var tail: UInt64 = 0
    if count >= 4 {
      tail = half(base, 0) << 32 | half(base, count - 4)
    } else {
      for index in 0..<count { tail = tail << 8 | UInt64(bytes[index]) }
    }
    return fold(fold(tail ^ state, stride), seed ^ UInt64(count))
  }

  /// The partition, of `count`, that a hash belongs to: hash ranges in order.
  @inlinable public static func partition(of hash: UInt64, count: Int) -> Int {
    Int(hash.multipliedFullWidth(by: UInt64(count)).high)
  }

  @inlinable static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
  }

  @inlinable static func word(_ base: UnsafeRawPointer, _ offset: Int) -> UInt64 {
    UInt64(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  @inlinable static func half(_ base: UnsafeRawPointer, _ offset: Int) -> UInt64 {
    UInt64(UInt32(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
  }
}
