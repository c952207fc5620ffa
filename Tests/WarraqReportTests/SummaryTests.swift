import Foundation
import Testing
import WarraqCore

@testable import WarraqReport

@Suite struct SummaryTests {
  @Test(arguments: [
    (10, 10, "1", "100"), (0, 0, "1", "100"), (0, 7, "0", "0"), (1, 2, "0.5", "50"),
    (999, 1000, "0.999", "99.9"), (2, 3, "0.666666", "66.6666"),
    (999_999_999, 1_000_000_000, "0.999999", "99.9999"), (1, 10_000_000, "0", "0"),
    (1, 1_000_000, "0.000001", "0.0001"), (Int.max - 1, Int.max, "0.999999", "99.9999"),
  ])
  func `coverage is rounded down and is 1 only when it is full`(
    covered: Int, total: Int, fraction: String, percent: String
  ) {
    let coverage = Coverage(covered: covered, total: total)
    #expect(coverage.fraction == fraction)
    #expect(coverage.percent == percent)
    #expect(coverage.isFull == (covered == total))
  }

  @Test func `with a hole of no bytes coverage is not full`() {
    var corpus = smallCorpus(covered: 5, total: 5)
    corpus.holes = ["news.zst: cut at its end"]
    #expect(Coverage(corpus).fraction == "0.999999")
  }

  @Test func `the summary has sorted keys and every number`() throws {
    var summary = Summary(corpus: smallCorpus(covered: 1, total: 2))
    summary.set("tokens", 1234)
    summary.set("months", 3)
    #expect(
      summary.text(root: "abc") == """
        {
          "coverage": 0.5,
          "documents": {
            "duplicate": 2,
            "kept": 6,
            "quarantined": 3,
            "read": 12,
            "rejected": 1
          },
          "months": 3,
          "root": "abc",
          "tokens": 1234
        }

        """)
  }

  @Test func `what is not covered is named, and only then`() {
    var corpus = smallCorpus(covered: 1, total: 2)
    #expect(!Summary(corpus: corpus).text(root: "").contains("holes"))
    corpus.holes = ["shard 17: unreadable"]
    #expect(
      Summary(corpus: corpus).text(root: "").contains(
        """
          "holes": [
            "shard 17: unreadable"
          ],
        """))
  }

  @Test func `without its root the summary lacks that line and nothing else`() {
    var summary = Summary(corpus: smallCorpus())
    summary.set("tokens", 1)
    let line = "  \"root\": \"abc\",\n"
    #expect(summary.text(root: "abc").contains(line))
    #expect(summary.text(root: nil) == summary.text(root: "abc").replacing(line, with: ""))
  }

  @Test func `two stages may agree on a number but not contradict each other`() throws {
    var summary = Summary(corpus: smallCorpus())
    summary.set("tokens", 5)
    summary.set("tokens", 5)
    try summary.check()
    summary.set("tokens", 6)
    #expect(throws: WarraqError.self) { try summary.check() }
  }

  @Test(arguments: ["root", "documents", "coverage"])
  func `a stage cannot set what the report itself says`(key: String) {
    var summary = Summary(corpus: smallCorpus())
    summary.set(key, 1)
    #expect(throws: WarraqError.self) { try summary.check() }
  }

  @Test(arguments: [
    ("", "99aa06d3014798d86001c324468d497f"), ("abc", "06b05ab6733a618578af5f94892f3950"),
  ])
  func `the digest is the XXH3-128 of xxhsum`(text: String, expected: String) throws {
    #expect(ContentDigest.hex(of: text) == expected)
  }
}
