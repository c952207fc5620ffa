import Testing
import WarraqCore
import WarraqText

@Suite struct StopWordsTests {
  private func contains(_ words: StopWords?, _ text: String) -> [Bool] {
    let analyzing = Analyzing()
    analyzing.analyze(text)
    let analysis = analyzing.document.analysis
    return analysis.tokens.map { token in
      analysis.unfolded.withUnsafeBytes {
        words?.contains(UnsafeRawBufferPointer(rebasing: $0[token.range])) ?? false
      }
    }
  }

  @Test func `a list with على does not remove the name علي`() {
    let words = StopWords(words: ["على"])
    #expect(contains(words, "على علي عَلَى") == [true, false, true])
  }

  @Test func `words match however they are spelled before letters merge`() {
    let words = StopWords(words: ["إِلى", "THE", "l\u{2019}a", ""])
    #expect(words.count == 3)
    #expect(
      contains(words, "إلى الى the The l'a L\u{2019}A") == [true, false, true, true, true, true])
  }

  @Test(arguments: [
    ("ar", "من"), ("en", "the"), ("en-GB", "and"), ("fr", "le"), ("fra", "les"), ("de", "und"),
    ("es", "que"), ("pt_BR", "para"), ("tr", "bir"), ("ru", "не"), ("ur", "کے"), ("fa", "از"),
  ])
  func `a built-in list holds a common word and no rare one`(language: String, word: String) {
    #expect(
      contains(StopWords.list(language: language), word + " قنفذ xylophone") == [
        true, false, false,
      ])
  }

  @Test func `every language that is named has a list`() {
    for language in StopWords.languages {
      #expect((StopWords.list(language: language)?.count ?? 0) > 50, "\(language)")
    }
    #expect(StopWords.list(language: "xx") == nil)
  }

  @Test func `a set of many words finds all of them`() {
    let words = StopWords(words: (0..<5_000).map { "w\($0)x" })
    #expect(words.count == 5_000)
    for number in [0, 17, 4_999] {
      #expect(contains(words, "w\(number)x w\(number)") == [true, false])
    }
  }
}
