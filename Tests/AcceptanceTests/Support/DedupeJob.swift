import Testing
import WarraqTestKit

/// A job for each kind of dedupe, and one with all of them.
enum DedupeJob: String, CaseIterable, CustomTestStringConvertible {
  case exact, near, lines, all

  private var stages: [String] {
    switch self {
    case .exact: ["{ kind: exact }"]
    case .near: ["{ kind: near, threshold: 0.6, ngram: 3 }"]
    case .lines: ["{ kind: lines }"]
    case .all: [Self.exact, .near, .lines].flatMap(\.stages) + ["{ kind: paragraphs }"]
    }
  }

  var text: String {
    """
    name: \(rawValue)
    stages:
      - normalize
    \(stages.map { "  - dedupe: \($0)" }.joined(separator: "\n"))
      - terms
      - lengths
    """
  }

  var testDescription: String { rawValue }

  /// Stories that end in one of seven lines, reprints, and edited copies of earlier stories.
  static func corpus(_ stories: Int = 90) -> CorpusFixture {
    let originals = CorpusFixture.stories(stories, copyEvery: 6, words: 60)
    var corpus = CorpusFixture()
    for (index, record) in originals.records.enumerated() {
      corpus.add(ended(record.words, of: record, index), date: index)
      if index % 5 == 4 {
        let original = originals.records[index / 2]
        var words = original.words
        words[words.count / 2] = "edited\(index)"
        corpus.add(ended(words, of: original, index / 2), date: index)
      }
    }
    return corpus
  }

  /// A reprint ends as its original does.
  private static func ended(_ words: [String], of record: FixtureRecord, _ index: Int) -> [String] {
    var original = index
    if case .duplicate(let first) = record.fate { original = first }
    return words + ["\\nread all about it in edition \(original % 7)"]
  }

  /// Expects that something was taken out in each way that the job knows, and nothing for itself.
  func expectSense(_ report: Report, sourceLocation: SourceLocation = #_sourceLocation) throws {
    #expect(try report.summary().documents.isBalanced, sourceLocation: sourceLocation)
    if self != .lines {
      let rows = try report.table("duplicates.tsv").records
      let gone = Set(rows.compactMap { $0["ordinal"] })
      #expect(gone.count == rows.count, "each goes once", sourceLocation: sourceLocation)
      #expect(
        rows.allSatisfy { $0["ordinal"] != $0["keptOrdinal"] }, "a duplicate of itself",
        sourceLocation: sourceLocation)
      #expect(
        rows.allSatisfy { !gone.contains($0["cluster"] ?? "") }, "a cluster of what is gone",
        sourceLocation: sourceLocation)
      let kinds = Set(rows.compactMap { $0["kind"] })
      #expect(
        kinds == (self == .all ? ["exact", "near"] : [rawValue]), sourceLocation: sourceLocation)
    }
    if self == .lines || self == .all {
      let rows = try report.table("repeated.tsv").records
      let lines = rows.filter { $0["text"]?.hasPrefix("read all about it in edition") == true }
      #expect(lines.count >= 5, sourceLocation: sourceLocation)
      #expect(
        rows.allSatisfy { Int($0["occurrences"] ?? "") == Int($0["removed"] ?? "").map { $0 + 1 } },
        "the first one stays", sourceLocation: sourceLocation)
    }
  }
}
