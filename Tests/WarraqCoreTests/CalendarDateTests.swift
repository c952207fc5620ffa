import Testing
import WarraqCore

@Suite struct CalendarDateTests {
  @Test(arguments: ["2015-07-31", "2015-07-31T08:30:00+03:00", "2015-07-31 08:30"])
  func `the day of an ISO date is read`(text: String) {
    #expect(CalendarDate(isoDay: text) == CalendarDate(year: 2015, month: 7, day: 31))
  }

  @Test(arguments: [
    "", "2015", "2015-07", "2015-02-30", "31.07.2015", "2015-7-31", "July 31, 2015", "2015-07-3x",
    "20-15-07-31", "٢٠١٥-٠٧-٣١",
  ])
  func `anything else is no day`(text: String) { #expect(CalendarDate(isoDay: text) == nil) }

  @Test(
    arguments: [
      (2015, 3, 9, "2015-03-09"), (2015, 12, nil, "2015-12"), (2015, nil, nil, "2015"),
      (7, 1, 31, "0007-01-31"), (9999, 10, 10, "9999-10-10"),
      (12_345, 6, nil, "12345-06"), (-5, nil, nil, "00-5"), (2015, nil, 9, "2015"),
    ] as [(Int, Int?, Int?, String)])
  func `a label is as precise as the date`(year: Int, month: Int?, day: Int?, label: String) {
    let date = CalendarDate(year: year, month: month, day: day)
    #expect(date.label == label)
    #expect(
      date.monthLabel
        == label.split(separator: "-", omittingEmptySubsequences: false).prefix(2).joined(
          separator: "-"))
  }
}
