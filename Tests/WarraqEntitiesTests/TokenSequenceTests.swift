import Testing
import WarraqCore

@testable import WarraqEntities

@Suite struct TokenSequenceTests {
  private func lines(_ text: String) -> [[String]] {
    let document = Recognizing.document(text, language: "ar")
    var sequence = TokenSequence()
    sequence.fill(document)
    return zip(sequence.lineStarts, sequence.lineStarts.dropFirst()).map { start, end in
      sequence.tokens[start..<end].map {
        String(decoding: document.text[$0.published], as: UTF8.self)
      }
    }
  }

  @Test func `marks between words are tokens, also those that normalising drops`() {
    #expect(lines("قال، «نعم»...") == [["قال", "،", "«", "نعم", "»", "..."]])
  }

  @Test func `a line feed ends a line, and empty lines are none`() {
    #expect(lines("a\n\n b\n") == [["a"], ["b"]])
  }

  @Test func `long lines are cut`() {
    let many = Array(repeating: "x", count: 1000).joined(separator: " ")
    #expect(lines(many).map(\.count) == [400, 400, 200])
  }

  @Test(arguments: [
    ("Paris", WordShape.capitalized), ("NATO", .capitals), ("École", .capitalized), ("été", .lower),
    ("iPhone", .mixed), ("J", .initial), ("1999", .number), ("B52", .numbered),
    ("سوريا", .caseless),
  ])
  func `the shape of a word is how it was published`(word: String, shape: WordShape) {
    let document = Recognizing.document(word, language: "en")
    var sequence = TokenSequence()
    sequence.fill(document)
    #expect(sequence.tokens.map(\.shape) == [shape])
  }
}
