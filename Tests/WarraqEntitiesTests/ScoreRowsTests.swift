import Testing
import WarraqCore

@testable import WarraqEntities

/// A buffer of some rows.
private func buffer(_ rows: [[Int16]]) -> RowBuffer {
  let buffer = RowBuffer(count: rows.count)
  for (number, row) in rows.enumerated() {
    buffer[number].start.update(from: row, count: RowBuffer.width)
  }
  return buffer
}

extension ScoreRows {
  /// The number of a row with some numbers.
  fileprivate func number(of numbers: [Int16]) -> UInt32 {
    var found = InlineArray<7, UInt32>(repeating: 0)
    number(buffer([numbers]), 1, into: &found)
    return found[0]
  }

  /// The numbers of a row.
  fileprivate func numbers(of row: UInt32) -> [Int16] {
    let bytes = [UInt8](UnsafeRawBufferPointer(start: start + Int(row), count: 64))
    let labels = stride(from: 0, to: 32, by: 2).map {
      Int16(bitPattern: UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8)
    }
    return labels + bytes[32...].map { Int16(Int8(bitPattern: $0)) }
  }
}

@Suite struct ScoreRowsTests {
  private func row(_ number: Int) -> [Int16] {
    (0..<RowBuffer.width).map { Int16(($0 * number) % 128) + ($0 < LabelSet.limit ? 300 : 0) }
  }

  @Test(arguments: [10, 1 << 20])
  func `equal rows have one number, however many there are`(reserved: Int) {
    let rows = ScoreRows(buffer([row(1), row(2)]).packed, reserved: reserved)
    let numbers = (0..<5000).map { rows.number(of: row($0)) }
    #expect(rows.count == 2 + Set((0..<5000).map { row($0) }).count)
    for number in 0..<5000 {
      #expect(rows.number(of: row(number)) == numbers[number])
      #expect(rows.numbers(of: numbers[number]) == row(number))
    }
  }

  @Test func `rows that are kept move together behind those that were there from the beginning`() {
    let rows = ScoreRows(buffer([row(1), row(2)]).packed)
    let numbers = (0..<5000).map { rows.number(of: row($0)) }
    var kept = stride(from: 3, to: 5000, by: 7).map { numbers[$0] } + [0, 1]
    rows.keep { keep in for index in kept.indices { keep(&kept[index]) } }
    #expect(rows.count == 2 + Set(kept.dropLast(2)).count && rows.addedCount == rows.count - 2)
    #expect(kept.suffix(2) == [0, 1])
    for (number, old) in zip(kept, stride(from: 3, to: 5000, by: 7)) {
      #expect(rows.numbers(of: number) == row(old) && rows.number(of: row(old)) == number)
    }
    var none: [UInt32] = []
    rows.keep { keep in for index in none.indices { keep(&none[index]) } }
    #expect(rows.count == 2 && rows.number(of: row(7)) == 2)
    #expect(rows.numbers(of: 1) == row(2))
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

  @Test func `a recogniser serves the next task with what it has read, until it is let go of`()
    throws
  {
    let models = try ModelFolder()
    func names() throws -> [EntitySpan]? {
      let recognizer = DocumentRecognizer(models, memory: 1 << 26)
      let document = Recognizing.document(
        "Angela Merkel met Barack Obama in Paris.", language: "en")
      try recognizer.recognize(document)
      return document.entities
    }
    func wordsKept() throws -> Int {
      let kept = try models.takeRecognizer("en")
      defer { models.give(kept, "en") }
      return kept.memory - EntityRecognizer(try models.model(named: "en")).memory
    }
    let expected = try names()
    #expect(expected?.count == 3)
    #expect(try wordsKept() > 0)
    #expect(try names() == expected)
    models.forgetWords()
    #expect(try wordsKept() == 0)
  }

  @Test func `a recogniser that reads with evidence serves nobody else`() throws {
    let models = try ModelFolder()
    let document = Recognizing.document("Angela Merkel met Obama in Paris.", language: "en")
    do {
      let evidence = ["en": WordEvidence(totals: LabelCounts())]
      try DocumentRecognizer(models, evidence: evidence, memory: 1 << 26).recognize(document)
    }
    #expect(document.entities != nil)
    let next = try models.takeRecognizer("en")
    #expect(next.memory == EntityRecognizer(try models.model(named: "en")).memory)
  }
}
