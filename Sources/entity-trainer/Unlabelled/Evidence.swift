import Foundation
import WarraqCore
import WarraqEntities

/// How often each word of a table is part of a name, and of which type, where models read news.
struct Evidence {
  private let words: WordTable
  /// Occurrences: of no type, then type by type.
  private var counts: [SIMD8<UInt32>]

  init(_ words: WordTable) {
    self.words = words
    counts = [SIMD8<UInt32>](repeating: .zero, count: words.count)
  }

  /// Counts the labels of the last document of a recogniser.
  mutating func add(_ recognizer: EntityRecognizer, _ document: Document) {
    let labels = recognizer.labels
    document.withAnalyzedText { text in
      for (index, token) in recognizer.sequence.tokens.enumerated()
      where token.shape != .punctuation {
        let range = Int(token.start)..<Int(token.start + token.length)
        let hash = WordHash.of(UnsafeRawBufferPointer(rebasing: text[range]))
        guard let rank = words.rank(hash) else { continue }
        counts[rank][(Int(labels[index]) + 1) >> 1] += 1
      }
    }
  }

  /// The levels of each word, by rank.
  func levels() -> [SIMD4<UInt8>] {
    counts.map { counts in
      let all = Double(counts.wrappedSum()) + 1
      var levels = SIMD4<UInt8>()
      for type in 0..<4 {
        levels[type] = WordEntry.level(mentions: Double(counts[type + 1]), occurrences: all)
      }
      return levels
    }
  }

  /// Lets all recognisers read every `stride`-th text of the files; the evidence of each.
  static func gather(
    _ files: [String], language: String, stride: Int, _ recognizers: [EntityRecognizer],
    _ words: WordTable, _ analyzer: DocumentAnalyzer
  ) throws -> [Evidence] {
    var result = recognizers.map { _ in Evidence(words) }
    var number = 0
    var tokens = 0
    var spans: [EntitySpan] = []
    let start = Date()
    for file in files {
      try News.texts(file, language: language) { text in
        number += 1
        guard number % stride == 0 else { return }
        let document = analyzer.document(text, language: language)
        for (index, recognizer) in recognizers.enumerated() {
          spans.removeAll(keepingCapacity: true)
          recognizer.recognize(document, into: &spans)
          result[index].add(recognizer, document)
          tokens += recognizer.tokenCount
        }
      }
    }
    say("read \(tokens) tokens for evidence in \(Int(Date().timeIntervalSince(start))) s")
    return result
  }
}
