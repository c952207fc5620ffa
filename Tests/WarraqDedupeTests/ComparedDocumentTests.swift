import Testing
import WarraqCore

@testable import WarraqDedupe

@Suite struct ComparedDocumentTests {
  @Test func `days are counted over leap years and turns of the year`() {
    func day(_ year: Int, _ month: Int?, _ day: Int?) -> Int? {
      let document = Document()
      document.date = CalendarDate(year: year, month: month, day: day)
      return ComparedDocument(document, comparesNumbers: false).day
    }
    func between(_ a: Int?, _ b: Int?) -> Int? { a.flatMap { a in b.map { $0 - a } } }
    #expect(between(day(2016, 2, 28), day(2016, 3, 1)) == 2)
    #expect(between(day(2015, 2, 28), day(2015, 3, 1)) == 1)
    #expect(between(day(1900, 2, 28), day(1900, 3, 1)) == 1)
    #expect(between(day(2000, 1, 1), day(2001, 1, 1)) == 366)
    #expect(between(day(1999, 12, 31), day(2000, 1, 1)) == 1)
    #expect(between(day(1970, 1, 1), day(2026, 11, 25)) == 20_782)
    #expect(day(2015, 3, nil) == nil && day(2015, nil, nil) == nil)
  }
}
