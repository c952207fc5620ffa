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
}
