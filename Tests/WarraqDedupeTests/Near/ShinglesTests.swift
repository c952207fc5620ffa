import Testing
import WarraqCore

@testable import WarraqDedupe
import WarraqTestKit

@Suite struct ShinglesTests {
  /// The shingles of words that stand apart by `gap`.
  private func shingles(_ words: [String], ngram: Int, gap: String = " ") -> [UInt64] {
    var shingles = Shingles(ngram: ngram)
    fill(&shingles, words, gap: gap)
    shingles.shortenAndSort()
    return shingles.hashes
  }

  private func fill(_ shingles: inout Shingles, _ words: [String], gap: String = " ") {
    var text: [UInt8] = []
    var tokens: [Token] = []
    for word in words {
      text += gap.utf8
      tokens.append(Token(start: text.count, length: word.utf8.count, hasLetter: true))
      text += word.utf8
    }
    text.withUnsafeBytes { shingles.fill(text: $0, tokens: tokens) }
  }

  private func words(_ count: Int, of vocabulary: Int, seed: UInt64) -> [String] {
    var random = SplitMix(seed)
    return (0..<count).map { _ in "كلمة\(Int.random(in: 0..<vocabulary, using: &random))" }
  }

  @Test(arguments: 1...6) func `shingles are those of every window alone`(ngram: Int) {
    for (count, vocabulary) in [(40, 100), (300, 4), (7, 2), (ngram, 9)] {
      let words = words(count, of: vocabulary, seed: UInt64(count))
      let windows = words.count < ngram ? [] : (0...words.count - ngram).map { $0..<$0 + ngram }
      let alone = Set(windows.flatMap { shingles(Array(words[$0]), ngram: ngram) })
      #expect(shingles(words, ngram: ngram) == alone.sorted())
    }
  }

  @Test func `different n-grams have different shingles`() {
    let words = words(4_000, of: 25, seed: 3)
    let grams = Set((0..<words.count - 2).map { Array(words[$0..<$0 + 3]) })
    #expect(shingles(words, ngram: 3).count == grams.count)
    #expect(grams.count > 3_000)
  }

  @Test func `a document of fewer tokens than an n-gram has no shingle`() {
    var shingles = Shingles(ngram: 3)
    for words in [["a", "b", "c"], ["a", "b"], [], ["a", "b", "c"], ["a"]] {
      fill(&shingles, words)
      #expect(shingles.hashes.count == (words.count == 3 ? 1 : 0))
    }
  }

  @Test func `the order of words counts, what stands between them does not`() {
    let forth = shingles(["one", "two", "three"], ngram: 3)
    #expect(forth != shingles(["three", "two", "one"], ngram: 3))
    #expect(forth != shingles(["two", "one", "three"], ngram: 3))
    #expect(forth == shingles(["one", "two", "three"], ngram: 3, gap: " ...\n"))
  }

  @Test func `until they are sorted, shingles are in the order of the text`() {
    var shingles = Shingles(ngram: 2)
    fill(&shingles, ["a", "b", "a", "b", "c"])
    let (first, last) = (shingles.hashes[0], shingles.hashes[3])
    #expect(shingles.hashes.count == 4 && shingles.hashes[2] == first)
    #expect(last >> 16 == self.shingles(["b", "c"], ngram: 2).first)
    shingles.shortenAndSort()
    #expect(shingles.hashes.count == 3)
  }

  @Test func `a text that repeats itself has few shingles`() {
    let words = Array(repeating: ["closing", "price", "unchanged"], count: 20_000).flatMap { $0 }
    #expect(shingles(words, ngram: 5).count == 3)
  }

  @Test func `hashes are sorted and distinct, however they are spread`() {
    var random = SplitMix(11)
    var sorter = HashSorter()
    for count in [0, 1, 2, 3, 31, 32, 33, 1_000, 5, 4_097] {
      for mask: UInt64 in [.max, 0xF, 0xFFFF << 40, 0xFF << 56] {
        let hashes = random.hashes(count).map { $0 & mask }
        var sorted = hashes
        sorter.sort(&sorted)
        #expect(sorted == Set(hashes).sorted())
      }
    }
  }
}
