/// A date as published, to the precision that was published: a year, a month or a day.
public struct CalendarDate: Hashable, Sendable {
  public var year: Int
  public var month: Int?
  public var day: Int?

  public init(year: Int, month: Int? = nil, day: Int? = nil) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// `2015-03`, or `2015` where no month is known.
  public var monthLabel: String { CalendarDate(year: year, month: month).label }

  /// As precise as it was published: `2015`, `2015-03` or `2015-03-09`.
  public var label: String {
    var bytes: [UInt8] = []
    appendLabel(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the bytes of ``label``.
  package func appendLabel(to bytes: inout [UInt8]) {
    Self.append(year, width: 4, to: &bytes)
    guard let month else { return }
    bytes.append(UInt8(ascii: "-"))
    Self.append(month, width: 2, to: &bytes)
    guard let day else { return }
    bytes.append(UInt8(ascii: "-"))
    Self.append(day, width: 2, to: &bytes)
  }

  /// Appends a number with zeros in front.
  private static func append(_ value: Int, width: Int, to bytes: inout [UInt8]) {
    var unit = 1
    for _ in 1..<width { unit *= 10 }
    guard 0..<10 * unit ~= value else {
      let digits = String(value)
      bytes.append(
        contentsOf: repeatElement(UInt8(ascii: "0"), count: max(0, width - digits.count)))
      return bytes.append(contentsOf: digits.utf8)
    }
    while unit > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(value / unit % 10))
      unit /= 10
    }
  }
}

extension CalendarDate {
  /// `nil` when there is no such day in the Gregorian calendar, years 1 to 9999.
  public init?(checked year: Int, month: Int?, day: Int?) {
    guard (1...9999).contains(year) else { return nil }
    if let month {
      guard (1...12).contains(month) else { return nil }
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      let last = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
      if let day, !(1...last).contains(day) { return nil }
    } else if day != nil {
      return nil
    }
    self.init(year: year, month: month, day: day)
  }

  /// The day at the beginning of a date by ISO 8601: `2015-07-31`, whatever time of day follows.
  public init?(isoDay text: String) {
    let day = text.utf8.prefix(10)
    let parts = day.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard day.count == 10, parts.map(\.count) == [4, 2, 2],
      day.allSatisfy({ $0 == UInt8(ascii: "-") || (0x30...0x39).contains($0) })
    else { return nil }
    let numbers = parts.map { $0.reduce(0) { $0 * 10 + Int($1 - 0x30) } }
    self.init(checked: numbers[0], month: numbers[1], day: numbers[2])
  }
}
