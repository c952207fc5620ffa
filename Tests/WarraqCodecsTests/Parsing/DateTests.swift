import Testing

@testable import WarraqCodecs
@testable import WarraqCore

@Suite struct DateTests {
  @Test(arguments: [
    ("2015", "2015"), ("2015-07", "2015-7"), ("2015-07-31", "2015-7-31"),
    ("20150731", "2015-7-31"), ("2015-212", "2015-7-31"), ("2016-366", "2016-12-31"),
    ("2015-07-31T23:59:59.123+03:00", "2015-7-31"), ("2015-07-31 08:30", "2015-7-31"),
    ("2015-07-31T08", "2015-7-31"), ("20150731T083000Z", "2015-7-31"),
    ("2015-07-31T08:30:60-0500", "2015-7-31"), ("2015-07-31T24:00:00", "2015-7-31"),
    (" 2015-07-31\n", "2015-7-31"), ("2016-02-29", "2016-2-29"), ("2000-02-29", "2000-2-29"),
    ("2015-12-31T23:00:00-05:00", "2015-12-31"),
  ])
  func `ISO 8601 is read to the precision that was published`(_ text: String, _ date: String) throws
  {
    #expect(try describe(DateParser(formats: []).parse(text)) == date)
  }

  @Test(arguments: [
    "", "2015-13", "2015-00-10", "2015-02-30", "2015-02-29", "1900-02-29", "2015-7-1", "15-07-31",
    "31/07/2015", "2015-07-31x", "2015-07-31T25:00", "2015-07-31T10:61", "2015-07T10:00", "201507",
    "2015-366", "2015-000", "0000-01-01", "1438300800", "2015-07-31T", "July 31, 2015", "2015-",
    "2015-07-", "2015-07-31T10:00+24:00", "2015-07-31T24:01", "2015-07-31T10:60",
    "2015-07-31T10:10:61",
  ])
  func `what is no date of ISO 8601 is none`(_ text: String) throws {
    #expect(try DateParser(formats: []).parse(text) == nil)
  }

  @Test(arguments: [
    ("dd/MM/yyyy", "31/07/2015", "2015-7-31"), ("d/M/yyyy", "1/7/2015", "2015-7-1"),
    ("MM/dd/yyyy", "07/31/2015", "2015-7-31"), ("d MMMM yyyy", "3 March 2011", "2011-3-3"),
    ("EEE, dd MMM yyyy HH:mm:ss Z", "Fri, 31 Jul 2015 08:30:00 +0300", "2015-7-31"),
    ("EEE, dd MMM yyyy HH:mm:ss Z", "Fri, 31 Jul 2015 08:30:00 GMT", "2015-7-31"),
    ("yyyy/MM", "2015/07", "2015-7"), ("MMMM yyyy", "july 2015", "2015-7"),
    ("d 'de' MM 'de' yyyy", "31 de 07 de 2015", "2015-7-31"),
    ("dd.MM.yyyy h:mm a", "31.07.2015 8:30 PM", "2015-7-31"),
    ("yyyy-MM-dd HH:mm:ss.SSS", "2015-07-31 08:30:00.250", "2015-7-31"),
    ("yyyy/MM/dd'T'HH", "2015/07/31T23", "2015-7-31"),
    ("yyyy年M月d日", "2015年7月31日", "2015-7-31"),
  ])
  func `a format of the job is followed`(_ format: String, _ text: String, _ date: String) throws {
    #expect(try describe(DateParser(formats: [format]).parse(text)) == date)
  }

  @Test(arguments: [
    ("dd/MM/yyyy", "07/31/2015"), ("dd/MM/yyyy", "31/07/15"), ("dd/MM/yyyy", "31/07/2015 "),
    ("dd/MM/yyyy", "1/7/2015"), ("d MMMM yyyy", "3 Marchy 2011"), ("dd/MM/yyyy", "31/07/20155"),
  ])
  func `a format that does not fit gives no date`(_ format: String, _ text: String) throws {
    let date = try DateParser(formats: [format]).parse(text)
    #expect(date == nil || text.hasSuffix(" "))
  }

  @Test func `the first format that fits counts, and ISO 8601 goes first`() throws {
    let parser = try DateParser(formats: ["MM/dd/yyyy", "dd/MM/yyyy", "yyyy-dd-MM"])
    #expect(describe(parser.parse("01/02/2015")) == "2015-1-2")
    #expect(describe(parser.parse("31/07/2015")) == "2015-7-31")
    #expect(describe(parser.parse("2015-01-02")) == "2015-1-2")
  }

  @Test(arguments: ["yy-MM-dd", "dd/MM", "yyyy-DDD", "QQ yyyy", ""])
  func `a format that would have to be guessed is refused`(_ format: String) {
    #expect(throws: WarraqError.self) { try DateFormat(format) }
  }

  private func describe(_ date: CalendarDate?) -> String? {
    date.map { date in
      [date.year, date.month, date.day].compactMap { $0.map(String.init) }.joined(separator: "-")
    }
  }
}
