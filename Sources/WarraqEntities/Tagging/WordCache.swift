import CWarraqIntrinsics
import WarraqCore

/// The words that a worker has met, each with its record and with the sums of its features' weights
/// for the labels of the tokens around it: features of a word never change, so they are looked up
/// once.
struct WordCache {
  /// How far the features of a word reach.
  static let reach = 2
  static let window = FeatureKey.placeCount
  /// About the bytes that a word takes.
  private static let wordSize =
    window * (MemoryLayout<SIMD16<Int16>>.stride + MemoryLayout<HiddenWeights.Units>.stride)
    + MemoryLayout<WordRecord>.stride + KeyNumbers.keySize

  /// About the bytes that there are without words: the tables of words and of the memo.
  private static let emptySize = 2 * KeyNumbers.emptySize

  private let reader: WordReader
  private let weights: FeatureWeights
  private let hidden: HiddenWeights
  private let evidence: WordEvidence
  private var memo: FeatureMemo
  /// Features of the word that is read, and of those that feed hidden units: keys and places.
  private var plain = FeatureBatch()
  private var dense = FeatureBatch()
  private var scratch: [SIMD2<UInt32>] = []
  private var numbers = KeyNumbers()
  private(set) var records: [WordRecord] = []
  /// ``window`` vectors a word, by place.
  private(set) var sums: [SIMD16<Int16>] = []

  /// The same for hidden units.
  private(set) var unitSums: [HiddenWeights.Units] = []

  /// Where the words are kept. Valid during ``withWords(_:)``.
  struct Words {
    let records: UnsafePointer<WordRecord>
    let sums: UnsafePointer<SIMD16<Int16>>
    let units: UnsafePointer<HiddenWeights.Units>

    /// Asks memory for the sums of a word, but for those of runs.
    @inline(__always) func prefetch(_ word: Int) {
      let sums = UnsafeRawPointer(sums + word &* WordCache.window)
      for offset in stride(from: 0, to: 5 * 32, by: 64) { warraq_prefetch(sums + offset) }
      let units = UnsafeRawPointer(units + word &* WordCache.window)
      for offset in stride(from: 0, to: 5 * 64, by: 64) { warraq_prefetch(units + offset) }
    }
  }

  /// Calls `body` with the words, if there are any.
  @inline(__always) func withWords(_ body: (Words) -> Void) {
    records.withUnsafeBufferPointer { records in
      sums.withUnsafeBufferPointer { sums in
        unitSums.withUnsafeBufferPointer { units in
          guard let records = records.baseAddress, let sums = sums.baseAddress,
            let units = units.baseAddress
          else { return }
          body(Words(records: records, sums: sums, units: units))
        }
      }
    }
  }

  init(_ model: EntityModel, _ evidence: WordEvidence) {
    reader = model.reader
    weights = model.weights
    hidden = model.hidden
    self.evidence = evidence
    memo = FeatureMemo(model.weights, model.hidden)
  }

  /// About the bytes in use, but for what the memo holds of features: that is bounded by the model.
  var memory: Int { Self.emptySize + records.count * Self.wordSize }

  /// Forgets all words: between documents.
  mutating func forget() {
    records = []
    sums = []
    unitSums = []
    numbers = KeyNumbers()
  }

  /// The number of a word.
  @inline(__always) mutating func number(
    of text: UnsafeRawBufferPointer, _ range: Range<Int>, _ shape: WordShape
  ) -> UInt32 {
    let key = KeyHash.hash(text, range) &+ UInt64(shape.rawValue) &* 0x9E37_79B9_7F4A_7C15
    if let known = numbers.find(key) { return UInt32(known) }
    return read(UnsafeRawBufferPointer(rebasing: text[range]), shape, key)
  }

  @inline(never) private mutating func read(
    _ word: UnsafeRawBufferPointer, _ shape: WordShape, _ key: UInt64
  ) -> UInt32 {
    let base = sums.count
    sums.append(contentsOf: repeatElement(.zero, count: Self.window))
    unitSums.append(contentsOf: repeatElement(.zero, count: Self.window))
    let reading = reader.read(word, shape) { template, value, reach in
      if template.hasFewValues {
        let start = memo.start(template, value, reach)
        eachPlace(template, reach, shape) { place in
          sums[base + place] &+= memo.sums[start + place]
          if template.isDense { unitSums[base + place] &+= memo.units[start + place] }
        }
        return
      }
      eachPlace(template, reach, shape) { place in
        let key = FeatureKey.key(template, place, value)
        plain.append(key, base + place)
        if template.isDense { dense.append(key, base + place) }
      }
    }
    addBatches()
    if let row = evidence.row(reading.identity) { sums[base + Self.reach] &+= row }
    let number = UInt32(records.count)
    records.append(WordRecord(reading, shape, names: reader.names))
    numbers.insert(key, Int(number))
    return number
  }

  private mutating func addBatches() {
    weights.forEachRow(of: plain.keys, &scratch) { sums[plain.places[$0]] &+= $1 }
    hidden.forEachRank(of: dense.keys, &scratch) {
      hidden.add(at: $1, to: &unitSums[dense.places[$0]])
    }
    plain.removeAll()
    dense.removeAll()
  }

  /// Runs begin and end with capitals.
  @inline(__always) private func eachPlace(
    _ template: Template, _ reach: Int, _ shape: WordShape, _ body: (Int) -> Void
  ) {
    FeatureKey.eachPlace(template, reach: reach) { place in
      if !FeatureKey.run.contains(place) || shape.isCapitalized { body(place) }
    }
  }
}

/// Keys of features, and where what they add goes.
private struct FeatureBatch {
  private(set) var keys: [UInt64] = []
  private(set) var places: [Int] = []

  @inline(__always) mutating func append(_ key: UInt64, _ place: Int) {
    keys.append(key)
    places.append(place)
  }

  mutating func removeAll() {
    keys.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
  }
}
