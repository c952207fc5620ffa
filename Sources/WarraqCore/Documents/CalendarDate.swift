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
  public var monthLabel: String {
    month.map { Self.pad(year, 4) + "-" + Self.pad($0, 2) } ?? Self.pad(year, 4)
  }

  /// As precise as it was published: `2015`, `2015-03` or `2015-03-09`.
  public var label: String {
    guard month != nil, let day else { return monthLabel }
    return monthLabel + "-" + Self.pad(day, 2)
  }

  private static func pad(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
