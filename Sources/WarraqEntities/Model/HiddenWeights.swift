import CWarraqIntrinsics

/// The hidden layer of a model, in integers: features add to units, units that are above zero add to
/// labels.
struct HiddenWeights {
  /// How many units there are.
  static let units = 32
  /// A weight of one into a unit, and out of it.
  static let inScale: Float = 64
  static let outScale: Float = 96

  private let index: HashIndex
  private let rows: UnsafeBufferPointer<Int8>
  /// For each label the weights of the units.
  private let output: UnsafeBufferPointer<Int16>
  private let labels: Int

  init(_ file: ModelFile, labels: Int) {
    index = file.index(.hiddenKeys, .hiddenStarts)
    rows = file.numbers(.hiddenWeights)
    output = file.numbers(.hiddenOutput)
    self.labels = output.count == labels * Self.units ? labels : 0
  }

  /// Whether the model has a hidden layer.
  var isEmpty: Bool { labels == 0 }

  /// Whether there are as many rows as keys.
  var isComplete: Bool { index.isSound && rows.count == index.count * Self.units }

  /// Adds what a feature adds to the units of a row.
  @inline(__always) func add(_ key: UInt64, to row: RowBuffer.Row) {
    if let rank = index.rank(of: key) { add(at: rank, to: row) }
  }

  /// Calls `body` with the place of each of the features that feed units, and its rank.
  @inline(__always) func forEachRank(of batch: FeatureBatch, _ body: (Int, Int) -> Void) {
    guard let start = rows.baseAddress else { return }
    index.forEachRank(of: batch) {
      warraq_prefetch(start + $0 &* Self.units)
    } _: {
      body($0, $1)
    }
  }

  /// Adds what the feature of a rank adds to the units of a row.
  @inline(__always) func add(at rank: Int, to row: RowBuffer.Row) {
    guard let start = rows.baseAddress else { return }
    let (units, weights) = (row.units, start + rank &* Self.units)
    for unit in 0..<Self.units { units[unit] &+= Int16(weights[unit]) }
  }

  /// The weights of units for labels as the kernel wants them: pair by pair of units, two for each label.
  var pairs: [Int16] {
    var pairs = [Int16](repeating: 0, count: Self.units * LabelSet.limit)
    for label in 0..<labels {
      for unit in 0..<Self.units {
        pairs[(unit / 2 * LabelSet.limit + label) * 2 + unit % 2] =
          output[label * Self.units + unit]
      }
    }
    return pairs
  }
}
