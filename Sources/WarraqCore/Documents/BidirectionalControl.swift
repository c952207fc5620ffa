/// The characters that change the direction of the text around them and are not seen themselves:
/// U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069. They belong to a layout, not to a word,
/// and are dropped from all that a report shows.
public enum BidirectionalControl {
  /// Whether a character is one of them.
  public static func contains(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x061C, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// The number of bytes of the one that begins at `bytes`, of which `count` can be read; 0 where none
  /// does. All of them hold a byte 0xE2 or 0x9C.
  @inlinable public static func length(_ bytes: UnsafePointer<UInt8>, count: Int) -> Int {
    switch bytes[0] {
    case 0xD8: return count > 1 && bytes[1] == 0x9C ? 2 : 0
    case 0xE2:
      guard count > 2 else { return 0 }
      switch (bytes[1], bytes[2]) {
      case (0x80, 0x8E...0x8F), (0x80, 0xAA...0xAE), (0x81, 0xA6...0xA9): return 3
      default: return 0
      }
    default: return 0
    }
  }
}
