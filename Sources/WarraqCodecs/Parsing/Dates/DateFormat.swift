public import WarraqCore

/// A format of dates, in the letters of Unicode's date field symbols (UTS #35).
///
/// | letters | stand for |
/// | --- | --- |
/// | `yyyy` | a year of four digits |
/// | `MM`, `M` | a month of two digits; of one or two |
/// | `MMM`, `MMMM` | an English month, short or in full |
/// | `dd`, `d` | a day of two digits; of one or two |
/// | `EEE`, `EEEE` | an English weekday, short or in full; not checked against the date |
/// | `HH`, `H`, `hh`, `h`, `mm`, `m`, `ss`, `s`, `a` | parts of a time; read and dropped |
/// | `S`, `SS`, ... | fractions of a second; read and dropped |
/// | `Z` | an offset: `Z`, `+03:00`, `+0300`, `+03`; also `GMT` and `UTC`; read and dropped |
/// | `'...'` | what stands between the marks; `''` is one mark |
///
/// All other characters stand for themselves, but for the other ASCII letters, which are refused.
/// Years of two digits are not read: they would have to be guessed.
public struct DateFormat: Sendable {
  private enum Part: Sendable {
    case literal([UInt8])
    case year
    case month(ClosedRange<Int>)
    case day(ClosedRange<Int>)
    case monthName, weekday, offset, halfOfDay
    /// A number that is dropped: how many digits, and its greatest value.
    case number(ClosedRange<Int>, Int)
  }

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]
  private static let weekdays = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]

  private let parts: [Part]

  /// - Throws: a `usage` error that names the letters which are not known.
  public init(_ pattern: String) throws(WarraqError) {
    var parts: [Part] = []
    var rest = Array(pattern.utf8)[...]
    while let first = rest.first {
      if first == UInt8(ascii: "'") {
        parts.append(.literal(Self.quoted(&rest)))
        continue
      }
      let run = rest.prefix { $0 == first }
      rest = rest.dropFirst(run.count)
      let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first | 0x20)
      guard isLetter else {
        parts.append(.literal(Array(run)))
        continue
      }
      let letters = String(decoding: run, as: UTF8.self)
      guard let part = Self.part(letters) else {
        throw WarraqError(
          .usage,
          "The date format \"\(pattern)\" has \"\(letters)\", which is not known; use yyyy, MM, M, "
            + "MMM, MMMM, dd, d, EEE, EEEE, HH, mm, ss, S, a, Z, and put other letters in '...'.")
      }
      parts.append(part)
    }
    guard parts.contains(where: { if case .year = $0 { true } else { false } }) else {
      throw WarraqError(.usage, "The date format \"\(pattern)\" has no year (yyyy).")
    }
    self.parts = parts
  }

  private static func part(_ letters: String) -> Part? {
    switch letters {
    case "yyyy": .year
    case "MM": .month(2...2)
    case "M": .month(1...2)
    case "MMM", "MMMM": .monthName
    case "dd": .day(2...2)
    case "d": .day(1...2)
    case "EEE", "EEEE": .weekday
    case "HH", "hh": .number(2...2, 24)
    case "H", "h": .number(1...2, 24)
    case "mm", "ss": .number(2...2, 60)
    case "m", "s": .number(1...2, 60)
    case "a": .halfOfDay
    case "Z": .offset
    default: letters.allSatisfy { $0 == "S" } ? .number(1...18, .max) : nil
    }
  }

  /// What stands between quotation marks at the front of `rest`.
  private static func quoted(_ rest: inout ArraySlice<UInt8>) -> [UInt8] {
    let mark = UInt8(ascii: "'")
    rest = rest.dropFirst()
    if rest.first == mark {
      rest = rest.dropFirst()
      return [mark]
    }
    let inside = rest.prefix { $0 != mark }
    rest = rest.dropFirst(inside.count + 1)
    return Array(inside)
  }

  /// The date that `bytes` hold, or `nil` when they do not follow the format to the end.
  func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> CalendarDate? {
    var cursor = DateCursor(bytes)
    var year: Int?
    var month: Int?
    var day: Int?
    for part in parts {
      switch part {
      case .literal(let text):
        for byte in text { guard cursor.take(byte) else { return nil } }
      case .year:
        guard let found = cursor.number(4, 4) else { return nil }
        year = found
      case .month(let digits):
        guard let found = cursor.number(digits.lowerBound, digits.upperBound) else { return nil }
        month = found
      case .day(let digits):
        guard let found = cursor.number(digits.lowerBound, digits.upperBound) else { return nil }
        day = found
      case .monthName:
        guard let found = cursor.name(Self.months) else { return nil }
        month = found + 1
      case .weekday: guard cursor.name(Self.weekdays) != nil else { return nil }
      case .halfOfDay: guard cursor.name(["am", "pm"]) != nil else { return nil }
      case .offset: guard cursor.offset() else { return nil }
      case .number(let digits, let most):
        guard let found = cursor.number(digits.lowerBound, digits.upperBound), found <= most
        else { return nil }
      }
    }
    guard cursor.isAtEnd, let year else { return nil }
    return CalendarDate(checked: year, month: month, day: day)
  }
}

extension DateCursor {
  /// The index of the one of `names` that comes next, in full or by its first three letters.
  fileprivate mutating func name(_ names: [String]) -> Int? {
    let letters = bytes[position...].prefix {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20)
    }
    let word = String(decoding: letters, as: UTF8.self).lowercased()
    guard let index = names.firstIndex(where: { $0 == word || $0.prefix(3) == word }) else {
      return nil
    }
    position += letters.count
    return index
  }

  fileprivate mutating func offset() -> Bool {
    for zone in ["GMT", "UTC"] where bytes[position...].starts(with: zone.utf8) {
      position += 3
      return true
    }
    // An offset may be followed by more of the pattern: find where it ends first.
    let length = bytes[position...].prefix { byte in
      byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":")
        || byte | 0x20 == UInt8(ascii: "z")
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }.count
    var part = DateCursor(UnsafeBufferPointer(rebasing: bytes[position..<position + length]))
    position += length
    return ISODate.offset(&part)
  }
}
