/// Finds the members of a JSON text whose values are strings, however deep they stand.
///
/// It does not check the text: JSON-LD of real pages is broken in many ways, and a string that is there
/// can be used whatever stands around it.
enum JSONStrings {
  static func forEach(in bytes: [UInt8], _ body: (_ key: String, _ value: String) -> Void) {
    var position = 0
    var key: String?
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        let value = string(in: bytes, &position)
        if let name = key {
          body(name, value)
          key = nil
        } else if next(in: bytes, position) == UInt8(ascii: ":") {
          key = value
        }
      case UInt8(ascii: ","), UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "}"): key = nil
      default: break
      }
    }
  }

  private static func next(in bytes: [UInt8], _ position: Int) -> UInt8? {
    bytes[position...].first { $0 > 0x20 }
  }

  /// The string that begins at `position`, up to its closing quote.
  private static func string(in bytes: [UInt8], _ position: inout Int) -> String {
    var units: [UInt8] = []
    while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
      guard bytes[position] == UInt8(ascii: "\\"), position + 1 < bytes.count else {
        units.append(bytes[position])
        position += 1
        continue
      }
      let escape = bytes[position + 1]
      position += 2
      switch escape {
      case UInt8(ascii: "n"), UInt8(ascii: "r"): units.append(0x0A)
      case UInt8(ascii: "t"), UInt8(ascii: "b"), UInt8(ascii: "f"): units.append(0x20)
      case UInt8(ascii: "u"): units += String(utf16(in: bytes, &position)).utf8
      default: units.append(escape)
      }
    }
    // A string that is cut off ends with the text.
    position = min(position + 1, bytes.count)
    return String(decoding: units, as: UTF8.self)
  }

  /// The scalar whose digits begin at `position`: two escapes where it is a pair.
  private static func utf16(in bytes: [UInt8], _ position: inout Int) -> Unicode.Scalar {
    guard let first = digits(in: bytes, position) else { return "\u{FFFD}" }
    position += 4
    if (0xD800..<0xDC00).contains(first), bytes[position...].starts(with: [0x5C, 0x75]),
      let second = digits(in: bytes, position + 2), (0xDC00..<0xE000).contains(second)
    {
      position += 6
      return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
    }
    return Unicode.Scalar(first) ?? "\u{FFFD}"
  }

  private static func digits(in bytes: [UInt8], _ position: Int) -> UInt32? {
    guard position + 4 <= bytes.count else { return nil }
    return UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
  }
}
