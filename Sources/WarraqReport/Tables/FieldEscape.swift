import WarraqCore

/// Writes the bytes of a TSV field so that a row stays a row and a column a column.
///
/// Tab, line feed, carriage return and backslash become `\t`, `\n`, `\r` and `\\`. Bidirectional
/// controls (``BidirectionalControl``) are dropped: left alone they would reorder the columns after
/// them on screen, and show other text than the file holds.
enum FieldEscape {
  /// The most bytes that one byte of a field can become.
  static let growth = 2

  /// Copies `field` to `output`, which has room for ``growth`` times as many bytes. Gives the number
  /// of bytes written.
  @inline(__always)
  static func copy(
    _ field: UnsafeRawBufferPointer, to output: UnsafeMutablePointer<UInt8>
  ) -> Int {
    guard let input = field.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return 0 }
    let count = field.count
    var read = 0
    var written = 0
    while read < count {
      let byte = input[read]
      // Nearly every byte takes this way. In Arabic text that holds for 9C, the second byte of
      // U+061C, and not for D8, its first one, which begins half of all letters.
      if byte > 0x0D, byte != 0x5C, byte != 0x9C, byte != 0xE2 {
        output[written] = byte
        read += 1
        written += 1
      } else {
        copySpecial(field, &read, output, &written)
      }
    }
    return written
  }

  @inline(never)
  private static func copySpecial(
    _ input: UnsafeRawBufferPointer, _ read: inout Int,
    _ output: UnsafeMutablePointer<UInt8>, _ written: inout Int
  ) {
    let byte = input[read]
    switch byte {
    case 0x09: escape(0x74, output, &written)
    case 0x0A: escape(0x6E, output, &written)
    case 0x0D: escape(0x72, output, &written)
    case 0x5C: escape(0x5C, output, &written)
    case 0x9C where read > 0 && BidirectionalControl.length(in: input, at: read - 1) > 0:
      written -= 1
    case 0xE2 where BidirectionalControl.length(in: input, at: read) > 0:
      read += 2
    default:
      output[written] = byte
      written += 1
    }
    read += 1
  }

  private static func escape(
    _ letter: UInt8, _ output: UnsafeMutablePointer<UInt8>, _ written: inout Int
  ) {
    output[written] = 0x5C
    output[written + 1] = letter
    written += 2
  }
}
