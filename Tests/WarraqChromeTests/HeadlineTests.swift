import Testing
import WarraqCore
import WarraqTestKit
import WarraqText

@testable import WarraqChrome

@Suite struct HeadlineTests {
  private func repetitions(
    _ lines: [String], title: String? = nil, isNormalized: Bool = false
  ) -> [Int] {
    let batch = DocumentBatch()
    SampleDocument(lines.joined(separator: "\n"), title: title)
      .add(to: batch, at: Place(ordinal: 0, offset: 0))
    if isNormalized {
      batch[0].text.withUnsafeBytes {
        Normalizer(arabic: .auto).normalize($0, language: nil, into: &batch[0].analysis)
      }
    }
    var page = PageLines()
    page.fill(from: batch[0])
    return Headlines.repetitions(in: &page, of: batch[0], edge: 10).map { page.lines[$0].number }
  }

  private let headline = "Minister visits the new harbour"
  private let text = """
    He came by boat, saw the quays and the cranes, spoke to those who work there, and left for the \
    capital in the evening.
    """

  @Test func `all but the first copy of the title go`() {
    let lines = [headline, "", "He came by boat.", headline.uppercased(), "End.", headline + "!"]
    #expect(repetitions(lines, title: headline) == [3, 5])
  }

  @Test(arguments: [1, 28, 29, 30, 31, 200])
  func `copies are found on pages of any length`(count: Int) {
    let others = (0..<count).map { "Line \($0) of the page." }
    #expect(repetitions([headline] + others + [headline], title: headline) == [count + 1])
    #expect(
      repetitions([headline, text] + others + [headline, headline]) == [count + 2, count + 3])
  }

  @Test func `copies of a title are found in a normalised text, too`() {
    let lines = ["» " + headline.uppercased(), text, headline + "…", headline]
    #expect(repetitions(lines, title: headline, isNormalized: true) == [2, 3])
  }

  @Test func `a line that is too long is no copy`() {
    let long = String(repeating: "word ", count: 120)
    #expect(repetitions([long, text, long], title: long) == [])
  }

  @Test func `with a title nothing else is a headline`() {
    #expect(repetitions([headline, "Text.", headline], title: "Another one") == [])
  }

  @Test func `without a title a line that comes again and looks like one is`() {
    #expect(repetitions([headline, text, headline]) == [2])
    #expect(repetitions(["Short line", text, "Short line"]) == [])
    #expect(repetitions(["It was a long sentence.", text, "It was a long sentence."]) == [])
  }

  @Test func `without a title a line that first comes far down is none`() {
    let above = (0..<4).map { "\($0) \(text)" }
    #expect(repetitions(above + [headline, text, headline]) == [6])
    #expect(repetitions([text] + above + [headline, text, headline]) == [])
  }

  @Test(arguments: [0, 1, 3]) func `the refrain of a song is no headline`(position: Int) {
    let refrain = "Row, row, row your boat"
    let verses = (0..<4).flatMap { verse in
      var lines = (0..<3).map { "Line \($0) of verse \(verse), gently down the stream," }
      lines.insert(refrain, at: position)
      return lines + [""]
    }
    #expect(repetitions(verses) == [])
    #expect(repetitions(verses, title: "A song") == [])
  }
}
