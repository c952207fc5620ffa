import Testing
import WarraqCore

@testable import WarraqDedupe

@Suite struct SimilarityTests {
  @Test(arguments: UInt64(0)..<100)
  func `common and all members are counted`(seed: UInt64) {
    var random = Numbers(state: seed)
    func some() -> Set<UInt64> {
      Set((0..<random.below(60)).map { _ in UInt64(random.below(40)) })
    }
    let (a, b) = (some(), some())
    let found = a.sorted().withUnsafeBufferPointer { x in
      b.sorted().withUnsafeBufferPointer { Similarity(x, $0) }
    }
    #expect(found == Similarity(common: a.intersection(b).count, all: a.union(b).count))
  }

  @Test func `a threshold is reached exactly`() {
    #expect(Similarity(common: 4, all: 5).reaches(8_000))
    #expect(!Similarity(common: 799_999, all: 1_000_000).reaches(8_000))
    #expect(Similarity(common: 0, all: 3).reaches(0))
  }

  @Test func `four decimals are rounded half up`() {
    #expect(Similarity(common: 2, all: 3).text == "0.6667")
    #expect(Similarity(common: 1, all: 8).text == "0.1250")
    #expect(Similarity(common: 1, all: 20_000).text == "0.0001")
    #expect(Similarity(common: 1, all: 20_001).text == "0.0000")
    #expect(Similarity.one.text == "1.0000")
    #expect(Similarity(common: 0, all: 0).text == "0.0000")
  }

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
