import WarraqCore

/// Reads dates: ISO 8601 first, then the formats of the job, in their order. Never guesses.
struct DateParser {
  private let formats: [DateFormat]

  /// - Throws: a `usage` error for a pattern that ``DateFormat`` does not know.
  init(formats: [String]) throws(WarraqError) {
    var parsed: [DateFormat] = []
    for pattern in formats { parsed.append(try DateFormat(pattern)) }
    self.formats = parsed
  }

  /// The date as written, without any shift between time zones; `nil` when no format fits.
  func parse(_ text: String) -> CalendarDate? {
    var text = text
    return text.withUTF8 { bytes in
      var trimmed = bytes[...]
      while let first = trimmed.first, first <= 0x20 { trimmed.removeFirst() }
      while let last = trimmed.last, last <= 0x20 { trimmed.removeLast() }
      let rest = UnsafeBufferPointer(rebasing: trimmed)
      if let date = ISODate.parse(rest) { return date }
      for format in formats {
        if let date = format.parse(rest) { return date }
      }
      return nil
    }
  }
}

/// Reads numbers and fixed words from the front of a text.
struct DateCursor {
  let bytes: UnsafeBufferPointer<UInt8>
  var position = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  var isAtEnd: Bool { position == bytes.count }
  var byte: UInt8 { position < bytes.count ? bytes[position] : 0 }

  mutating func take(_ wanted: UInt8) -> Bool {
    guard !isAtEnd, bytes[position] == wanted else { return false }
    position += 1
    return true
  }

  /// A number of `low` to `high` digits, as many as there are.
  mutating func number(_ low: Int, _ high: Int) -> Int? {
    var value = 0
    var count = 0
    while count < high, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
      position += 1
      count += 1
    }
    return count >= low ? value : nil
  }

  /// The number of digits from here on.
  var digits: Int {
    bytes[position...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
  }
}
