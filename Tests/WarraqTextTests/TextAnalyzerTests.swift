import Testing
import WarraqCore
import WarraqText

@Suite struct TextAnalyzerTests {
  private func document(_ text: String) -> Document {
    let document = Document()
    document.replaceText { $0 = Array(text.utf8) }
    return document
  }

  @Test func `tokens of a text that was not normalised are ranges of the text`() {
    let document = document("Die Straße, ٢٠١٥ كـتاب")
    TextAnalyzer(needs: .tokens).analyze(document)
    #expect(document.analysis.isTokenized)
    #expect(!document.analysis.isNormalized)
    #expect(document.analysis.contentHash == nil)
    let words = document.analysis.tokens.map { string(document.text[$0.range]) }
    #expect(words.map(escaped) == ["Die", "Straße", "٢٠١٥", "كـتاب"].map(escaped))
    #expect(document.analysis.tokens.map(\.hasLetter) == [true, true, false, true])
  }

  @Test func `what is there is not made again`() {
    let document = document("one two")
    document.analysis.isTokenized = true
    document.analysis.contentHash = ContentHash(high: 1, low: 2)
    TextAnalyzer(needs: [.tokens, .contentHash]).analyze(document)
    #expect(document.analysis.tokens.isEmpty)
    #expect(document.analysis.contentHash == ContentHash(high: 1, low: 2))
  }

  @Test func `nothing is made that was not asked for`() {
    let document = document("one two")
    TextAnalyzer(needs: []).analyze(document)
    #expect(!document.analysis.isTokenized)
    #expect(document.analysis.contentHash == nil)
  }

  @Test func `the hash is that of the normalised text where there is one`() {
    let plain = document("cafe  BAR")
    let folded = document("cafe bar")
    let analyzer = TextAnalyzer(needs: .contentHash)
    let normalizer = Normalizer(arabic: .auto, needs: [.alignment, .unfolded])
    plain.text.withUnsafeBytes {
      normalizer.normalize($0, language: nil, into: &plain.analysis)
    }
    analyzer.analyze(plain)
    analyzer.analyze(folded)
    #expect(plain.analysis.contentHash == folded.analysis.contentHash)
  }

  @Test func `one normalizer serves documents of several languages in turn`() {
    let analyzing = Analyzing()
    for (language, expected) in [
      ("ar", "كتاب"), ("ckb", "کتاب"), ("ckb", "کتاب"), (nil, "كتاب"), ("ar", "كتاب"),
    ] as [(String?, String)] {
      analyzing.analyze("کتاب", language: language)
      #expect(escaped(analyzing.normalized) == escaped(expected))
    }
  }

  @Test func `long and short texts pass through the same buffers`() {
    let analyzing = Analyzing()
    for length in [1, 5_000, 3, 20_000, 0, 64, 4_096, 4_097] {
      let text = String(repeating: "ab\u{FDFA}ﬃ١ ", count: length)
      analyzing.analyze(text)
      #expect(analyzing.normalized.utf8.count == length * 42)
      #expect(analyzing.tokens.count == length * 6)
    }
  }

  @Test func `the versions of Unicode and ICU are known`() {
    #expect(UnicodeVersion.unicode == "15.0")
    #expect(UnicodeVersion.icu.hasPrefix("72."))
  }
}
