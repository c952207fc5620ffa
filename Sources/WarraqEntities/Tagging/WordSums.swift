/// Adds up what the features of one word add to the labels and hidden units of the tokens around it: a row
/// for each place. A class, so that a reader adds features to it without being copied.
final class WordSums {
  private let weights: FeatureWeights
  private let hidden: HiddenWeights
  private let memo: FeatureMemo
  /// Numbers of features of few values.
  private let few = UnsafeMutablePointer<UInt32>.allocate(capacity: mostFew)
  private var fewCount = 0
  /// Twice what a word has at most: of each of three readings five pieces of evidence and ten of lists, eight
  /// triggers, ten others.
  private static let mostFew = 128
  /// The rows, by place.
  let rows = RowBuffer(count: FeatureKey.placeCount)
  /// Runs begin and end with capitals.
  private(set) var placeCount = FeatureKey.placeCount
  /// Features that are looked up together, and those of them that feed hidden units: keys and places.
  private let plain = FeatureBatch()
  private let dense = FeatureBatch()

  init(_ model: EntityModel) {
    weights = model.weights
    hidden = model.hidden
    memo = FeatureMemo(model.weights, model.hidden)
  }

  deinit { few.deallocate() }

  /// Begins with a word.
  func begin(_ shape: WordShape) {
    fewCount = 0
    placeCount = shape.isCapitalized ? FeatureKey.placeCount : FeatureKey.run.lowerBound
  }

  /// Adds a feature of the word.
  @inline(__always) func add(_ template: Template, _ value: UInt64, _ reach: Int) {
    if template.hasFewValues {
      precondition(fewCount < Self.mostFew, "a word has too many features")
      few[fewCount] = UInt32(truncatingIfNeeded: memo.number(template, value, reach))
      fewCount &+= 1
      return
    }
    FeatureKey.eachPlace(template, reach: reach) { place in
      guard place < placeCount else { return }
      let key = FeatureKey.key(template, place, value)
      plain.append(key, place)
      if template.isDense { dense.append(key, place) }
    }
  }

  /// Looks up what is left, and adds the evidence for the word.
  func finish(_ evidence: SIMD16<Int16>?) {
    memo.sum(UnsafeBufferPointer(start: few, count: fewCount), placeCount, into: rows)
    weights.forEachRow(of: plain) { rows[$0].add(labels: $1) }
    hidden.forEachRank(of: dense) { hidden.add(at: $1, to: rows[$0]) }
    if let evidence { rows[WordCache.reach].add(labels: evidence) }
    plain.removeAll()
    dense.removeAll()
  }
}
