import Testing

@testable import WarraqRun
import struct WarraqTestKit.SplitMix

@Suite struct WordDifferenceTests {
  private func difference(_ old: String, _ new: String) -> WordDifference {
    WordDifference(from: Array(old.utf8), to: Array(new.utf8))
  }

  /// The words of the parts that a text is made of.
  private func words(_ difference: WordDifference, without kind: WordDifference.Part.Kind)
    -> [Substring]
  {
    difference.parts.filter { $0.kind != kind }.flatMap { $0.text.split(separator: " ") }
  }

  @Test(arguments: [
    ("one two three", "one 2 three", "same:one removed:two added:2 same:three"),
    ("one two", "one two three", "same:one two added:three"),
    ("zero one two", "one two", "removed:zero same:one two"),
    ("", "all new", "added:all new"), ("all gone", "", "removed:all gone"), ("", "", ""),
    ("one\n two", "one two", "same:one two"), ("onetwo", "onetwo", "same:onetwo"),
    ("ab", "abc", "removed:ab added:abc"), ("x ab", "x cab", "same:x removed:ab added:cab"),
    ("قال الوزير اليوم", "قال الوزير أمس", "same:قال الوزير removed:اليوم added:أمس"),
  ])
  func `words that differ are told from those that stay`(
    old: String, new: String, expected: String
  ) {
    let parts = difference(old, new).parts.map { "\($0.kind):\($0.text)" }
    #expect(parts.joined(separator: " ") == expected)
  }

  @Test(arguments: UInt64(0)..<300)
  func `parts make both texts, with the fewest edits`(seed: UInt64) {
    var random = SplitMix(seed)
    let vocabulary = 1 + random.below(9)
    let old = (0..<random.below(30)).map { _ in "w\(random.below(vocabulary))" }
    let new = (0..<random.below(30)).map { _ in "w\(random.below(vocabulary))" }
    let found = difference(old.joined(separator: " "), new.joined(separator: " "))
    #expect(words(found, without: .added).map(String.init) == old)
    #expect(words(found, without: .removed).map(String.init) == new)
    let same = found.parts.filter { $0.kind == .same }
      .reduce(0) { $0 + $1.text.split(separator: " ").count }
    #expect(same == longestCommonSubsequence(old, new))
    #expect(found.uncomparedBytes == 0)
    #expect(found.isEmpty == (old == new))
  }

  private func longestCommonSubsequence(_ a: [String], _ b: [String]) -> Int {
    var row = [Int](repeating: 0, count: b.count + 1)
    for word in a {
      var diagonal = 0
      for (index, other) in b.enumerated() {
        let above = row[index + 1]
        row[index + 1] = word == other ? diagonal + 1 : max(above, row[index])
        diagonal = above
      }
    }
    return row[b.count]
  }

  @Test func `of huge texts the beginning of what differs is compared`() {
    let shared = (0..<30_000).map { "s\($0)" }.joined(separator: " ")
    let (old, new) = (1...2).map { text in
      (0..<2 * WordDifference.limit).map { $0 % 4 < 3 ? "c\($0)" : "t\(text)x\($0)" }
        .joined(separator: " ")
    }.pair
    let found = difference("\(shared) \(old) \(shared)", "\(shared) \(new) \(shared)")
    // Booleans alone: the texts are too long for messages.
    let beginsAlike = found.parts.first?.text == shared + " c0 c1 c2"
    let endsAlike = found.parts.last == WordDifference.Part(kind: .same, text: shared)
    #expect(beginsAlike && endsAlike)
    #expect(found.parts.dropLast().last?.kind == .uncompared && !found.isEmpty)
    // Half of both texts.
    let all = (old + new).utf8.count
    #expect(abs(found.uncomparedBytes - all / 2) < all / 20)
    #expect(found.parts.count { $0.kind == .removed } == WordDifference.limit / 4)
  }
}

extension [String] {
  /// The two elements.
  fileprivate var pair: (String, String) { (self[0], self[1]) }
}
