/// The characters that change the direction of the text around them and are not seen themselves:
/// U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069.
///
/// They belong to the layout of a text, not to its words: they are dropped from spellings, and from
/// all that a report shows, since each cell of it is isolated on its own.
package enum BidirectionalControl {
  /// The number of bytes of the control that begins at an index of some UTF-8, or 0.
  @inlinable @inline(__always)
  package static func length(in bytes: UnsafeRawBufferPointer, at index: Int) -> Int {
    switch bytes[index] {
    case 0xD8: return index + 1 < bytes.count && bytes[index + 1] == 0x9C ? 2 : 0
    case 0xE2:
      guard index + 2 < bytes.count else { return 0 }
      switch (bytes[index + 1], bytes[index + 2]) {
      case (0x80, 0x8E...0x8F), (0x80, 0xAA...0xAE), (0x81, 0xA6...0xA9): return 3
      default: return 0
      }
    default: return 0
    }
  }

  /// Whether a character is one of them.
  package static func contains(_ scalar: Unicode.Scalar) -> Bool {
    var text = String(scalar)
    return text.withUTF8 { length(in: UnsafeRawBufferPointer($0), at: 0) > 0 }
  }
}
