import Glibc

/// Resolves the escape sequences of strings that ``JSONScanner`` has checked.
enum JSONEscapes {
  /// The code unit of the four digits behind the `u` at `position`.
  @inline(__always)
  static func unit(_ bytes: UnsafePointer<UInt8>, at position: Int, count: Int) -> UInt32? {
    guard position + 4 < count else { return nil }
    var value: UInt32 = 0
    for index in 1...4 {
      let byte = bytes[position + index]
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte &- UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte &- UInt8(ascii: "a") &+ 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte &- UInt8(ascii: "A") &+ 10
      default: return nil
      }
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  /// Appends what stands between the quotation marks of a checked string.
  static func append(
    _ bytes: UnsafeBufferPointer<UInt8>, hasEscapes: Bool, to result: inout [UInt8]
  ) {
    guard hasEscapes, let base = bytes.baseAddress else {
      result.append(contentsOf: bytes)
      return
    }
    result.reserveCapacity(result.count + bytes.count)
    var position = 0
    while position < bytes.count {
      let rest = bytes.count - position
      let hit = memchr(base + position, Int32(UInt8(ascii: "\\")), rest)
      let next =
        hit.map { UnsafeRawPointer(base).distance(to: UnsafeRawPointer($0)) } ?? bytes.count
      result.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[position..<next]))
      position = next
      if position < bytes.count { position += resolve(base, position, bytes.count, &result) }
    }
  }

  /// Appends the character of the sequence at `position`; returns the sequence's length.
  private static func resolve(
    _ bytes: UnsafePointer<UInt8>, _ position: Int, _ count: Int, _ result: inout [UInt8]
  ) -> Int {
    switch bytes[position + 1] {
    case UInt8(ascii: "b"): result.append(0x08)
    case UInt8(ascii: "f"): result.append(0x0C)
    case UInt8(ascii: "n"): result.append(0x0A)
    case UInt8(ascii: "r"): result.append(0x0D)
    case UInt8(ascii: "t"): result.append(0x09)
    case UInt8(ascii: "u"): return resolveUnit(bytes, position + 1, count, &result)
    case let literal: result.append(literal)
    }
    return 2
  }

  private static func resolveUnit(
    _ bytes: UnsafePointer<UInt8>, _ position: Int, _ count: Int, _ result: inout [UInt8]
  ) -> Int {
    guard let first = unit(bytes, at: position, count: count) else { return 6 }
    if first & 0xFC00 == 0xD800, let second = unit(bytes, at: position + 6, count: count) {
      encode(0x10000 + ((first & 0x3FF) << 10 | second & 0x3FF), &result)
      return 12
    }
    encode(first, &result)
    return 6
  }

  private static func encode(_ scalar: UInt32, _ result: inout [UInt8]) {
    guard let scalar = Unicode.Scalar(scalar), let units = UTF8.encode(scalar) else { return }
    result.append(contentsOf: units)
  }
}
