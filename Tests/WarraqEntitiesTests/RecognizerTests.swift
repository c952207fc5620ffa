import Testing
import WarraqCore

@testable import WarraqEntities

@Suite struct RecognizerTests {
  @Test(arguments: ["ولندن", "وَلندن", "وـلندن", "ﻭلندن", "ﻭﻟﻨﺪﻥ"])
  func `a name begins with a whole letter behind its clitics, however they are written`(
    word: String
  ) throws {
    let names = try Recognizing("ar").names("زار باريس \(word)", language: "ar")
    let last = try #require(names.last)
    #expect(last.form == word && ["لندن", "ﻟﻨﺪﻥ"].contains(last.text))
  }

  @Test func `the parts of a long document hold all of its lines`() {
    var sequence = TokenSequence()
    let text = (1...9).map { Array(repeating: "x", count: $0).joined(separator: " ") }
    sequence.fill(Recognizing.document(text.joined(separator: "\n"), language: "en"))
    var parts: [[Int]] = []
    sequence.forEachPart(upTo: 9) { parts.append($0.lineStarts) }
    #expect(
      parts == [[0, 1, 3, 6], [0, 4, 9], [0, 6], [0, 7], [0, 8], [0, 9]])
    parts = []
    sequence.forEachPart(upTo: 45) { parts.append($0.lineStarts) }
    #expect(parts == [sequence.lineStarts])
  }

  @Test func `names stand where they are in documents of several parts`() throws {
    let text = Array(repeating: "Angela Merkel met Barack Obama in Paris.", count: 9)
    let names = try Recognizing("en", longestPart: 20)
      .names(text.joined(separator: "\n"), language: "en")
    let each = ["Angela Merkel", "Barack Obama", "Paris"]
    #expect(names.map(\.text) == (1...9).flatMap { _ in each })
  }
}
