import Testing
import WarraqCore

@testable import WarraqEntities

@Suite struct ScoreRowsTests {
  private func row(_ number: Int) -> [Int16] {
    (0..<ScoreRows.width).map { Int16(($0 * number) % 300) }
  }

  @Test func `equal rows have one number, however many there are`() {
    let rows = ScoreRows(row(1) + row(2))
    let numbers = (0..<5000).map { rows.number(of: row($0)) }
    #expect(rows.count == 2 + Set((0..<5000).map { row($0) }).count)
    for number in 0..<5000 {
      #expect(rows.number(of: row(number)) == numbers[number])
      let kept = UnsafeBufferPointer(start: rows.row(numbers[number]), count: ScoreRows.width)
      #expect(kept.elementsEqual(row(number)))
    }
  }

  @Test func `rows that were there from the beginning stay`() {
    let rows = ScoreRows(row(1) + row(2))
    for number in 0..<5000 { _ = rows.number(of: row(number)) }
    rows.removeAll()
    #expect(rows.count == 2)
    #expect(UnsafeBufferPointer(start: rows.row(1), count: ScoreRows.width).elementsEqual(row(2)))
    #expect(rows.number(of: row(7)) == 2)
  }

  @Test func `names are the same when words were forgotten in between`() throws {
    let model = try #require(try ModelFolder().model(language: "en"))
    let texts = [
      "Angela Merkel met Barack Obama in Paris.", "Obama told Reuters that Merkel left.",
    ]
    let recognizer = EntityRecognizer(model)
    func names(_ text: String) -> [EntitySpan] {
      var spans: [EntitySpan] = []
      recognizer.recognize(Recognizing.document(text, language: "en"), into: &spans)
      return spans
    }
    let expected = texts.map(names)
    let before = recognizer.memory
    // Of the words of both texts only those stay that have been met again.
    recognizer.forgetRare()
    #expect(recognizer.memory < before)
    #expect(texts.map(names) == expected)
    recognizer.forgetRare()
    recognizer.forgetRare()
    #expect(texts.reversed().map(names) == expected.reversed())
    #expect(expected.allSatisfy { !$0.isEmpty })
  }
}
