import WarraqCore

/// Labels the tokens of documents with one model. One thread at a time.
struct Tagger {
  private var cache: WordCache
  private var viterbi: Viterbi
  private var evidence = DocumentEvidence()
  private let names: Gazetteer
  private var scores: TokenScores
  private var runs = CapitalRuns()
  private var keys: [UInt64] = []
  private var numbers: [UInt32] = []
  private var contexts: [PlaceContext] = []
  private(set) var labels: [UInt8] = []
  private(set) var words: [TaggedWord] = []

  init(_ model: EntityModel, _ evidence: WordEvidence) {
    scores = TokenScores(model.hidden)
    cache = WordCache(model, evidence)
    viterbi = Viterbi(model.labels, transitions: model.transitions)
    names = model.gazetteer
  }

  /// Fills in ``labels`` and ``words`` for a document.
  ///
  /// A very long one is read in parts, as if they were documents: what it takes to read does not grow
  /// with it.
  mutating func tag(
    _ sequence: TokenSequence, normalized: UnsafeRawBufferPointer, published: UnsafeRawBufferPointer
  ) {
    labels.removeAll(keepingCapacity: true)
    words.removeAll(keepingCapacity: true)
    sequence.forEachPart(upTo: longestPart) { part in
      if !labels.isEmpty { forget() }
      tag(part: part, normalized, published)
      addWords()
    }
  }

  /// Appends the words of a part to ``words``.
  private mutating func addWords() {
    let (base, records) = (words.count, UnsafePointer(cache.records.start))
    words.append(contentsOf: repeatElement(TaggedWord(), count: numbers.count))
    words.withUnsafeMutableBufferPointer { words in
      for (index, number) in numbers.enumerated() {
        words[base + index] = TaggedWord(records + Int(number))
      }
    }
  }

  /// The tokens of a part: fifty times those of a long article.
  var longestPart = 1 << 15

  private mutating func tag(
    part: TokenSequence, _ normalized: UnsafeRawBufferPointer, _ published: UnsafeRawBufferPointer
  ) {
    let base = labels.count
    look(up: part, normalized, published)
    runs.find(part) { cache.records[Int(numbers[$0])].hash }
    gather(part.lineStarts)
    score(part)
    decode(part.lineStarts)
    contexts.withUnsafeMutableBufferPointer { contexts in
      guard let start = contexts.baseAddress else { return }
      evidence.look(labels[base...], start)
    }
    scoreAgain(part)
    labels.removeSubrange(base...)
    decode(part.lineStarts)
  }

  /// About the bytes that words take which are kept from document to document.
  var memory: Int { cache.memory }

  /// The bytes that are taken without any word.
  var ownMemory: Int { cache.ownMemory }

  mutating func forget() { cache.forget() }

  mutating func forgetRare() { cache.forgetRare() }

  private mutating func look(
    up sequence: TokenSequence, _ normalized: UnsafeRawBufferPointer,
    _ published: UnsafeRawBufferPointer
  ) {
    keys.removeAll(keepingCapacity: true)
    keys.append(contentsOf: repeatElement(0, count: sequence.tokens.count))
    keys.withUnsafeMutableBufferPointer { keys in
      for (index, token) in sequence.tokens.enumerated() {
        let text = token.shape == .punctuation ? published : normalized
        keys[index] = WordCache.key(of: text, token.range, token.shape)
      }
    }
    numbers.removeAll(keepingCapacity: true)
    numbers.append(contentsOf: repeatElement(0, count: keys.count))
    numbers.withUnsafeMutableBufferPointer {
      cache.look(up: sequence.tokens, keys, normalized, published, into: $0)
    }
  }

  private mutating func gather(_ lines: [Int]) {
    contexts.removeAll(keepingCapacity: true)
    contexts.append(contentsOf: repeatElement(PlaceContext(), count: numbers.count))
    numbers.withUnsafeBufferPointer { numbers in
      contexts.withUnsafeMutableBufferPointer { contexts in
        guard let contexts = contexts.baseAddress, let numbers = numbers.baseAddress else { return }
        let records = PlacedRecords(cache.records.start, numbers)
        for (start, end) in zip(lines, lines.dropFirst()) {
          GazetteerMatcher.mark(start..<end, names, cache.starts, contexts, records)
        }
        evidence.gather(lines, contexts, records)
      }
    }
  }

  /// Scores all tokens.
  private mutating func score(_ sequence: TokenSequence) {
    scores.begin(numbers.count)
    numbers.withUnsafeBufferPointer { numbers in
      contexts.withUnsafeBufferPointer { contexts in
        guard let contexts = contexts.baseAddress, let numbers = numbers.baseAddress else { return }
        let records = PlacedRecords(cache.records.start, numbers)
        var lines = LinePlaces(sequence.lineStarts)
        runs.withPlaces { runs, layouts, marks in
          scores.add(cache.rows) { index, rows in
            let (line, range) = lines.line(of: index)
            Self.eachRow(around: index, in: range, runs[index], records) { rows.add($0) }
            PlaceFeatures.each(
              index, in: range, layout: layouts[line], marks: marks[index], contexts, records
            ) { rows.add(UInt32(truncatingIfNeeded: $0)) }
          }
        }
      }
    }
  }

  /// Scores tokens again with what the first look left.
  private mutating func scoreAgain(_ sequence: TokenSequence) {
    var lines = LinePlaces(sequence.lineStarts)
    contexts.withUnsafeBufferPointer { contexts in
      guard let contexts = contexts.baseAddress else { return }
      scores.add(cache.rows) { index, rows in
        PlaceFeatures.eachLabel(index, in: lines.line(of: index).range, contexts) {
          rows.add(UInt32(truncatingIfNeeded: $0))
        }
      }
    }
  }

  /// Calls `body` with the row of each word whose features speak for a token.
  @inline(__always) private static func eachRow(
    around index: Int, in line: Range<Int>, _ run: Range<Int>,
    _ records: PlacedRecords, _ body: (UInt32) -> Void
  ) {
    let reach = WordCache.reach
    for other in max(line.lowerBound, index - reach)..<min(line.upperBound, index + reach + 1) {
      body(records[other].pointee.rows[reach + index - other])
    }
    guard !run.isEmpty else { return }
    body(records[run.lowerBound].pointee.rows[FeatureKey.run.lowerBound])
    body(records[run.upperBound - 1].pointee.rows[FeatureKey.run.upperBound])
  }

  /// Appends the labels of a part to ``labels``.
  private mutating func decode(_ lines: [Int]) {
    let base = labels.count
    labels.append(contentsOf: repeatElement(0, count: numbers.count))
    labels.withUnsafeMutableBufferPointer { labels in
      scores.scores.withUnsafeBufferPointer { scores in
        guard let labels = labels.baseAddress, let scores = scores.baseAddress else { return }
        for (start, end) in zip(lines, lines.dropFirst()) {
          viterbi.decode(scores + start, end - start, into: labels + base + start)
        }
      }
    }
  }
}
