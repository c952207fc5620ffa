import WarraqCore

/// Units that are equal when normalised meet under their hash.
///
/// rows: 128-bit hash -> place of the unit. messages: ``UnitMessage``, for the next round.
struct RepeatedTextRound: CorpusRound {
  let options: RepeatedText

  var needs: AnalysisNeeds { .tokens }

  func makeEmitter(inbox: ShardMessages, in context: StageContext) -> any RowEmitter {
    UnitEmitter(options)
  }

  func makeReducer(in context: StageContext) -> any GroupReducer { UnitReducer(options) }
}

/// Where a unit stands: its document's ordinal in the shard, and its lines.
struct UnitPlace: Equatable {
  var ordinal: Int
  var lines: Range<Int>

  init(ordinal: Int, lines: Range<Int>) {
    self.ordinal = ordinal
    self.lines = lines
  }

  init(_ bytes: UnsafeRawBufferPointer) {
    var decoder = RowDecoder(bytes)
    self.init(&decoder)
  }

  init(_ decoder: inout RowDecoder) {
    ordinal = decoder.ordinal()
    let first = decoder.ordinal()
    lines = first..<first + decoder.varint()
  }

  /// Sorts by document, then by line.
  func encode(to encoder: inout RowEncoder) {
    encoder.ordinal(ordinal)
    encoder.ordinal(lines.lowerBound)
    encoder.varint(lines.count)
  }
}

private final class UnitEmitter: RowEmitter {
  private let options: RepeatedText
  private var key = RowEncoder()
  private var value = RowEncoder()

  init(_ options: RepeatedText) { self.options = options }

  func add(_ batch: DocumentBatch, to rows: any RowSink) throws {
    for document in batch.documents where document.isKept {
      try document.withAnalyzedText { text in
        let tokens = document.analysis.tokens
        var token = 0
        for unit in TextUnits.find(text, paragraphs: options.paragraphs) {
          while token < tokens.count, tokens[token].range.lowerBound < unit.bytes.lowerBound {
            token += 1
          }
          let first = token
          while token < tokens.count, tokens[token].range.lowerBound < unit.bytes.upperBound {
            token += 1
          }
          guard token - first >= options.minimumTokens else { continue }
          try emit(unit, of: document, text, to: rows)
        }
      }
    }
  }

  func finish(to rows: any RowSink) {}

  private func emit(
    _ unit: TextUnit, of document: Document, _ text: UnsafeRawBufferPointer, to rows: any RowSink
  ) throws {
    let bytes = UnsafeRawBufferPointer(rebasing: text[unit.bytes])
    key.removeAll()
    key.fixed(KeyHash.hash(bytes))
    // Two hashes of different making: one alone would let strangers meet among billions of lines.
    key.fixed(bytes.reduce(into: UInt64(bytes.count)) { $0 = Mixing.mix($0 ^ UInt64($1)) })
    value.removeAll()
    UnitPlace(ordinal: document.place.ordinal, lines: unit.lines).encode(to: &value)
    try rows.emit(key, value)
  }
}

/// Lets the first unit of a group stay, or none where there are too many. Units come in corpus order, so
/// at most as many are held as may stay.
private final class UnitReducer: GroupReducer {
  private let options: RepeatedText
  private var key: [UInt8] = []
  private var first: (shard: Int, place: UnitPlace)?
  private var count = 0
  /// Units that go if there are more than allowed.
  private var waiting: [(shard: Int, place: UnitPlace)] = []

  init(_ options: RepeatedText) { self.options = options }

  func begin(key: UnsafeRawBufferPointer) {
    self.key = Array(key)
    first = nil
    count = 0
    waiting.removeAll()
  }

  func add(shard: Int, value: UnsafeRawBufferPointer, to messages: any MessageSink) throws {
    let place = UnitPlace(value)
    if first == nil { first = (shard, place) }
    count += 1
    guard let limit = options.dropAbove else {
      if count > 1 { try remove(shard, place, messages) }
      return
    }
    guard count > limit else {
      waiting.append((shard, place))
      return
    }
    for unit in waiting { try remove(unit.shard, unit.place, messages) }
    waiting.removeAll()
    try remove(shard, place, messages)
  }

  func end(to messages: any MessageSink) throws {
    let removed = options.dropAbove == nil ? count - 1 : waiting.isEmpty ? count : 0
    guard removed > 0, let first else { return }
    let kind: RepeatedUnit.Kind = options.paragraphs ? .paragraph : .line
    let unit = RepeatedUnit(kind: kind, shard: first.shard, place: first.place, key: key)
    try unit.keep(occurrences: count, removed: removed, in: messages)
    try UnitMessage(place: first.place, isQuoted: true, key: key).send(to: first.shard, messages)
  }

  private func remove(_ shard: Int, _ place: UnitPlace, _ messages: any MessageSink) throws {
    try UnitMessage(place: place).send(to: shard, messages)
  }
}
