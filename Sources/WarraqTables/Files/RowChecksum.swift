import WarraqCore

/// A 128-bit checksum of a stream of bytes. It finds damage; it does not resist forgery.
///
/// Four lanes each take 16 bytes of a 64-byte block by a multiply-and-fold step as in ``KeyHash``,
/// and add it to a polynomial in an odd constant, so that nothing read before can be forgotten and
/// the order of the blocks matters. How the stream is cut into updates does not matter.
struct RowChecksum {
  /// A finished checksum.
  struct Digest: Equatable {
    var high: UInt64
    var low: UInt64

    /// 32 hexadecimal digits.
    var hex: String { high.hexadecimal + low.hexadecimal }
  }

  private static let blockSize = 64
  private static let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15

  private var lanes = SIMD4<UInt64>(
    0xA076_1D64_78BD_642F, 0xE703_7ED1_A0B4_28DB, 0x8EBC_6AF0_9C88_C6E3, 0x5899_65CC_7537_4CC3)
  private var pending: [UInt8] = []
  private var count: UInt64 = 0

  init() { pending.reserveCapacity(Self.blockSize) }

  /// Takes the next bytes of the stream.
  mutating func update(_ bytes: UnsafeRawBufferPointer) {
    count &+= UInt64(bytes.count)
    var rest = bytes
    if !pending.isEmpty {
      let taken = min(Self.blockSize - pending.count, rest.count)
      pending.append(contentsOf: rest[..<taken])
      rest = UnsafeRawBufferPointer(rebasing: rest[taken...])
      guard pending.count == Self.blockSize else { return }
      pending.withUnsafeBytes { lanes = Self.absorb($0, into: lanes) }
      pending.removeAll(keepingCapacity: true)
    }
    let whole = rest.count / Self.blockSize * Self.blockSize
    lanes = Self.absorb(UnsafeRawBufferPointer(rebasing: rest[..<whole]), into: lanes)
    pending.append(contentsOf: rest[whole...])
  }

  /// The checksum of all bytes taken so far.
  func digest() -> Digest {
    var tail = pending
    tail.append(contentsOf: repeatElement(0, count: Self.blockSize - tail.count))
    let all = tail.withUnsafeBytes { Self.absorb($0, into: lanes) }
    let length = count &* Self.multiplier
    let first = Self.fold(all.x ^ length, all.y ^ Self.multiplier)
    let second = Self.fold(all.z ^ length, all.w ^ Self.multiplier)
    return Digest(
      high: Self.fold(first ^ all.w, second ^ all.x) &+ all.y &+ length,
      low: Self.fold(first ^ all.z, Self.multiplier) &+ second &+ all.x)
  }

  private static func absorb(
    _ blocks: UnsafeRawBufferPointer, into lanes: SIMD4<UInt64>
  ) -> SIMD4<UInt64> {
    guard let base = blocks.baseAddress else { return lanes }
    var (a, b, c, d) = (lanes.x, lanes.y, lanes.z, lanes.w)
    var offset = 0
    while offset < blocks.count {
      a = a &* multiplier &+ pair(base, offset)
      b = b &* multiplier &+ pair(base, offset + 16)
      c = c &* multiplier &+ pair(base, offset + 32)
      d = d &* multiplier &+ pair(base, offset + 48)
      offset += blockSize
    }
    return SIMD4(a, b, c, d)
  }

  @inline(__always) private static func pair(_ base: UnsafeRawPointer, _ offset: Int) -> UInt64 {
    fold(
      word(base, offset) ^ 0x2D35_8DCC_AA6C_78A5, word(base, offset + 8) ^ 0x8BB8_4B93_962E_ACC9)
  }

  @inline(__always) private static func word(_ base: UnsafeRawPointer, _ offset: Int) -> UInt64 {
    UInt64(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  @inline(__always) private static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
  }
}
