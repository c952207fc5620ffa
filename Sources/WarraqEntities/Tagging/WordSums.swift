/// Adds up what the features of one word add to the labels and hidden units of the tokens around it: a row
/// for each place. A class, so that a reader adds features to it without being copied.
final class WordSums {
  private let weights: FeatureWeights
  private let hidden: HiddenWeights
  private let memo: FeatureMemo
  private let few = FewValues()
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

  /// Begins with a word.
  func begin(_ shape: WordShape) {
    few.begin()
    placeCount = shape.isCapitalized ? FeatureKey.placeCount : FeatureKey.run.lowerBound
  }

  /// Adds a feature of the word.
  @inline(__always) func add(_ template: Template, _ value: UInt64, _ reach: Int) {
    if template.hasFewValues {
      few.add(memo.number(template, value, reach), reach)
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
    few.sum(memo, placeCount, into: rows)
    weights.forEachRow(of: plain) { rows[$0].add(labels: $1) }
    hidden.forEachRank(of: dense) { hidden.add(at: $1, to: rows[$0]) }
    if let evidence { rows[WordCache.reach].add(labels: evidence) }
    plain.removeAll()
    dense.removeAll()
  }
}

/// The features of a word that have few values.
///
/// Words that news do not hold have few of them, so that most of these words have the same: their sum is kept.
private final class FewValues {
  /// So many features have sums that are kept.
  private static let limit = 8
  /// Twice what a word has at most: of each of three readings five pieces of evidence and ten of lists, eight
  /// triggers, ten others.
  private static let most = 128
  private let numbers = UnsafeMutablePointer<(number: Int, reach: Int)>.allocate(capacity: most)
  private var count = 0
  private var hash: UInt64 = 0
  private var known = KeyNumbers(smallest: 1 << 8)
  private var sums: [RowBuffer] = []

  deinit { numbers.deallocate() }

  func begin() {
    count = 0
    hash = 0
  }

  @inline(__always) func add(_ number: Int, _ reach: Int) {
    precondition(count < Self.most, "a word has too many features")
    numbers[count] = (number, reach)
    count &+= 1
    hash = WordHash.appending(UInt64(number), to: hash)
  }

  /// Adds up what the features add at so many places. Equal features have equal shapes, and so as many places.
  func sum(_ memo: FeatureMemo, _ placeCount: Int, into rows: RowBuffer) {
    if count <= Self.limit, let number = known.find(hash) {
      return rows.copy(sums[number])
    }
    rows.clear()
    for index in 0..<count {
      memo.add(numbers[index].number, numbers[index].reach, placeCount, to: rows)
    }
    guard count <= Self.limit else { return }
    let sum = RowBuffer(count: FeatureKey.placeCount)
    sum.copy(rows)
    known.insert(hash, sums.count)
    sums.append(sum)
  }
}
