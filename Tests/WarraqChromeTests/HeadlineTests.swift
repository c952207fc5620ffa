import Testing
import WarraqCore
import WarraqTestKit

@testable import WarraqChrome

@Suite struct HeadlineTests {
  private func repetitions(_ lines: [String], title: String? = nil) -> [Int] {
    let batch = DocumentBatch()
    SampleDocument(lines.joined(separator: "\n"), title: title)
      .add(to: batch, at: Place(ordinal: 0, offset: 0))
    var page = PageLines()
    page.fill(from: batch[0])
    return Headlines.repetitions(in: &page, of: batch[0], edge: 10).map { page.lines[$0].number }
  }

  private let headline = "Minister visits the new harbour"

  @Test func `all but the first copy of the title go`() {
    let lines = [headline, "", "He came by boat.", headline.uppercased(), "End.", headline + "!"]
    #expect(repetitions(lines, title: headline) == [3, 5])
  }

  @Test func `with a title nothing else is a headline`() {
    #expect(repetitions([headline, "Text.", headline], title: "Another one") == [])
  }

  @Test func `without a title a line that comes again and looks like one is`() {
    #expect(repetitions([headline, "Text.", headline]) == [2])
    #expect(repetitions(["Short line", "Text.", "Short line"]) == [])
    #expect(repetitions(["It was a long sentence.", "Text.", "It was a long sentence."]) == [])
  }
}
