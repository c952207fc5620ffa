import WarraqCore
import WarraqEntities

/// A first look of a model at a corpus, as the stage `recognize` has it: how its words are labelled.
struct FirstLook {
  private let recognizer: EntityRecognizer
  private var words: [UInt64: LabelCounts] = [:]
  private var totals = LabelCounts()
  private var spans: [EntitySpan] = []

  init(_ model: EntityModel) { recognizer = EntityRecognizer(model) }

  mutating func add(_ document: Document) {
    spans.removeAll(keepingCapacity: true)
    recognizer.recognize(document, into: &spans)
    recognizer.forEachWord { word, label in
      words[word, default: LabelCounts()].add(label)
      totals.add(label)
    }
  }

  /// Adds the texts of JSON lines.
  mutating func add(_ files: [String], language: String, _ analyzer: DocumentAnalyzer) throws {
    for file in files {
      try News.texts(file, language: language) {
        add(analyzer.document($0, language: language))
      }
    }
  }

  var evidence: WordEvidence {
    var evidence = WordEvidence(totals: totals)
    for (word, counts) in words where counts.names > 0 { evidence.add(word, counts) }
    return evidence
  }
}
