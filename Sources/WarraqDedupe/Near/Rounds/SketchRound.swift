import WarraqCore

/// The first round of near dedupe: documents that agree in a band of their sketches become candidates.
///
/// rows: hash of a band -> ``BucketEntry``; hash of a sketch -> ``SketchMessage``. messages: pairs to look
/// at, to the shards of both; the sketch of each document, to its own.
struct SketchRound: CorpusRound {
  let options: NearOptions

  init(_ options: NearOptions) { self.options = options }

  var needs: AnalysisNeeds { options.isBesideExact ? [.tokens, .contentHash] : .tokens }
  var readsInputs: Bool { options.scope.isLimited }

  func makeEmitter(inbox: ShardMessages, in context: StageContext) -> any RowEmitter {
    SketchEmitter(options)
  }

  func makeReducer(in context: StageContext) -> any GroupReducer {
    CandidateReducer(options, sides: options.scope.sides(in: context))
  }
}

private final class SketchEmitter: RowEmitter {
  private let options: NearOptions
  private let banding: Banding
  private var shingles: Shingles
  private var sketcher: Sketcher
  private var sketch = Sketch()
  private var key = RowEncoder()
  private var value = RowEncoder()

  init(_ options: NearOptions) {
    self.options = options
    banding = Banding(for: options.threshold)
    shingles = Shingles(ngram: options.ngram)
    sketcher = Sketcher(options.sketch)
  }

  func add(_ batch: DocumentBatch, to rows: any RowSink) throws {
    for document in batch.documents where document.isKept {
      shingles.fill(from: document)
      guard !shingles.hashes.isEmpty else { continue }
      sketcher.fill(&sketch, from: shingles.hashes)
      let numbers = options.numbersMustMatch ? ComparedDocument.numbers(of: document) : 0
      value.removeAll()
      BucketEntry(
        rank: options.keep.rank(of: document), ordinal: document.place.ordinal,
        bits: SketchBits(of: sketch),
        content: options.isBesideExact ? UInt32(truncatingIfNeeded: content(of: document)) : 0,
        day: options.window == nil ? nil : ComparedDocument.day(of: document)
      ).encode(to: &value)
      try value.bytes.withUnsafeBytes { value in
        try banding.forEachKey(of: sketch) { band in
          // Documents of other numbers are no candidates.
          try RowEncoder.withFixed(band.hash ^ numbers) { try rows.emit(key: $0, value: value) }
        }
      }
      SketchRound.encode(sketch, of: document.place.ordinal, to: &key, &value)
      try rows.emit(key, value)
    }
  }

  func finish(to rows: any RowSink) {}

  private func content(of document: Document) -> UInt64 {
    guard let hash = document.analysis.contentHash else {
      preconditionFailure("sketches beside exact dedupe need content hashes")
    }
    return hash.low
  }
}

/// Rows that are not of a bucket: a document's sketch, on its way to the next round. Their keys, a byte
/// longer, only spread them over partitions.
extension SketchRound {
  fileprivate static func encode(
    _ sketch: Sketch, of ordinal: Int, to key: inout RowEncoder, _ value: inout RowEncoder
  ) {
    key.removeAll()
    key.ordinal(ordinal)
    key.bytes.append(0)
    value.removeAll()
    value.varint(ordinal)
    value.nibbles(SketchNibbles(of: sketch))
  }

  static func isBucket(_ key: UnsafeRawBufferPointer) -> Bool { key.count == 8 }

  static func sketch(in value: UnsafeRawBufferPointer) -> SketchMessage {
    var decoder = RowDecoder(value)
    let ordinal = decoder.varint()
    return SketchMessage(ordinal: ordinal, nibbles: decoder.nibbles())
  }
}

/// A document in a bucket.
struct BucketEntry: Equatable {
  var rank: UInt64
  var ordinal: Int
  /// What tells most of those apart that are alike in little more than the band.
  var bits: SketchBits
  /// Part of the hash of its content, where exact dedupe is still to decide; else 0.
  var content: UInt32
  /// The day of publication, where copies must not be too many days apart.
  var day: Int?

  func encode(to encoder: inout RowEncoder) {
    encoder.rank(rank)
    encoder.varint(ordinal)
    encoder.fixed(bits.first)
    encoder.fixed(bits.second)
    encoder.varint(Int(content))
    if let day { encoder.varint(day) }
  }
}

extension BucketEntry {
  init(_ row: UnsafeRawBufferPointer) {
    var decoder = RowDecoder(row)
    rank = decoder.rank()
    ordinal = decoder.varint()
    bits = SketchBits(first: decoder.fixed(), second: decoder.fixed())
    content = UInt32(truncatingIfNeeded: decoder.varint())
    day = decoder.isAtEnd ? nil : decoder.varint()
  }
}

extension Shingles {
  /// Replaces them by those of a document with tokens.
  mutating func fill(from document: Document) {
    document.withAnalyzedText { fill(text: $0, tokens: document.analysis.tokens) }
  }
}
