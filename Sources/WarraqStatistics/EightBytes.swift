/// Eight bytes of a text, looked at at once.
struct EightBytes {
  private let word: UInt64

  /// Those from an offset on.
  @inline(__always) init(_ text: UnsafeRawBufferPointer, at offset: Int) {
    word = text.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
  }

  /// Not zero where one of them is `byte`.
  @inline(__always) func holds(_ byte: UInt8) -> UInt64 {
    let difference = word ^ (UInt64(byte) &* 0x0101_0101_0101_0101)
    return (difference &- 0x0101_0101_0101_0101) & ~difference & 0x8080_8080_8080_8080
  }
}
