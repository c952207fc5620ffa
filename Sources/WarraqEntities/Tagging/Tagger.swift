import WarraqCore

/// Labels the tokens of documents with one model. One thread at a time.
struct Tagger {
  private var cache: WordCache
  private var viterbi: Viterbi
  private var evidence = DocumentEvidence()
  private let names: Gazetteer
  /// The weights of ``PlaceFeatures``, by number.
  private let placeWeights: [SIMD16<Int16>]
  private let hidden: HiddenWeights
  private let placeUnits: [HiddenWeights.Units]
  private var runs = CapitalRuns()
  private var numbers: [UInt32] = []
  private var contexts: [PlaceContext] = []
  /// Of each token: what its words and its place add to labels and to hidden units.
  private var sums: [SIMD16<Int16>] = []
  private var units: [HiddenWeights.Units] = []
  private var scores: [SIMD16<Int16>] = []
  private(set) var labels: [UInt8] = []
  /// Of each token: the hash of the word without its clitics, and the bytes of those before it.
  private(set) var identities: [UInt64] = []
  private(set) var clitics: [UInt8] = []

  init(_ model: EntityModel, _ evidence: WordEvidence) {
    hidden = model.hidden
    cache = WordCache(model, evidence)
    viterbi = Viterbi(model.labels, transitions: model.transitions)
    names = model.gazetteer
    (placeWeights, placeUnits) = (model.placeWeights, model.placeUnits)
  }

  /// Fills in ``labels``, ``identities`` and ``clitics`` for a document.
  ///
  /// A very long one is read in parts, as if they were documents: what it takes to read does not grow
  /// with it.
  mutating func tag(
    _ sequence: TokenSequence, normalized: UnsafeRawBufferPointer, published: UnsafeRawBufferPointer
  ) {
    labels.removeAll(keepingCapacity: true)
    identities.removeAll(keepingCapacity: true)
    clitics.removeAll(keepingCapacity: true)
    sequence.forEachPart(upTo: longestPart) { part in
      if !labels.isEmpty { forget() }
      tag(part: part, normalized, published)
      for number in numbers {
        let word = cache.records[Int(number)]
        identities.append(word.identity)
        clitics.append(word.clitics)
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

  mutating func forget() { cache.forget() }

  private mutating func look(
    up sequence: TokenSequence, _ normalized: UnsafeRawBufferPointer,
    _ published: UnsafeRawBufferPointer
  ) {
    numbers.removeAll(keepingCapacity: true)
    for token in sequence.tokens {
      let range = Int(token.start)..<Int(token.start) + Int(token.length)
      numbers.append(
        cache.number(
          of: token.shape == .punctuation ? published : normalized, range, token.shape))
    }
  }

  private mutating func gather(_ lines: [Int]) {
    contexts.removeAll(keepingCapacity: true)
    contexts.append(contentsOf: repeatElement(PlaceContext(), count: numbers.count))
    cache.records.withUnsafeBufferPointer { records in
      contexts.withUnsafeMutableBufferPointer { contexts in
        guard let records = records.baseAddress, let contexts = contexts.baseAddress else { return }
        for (start, end) in zip(lines, lines.dropFirst()) {
          GazetteerMatcher.mark(start..<end, names, contexts) { records + Int(numbers[$0]) }
        }
        evidence.gather(lines, contexts) { records + Int(numbers[$0]) }
      }
    }
  }

  private mutating func score(_ sequence: TokenSequence) {
    sums.removeAll(keepingCapacity: true)
    units.removeAll(keepingCapacity: true)
    scores.removeAll(keepingCapacity: true)
    cache.withWords { words in
      contexts.withUnsafeBufferPointer { contexts in
        guard let contexts = contexts.baseAddress else { return }
        let starts = sequence.lineStarts
        for (number, (start, end)) in zip(starts, starts.dropFirst()).enumerated() {
          for index in start..<end {
            if index + Self.ahead < numbers.count {
              words.prefetch(Int(numbers[index + Self.ahead]))
            }
            add(index, in: start..<end, runs.layouts[number], words, contexts)
          }
        }
      }
    }
  }

  /// How many tokens before its own a word's sums are asked for: memory takes as long as scoring a few.
  private static let ahead = 5

  /// Adds up what speaks for the labels of a token.
  @inline(__always) private mutating func add(
    _ index: Int, in line: Range<Int>, _ layout: Layout, _ words: WordCache.Words,
    _ contexts: UnsafePointer<PlaceContext>
  ) {
    var sum = SIMD16<Int16>.zero
    var unit = HiddenWeights.Units.zero
    eachWord(around: index, in: line) { word, place in
      sum &+= words.sums[word &* WordCache.window &+ place]
      unit &+= words.units[word &* WordCache.window &+ place]
    }
    PlaceFeatures.each(
      index, in: line, layout: layout, contexts, { words.records + Int(numbers[$0]) }
    ) {
      sum &+= placeWeights[$0]
      unit &+= placeUnits[$0]
    }
    sums.append(sum)
    units.append(unit)
    scores.append(sum &+ hidden.score(unit))
  }

  /// Scores tokens again with what the first look left. Most words are in a document once.
  private mutating func scoreAgain(_ sequence: TokenSequence) {
    contexts.withUnsafeBufferPointer { contexts in
      guard let contexts = contexts.baseAddress else { return }
      for (start, end) in zip(sequence.lineStarts, sequence.lineStarts.dropFirst()) {
        for index in start..<end {
          var sum = sums[index]
          var unit = units[index]
          var isNew = false
          PlaceFeatures.eachLabel(index, in: start..<end, contexts) {
            sum &+= placeWeights[$0]
            unit &+= placeUnits[$0]
            isNew = true
          }
          if isNew { scores[index] = sum &+ hidden.score(unit) }
        }
      }
    }
  }

  /// Calls `body` with the number of each word whose features speak for a token, and its place.
  @inline(__always) private func eachWord(
    around index: Int, in line: Range<Int>, _ body: (Int, Int) -> Void
  ) {
    for offset in -WordCache.reach...WordCache.reach where line.contains(index + offset) {
      body(Int(numbers[index + offset]), WordCache.reach - offset)
    }
    let run = runs.tokens[index]
    guard !run.isEmpty else { return }
    body(Int(numbers[run.lowerBound]), FeatureKey.run.lowerBound)
    body(Int(numbers[run.upperBound - 1]), FeatureKey.run.upperBound)
  }

  /// Appends the labels of a part to ``labels``.
  private mutating func decode(_ lines: [Int]) {
    scores.withUnsafeBufferPointer { scores in
      for (start, end) in zip(lines, lines.dropFirst()) {
        viterbi.decode(UnsafeBufferPointer(rebasing: scores[start..<end]), into: &labels)
      }
    }
  }
}
