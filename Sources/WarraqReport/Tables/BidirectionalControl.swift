/// The characters that change the direction of the text around them and are not seen themselves:
/// dropped from all that a report shows, since each cell is isolated on its own.
enum BidirectionalControl {
  static func contains(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x061C, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
