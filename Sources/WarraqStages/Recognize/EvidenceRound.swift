import WarraqCore
import WarraqEntities

/// The round: the labels that a first look gave the words of all stories meet by language and word.
///
/// rows: ``EvidenceKey`` -> ``LabelCounts``. messages: ``EvidenceMessage``, to the shards that hold the
/// word.
struct EvidenceRound: CorpusRound {
  static let needs: AnalysisNeeds = [.tokens, .alignment]

  let models: ModelFolder

  var needs: AnalysisNeeds { Self.needs }

  func makeEmitter(inbox: ShardMessages, in context: StageContext) -> any RowEmitter {
    EvidenceEmitter(models, memory: context.memory)
  }

  func makeCombiner() -> (any RowCombiner)? { LabelCombiner() }

  func makeReducer(in context: StageContext) -> any GroupReducer { EvidenceReducer() }
}

/// What labels are counted of: all words of a language, or one.
struct EvidenceKey: Hashable {
  var language: String
  /// The hash of the word without its clitics.
  var word: UInt64?

  func encode(to encoder: inout RowEncoder) {
    encoder.string(language.utf8)
    if let word { encoder.fixed(word) }
  }
}

extension EvidenceKey {
  init(_ key: UnsafeRawBufferPointer) {
    var decoder = RowDecoder(key)
    language = String(decoding: decoder.string(), as: UTF8.self)
    word = decoder.isAtEnd ? nil : decoder.fixed()
  }
}

/// Looks at documents for the first time and counts.
private final class EvidenceEmitter: RowEmitter {
  private let recognizer: DocumentRecognizer
  /// Words after which rows are handed over, to be added up later.
  private let limit: Int
  private var counts: [String: [UInt64: LabelCounts]] = [:]
  private var totals: [String: LabelCounts] = [:]
  /// The words of all languages.
  private var wordCount = 0
  /// About the bytes that a word takes in a dictionary.
  private static let wordSize = 256

  init(_ models: ModelFolder, memory: Int) {
    recognizer = DocumentRecognizer(models, memory: memory / 2)
    limit = memory / 2 / Self.wordSize
  }

  func add(_ batch: DocumentBatch, to rows: any RowSink) throws {
    for document in batch.documents where document.isActive {
      guard let (language, reader) = try recognizer.recognize(document) else { continue }
      let isEvidence = document.isKept
      try count(
        reader, isEvidence, &counts[language, default: [:]],
        &totals[language, default: LabelCounts()]
      ) { try emit($0, of: language, to: rows) }
      if wordCount + totals.count > limit { try finish(to: rows) }
    }
  }

  /// A duplicate is no evidence, but the shard must hear of its words: its names count as printings.
  private func count(
    _ reader: EntityRecognizer, _ isEvidence: Bool, _ words: inout [UInt64: LabelCounts],
    _ total: inout LabelCounts, handOver: ([UInt64: LabelCounts]) throws -> Void
  ) throws {
    wordCount -= words.count
    defer { wordCount += words.count }
    try reader.forEachWord { word, label in
      var one = LabelCounts()
      if isEvidence { one.add(label) }
      words[word, default: LabelCounts()] += one
      total += one
      guard words.count > limit else { return }
      try handOver(words)
      words.removeAll()
    }
  }

  func finish(to rows: any RowSink) throws {
    for (language, words) in counts { try emit(words, of: language, to: rows) }
    for (language, counts) in totals {
      try emit(EvidenceKey(language: language), counts, to: rows)
    }
    counts.removeAll()
    totals.removeAll()
    wordCount = 0
  }

  private func emit(
    _ words: [UInt64: LabelCounts], of language: String, to rows: any RowSink
  ) throws {
    for (word, counts) in words {
      try emit(EvidenceKey(language: language, word: word), counts, to: rows)
    }
  }

  private func emit(_ key: EvidenceKey, _ counts: LabelCounts, to rows: any RowSink) throws {
    var row = (key: RowEncoder(), value: RowEncoder())
    key.encode(to: &row.key)
    counts.encode(to: &row.value)
    try rows.emit(row.key, row.value)
  }
}

/// Adds up the rows of one shard.
private final class LabelCombiner: RowCombiner {
  private var counts = LabelCounts()

  func begin(key: UnsafeRawBufferPointer) { counts = LabelCounts() }

  func add(_ value: UnsafeRawBufferPointer) { counts += LabelCounts(value) }

  func end(into value: inout [UInt8]) {
    var encoder = RowEncoder()
    counts.encode(to: &encoder)
    value += encoder.bytes
  }
}
