import WarraqCore

/// Dates of ISO 8601: `2015`, `2015-07`, `2015-07-31`, `20150731`, `2015-212`, each day also with a
/// time behind `T` or a space (`08:30`, `08:30:00.123`, `083000`) and an offset (`Z`, `+03:00`,
/// `+0300`, `+03`). Week dates are not read.
enum ISODate {
  static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> CalendarDate? {
    var cursor = DateCursor(bytes)
    let lead = cursor.digits
    guard lead == 4 || lead == 8, let year = cursor.number(4, 4) else { return nil }
    var month: Int?
    var day: Int?
    if lead == 8 {
      month = cursor.number(2, 2)
      day = cursor.number(2, 2)
    } else if cursor.take(UInt8(ascii: "-")) {
      if cursor.digits == 3 {
        guard let found = ordinal(year, cursor.number(3, 3) ?? 0) else { return nil }
        (month, day) = found
      } else {
        guard let found = cursor.number(2, 2) else { return nil }
        month = found
        if cursor.take(UInt8(ascii: "-")) {
          guard let found = cursor.number(2, 2) else { return nil }
          day = found
        }
      }
    }
    guard cursor.isAtEnd || day != nil && time(&cursor) else { return nil }
    return CalendarDate(checked: year, month: month, day: day)
  }

  /// The month and day of the `number`th day of a year.
  private static func ordinal(_ year: Int, _ number: Int) -> (Int, Int)? {
    var rest = number
    for month in 1...12 {
      var length = 31
      while CalendarDate(checked: year, month: month, day: length) == nil {
        length -= 1
        if length == 0 { return nil }
      }
      if rest <= length { return rest > 0 ? (month, rest) : nil }
      rest -= length
    }
    return nil
  }

  /// A time and its offset, up to the end of the text.
  private static func time(_ cursor: inout DateCursor) -> Bool {
    guard
      cursor.take(UInt8(ascii: "T")) || cursor.take(UInt8(ascii: "t"))
        || cursor.take(UInt8(ascii: " "))
    else { return false }
    guard let hour = cursor.number(2, 2), hour <= 24 else { return false }
    let isBasic = cursor.digits > 0
    // Minutes, then seconds: 60 is a leap second, and 24 o'clock is the end of the day to the second.
    for limit in [59, 60] {
      guard isBasic ? cursor.digits >= 2 : cursor.take(UInt8(ascii: ":")) else { break }
      guard let part = cursor.number(2, 2), part <= (hour == 24 ? 0 : limit) else {
        return false
      }
    }
    if cursor.take(UInt8(ascii: ".")) || cursor.take(UInt8(ascii: ",")) {
      guard cursor.number(1, 18) != nil else { return false }
    }
    _ = cursor.take(UInt8(ascii: " "))
    return cursor.isAtEnd || offset(&cursor)
  }

  /// `Z` or a distance from UTC, up to the end of the text.
  static func offset(_ cursor: inout DateCursor) -> Bool {
    if cursor.take(UInt8(ascii: "Z")) || cursor.take(UInt8(ascii: "z")) { return cursor.isAtEnd }
    guard cursor.take(UInt8(ascii: "+")) || cursor.take(UInt8(ascii: "-")),
      let hours = cursor.number(2, 2), hours <= 23
    else { return false }
    if cursor.isAtEnd { return true }
    _ = cursor.take(UInt8(ascii: ":"))
    guard let minutes = cursor.number(2, 2) else { return false }
    return minutes <= 59 && cursor.isAtEnd
  }
}
