import Testing
import WarraqCore
import WarraqTestKit

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

@Suite struct WordShapeTests {
  /// The shape, code point by code point.
  private func shape(_ published: [UInt8], _ normalized: [UInt8]) -> WordShape {
    let isAligned = published.count == normalized.count
    var (upper, lower, digits, others, startsUpper) = (0, 0, 0, 0, false)
    var index = 0
    while index < published.count {
      let byte = published[index]
      let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      var isUpper = isAligned && published[index] != normalized[index]
      if isAligned, length > 1 {
        isUpper = isUpper || published[index + 1] != normalized[index + 1]
      }
      if length == 1 { isUpper = (65...90).contains(byte) }
      if index == 0 { startsUpper = isUpper }
      if (48...57).contains(byte) {
        digits += 1
      } else if isUpper {
        upper += 1
      } else if (97...122).contains(byte) || (0xC3...0xD3).contains(byte) {
        lower += 1
      } else if length > 1 {
        others += 1
      }
      index += length
    }
    if digits > 0 { return upper + lower + others > 0 ? .numbered : .number }
    if upper + lower == 0 { return .caseless }
    if lower == 0 { return upper == 1 ? .initial : .capitals }
    if upper == 0 { return .lower }
    return startsUpper && upper == 1 ? .capitalized : .mixed
  }

  @Test(arguments: UInt64(1)...20)
  func `a word has the shape that its letters say, however many bytes are looked at at once`(
    seed: UInt64
  ) {
    var random = SplitMix(seed)
    let sets = ["abz", "aZ9", "بحر", "بأé", "дЖб", "中文", "az`{", "ԀӿԱ", "\u{80}\u{BF}\u{FF}"].map {
      Array($0)
    }
    for _ in 0..<300 {
      let letters = sets[Int.random(in: 0..<sets.count, using: &random)]
      let length = Int.random(in: 1...14, using: &random)
      let published = (0..<length).map { _ in
        letters[Int.random(in: 0..<letters.count, using: &random)]
      }
      let folded = published.map { letter in
        Int.random(in: 0..<20, using: &random) == 0 ? letters[0] : letter
      }
      let (word, form) = (Array(String(published).utf8), Array(String(folded).utf8))
      let found = word.withUnsafeBytes { word in
        form.withUnsafeBytes { WordShape.of(published: word, normalized: $0) }
      }
      #expect(found == shape(word, form), "\(String(published)) \(String(folded))")
    }
  }
}
