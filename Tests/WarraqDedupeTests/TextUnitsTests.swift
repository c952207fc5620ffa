import Testing
import WarraqCore

@testable import WarraqDedupe

@Suite struct TextUnitsTests {
  private func units(_ text: String, paragraphs: Bool) -> [String] {
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBytes { bytes in
      TextUnits.find(bytes, paragraphs: paragraphs).map {
        "\($0.lines) " + String(decoding: bytes[$0.bytes], as: UTF8.self)
      }
    }
  }

  @Test func `lines are trimmed, and blank ones are none`() {
    #expect(
      units("one\n\n  two \r\n\t\nthree", paragraphs: false) == [
        "0..<1 one", "2..<3 two", "4..<5 three",
      ])
    #expect(units("", paragraphs: false).isEmpty && units(" \n \n", paragraphs: false).isEmpty)
  }

  @Test func `paragraphs end at blank lines`() {
    #expect(
      units("one\n two\n\n\nthree\n", paragraphs: true) == [
        "0..<2 one\n two", "4..<5 three",
      ])
  }

  @Test(arguments: [
    ([], "a\nb\n\nc\n"), ([0], "b\n\nc\n"), ([1, 2], "a\nc\n"), ([3, 4], "a\nb\n"),
    ([0, 1, 2, 3, 4], ""),
  ])
  func `lines are taken out by number`(removed: [Int], rest: String) {
    let text = TextLines.text(Array("a\nb\n\nc\n".utf8), without: removed)
    #expect(String(decoding: text, as: UTF8.self) == rest)
  }
}
