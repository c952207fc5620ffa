import Testing
import WarraqCore

@testable import WarraqEntities

@Suite struct LineMarksTests {
  /// What surrounds each token: before * 8 + brackets * 4 + behind.
  private func marks(_ text: String) -> [UInt8] {
    let document = Recognizing.document(text, language: "en")
    var sequence = TokenSequence()
    sequence.fill(document)
    var marks = LineMarks()
    marks.find(sequence) { index in
      let range = sequence.tokens[index].published
      return WordHash.of(String(decoding: document.text[range], as: UTF8.self))
    }
    return marks.numbers
  }

  @Test func `a comma stands behind what is before it, and before what is behind`() {
    #expect(marks("Troon, Scotland") == [2, 0, 8])
  }

  @Test func `Arabic marks are marks`() {
    #expect(marks("باريس، لندن؛ روما") == marks("Paris, London; Rome"))
    #expect(marks("باريس، لندن") == [2, 0, 8])
  }

  @Test func `brackets are not divided from what stands before them`() {
    #expect(marks("Autopolis (a, b) opens") == [1, 6, 6, 4, 4, 0, 0])
  }

  @Test func `a line knows nothing of the line before`() {
    #expect(marks("Rome – Paris\nTroon").last == 0)
  }
}
