import Testing
import WarraqCore

@testable import WarraqEntities

@Suite struct LayoutTests {
  private func layouts(_ text: String) -> [Layout] {
    var sequence = TokenSequence()
    sequence.fill(Recognizing.document(text, language: "en"))
    var runs = CapitalRuns()
    runs.find(sequence) { _ in 0 }
    return runs.layouts
  }

  @Test func `an article stays one under a headline`() {
    let sentences = String(repeating: "The mayor went home, where nobody was waiting.\n", count: 9)
    let layouts = layouts("Mayor Goes Home\n" + sentences)
    #expect(layouts.map(\.line) == [.title] + Array(repeating: .prose, count: 9))
    #expect(layouts.allSatisfy { $0.document == .articles })
  }

  @Test func `several titles make a list of titles`() {
    let titles = layouts("Royal Albert Hall\nHe was born in Rome.\nBanff County\n")
    #expect(titles[1].document == .titles)
  }

  @Test func `lines without a full stop are messages`() {
    #expect(layouts("going to Rome\nwho is with me?\n")[0].document == .messages)
  }
}
