import CWarraqIntrinsics

/// The weights of a model by feature.
struct FeatureWeights {
  private let index: HashIndex
  private let rows: UnsafePointer<Int8>?
  private let size: Int
  private let labels: Int
  /// All bits of the lanes that are labels: those behind them read what comes next in the file
  /// (see ``ModelFile/padding``).
  private let mask: SIMD16<Int16>

  init(_ file: ModelFile, labels: Int) {
    index = file.index(.featureKeys, .featureStarts)
    let rows = file.numbers(.featureWeights, as: Int8.self)
    size = rows.count
    self.rows = rows.baseAddress
    self.labels = labels
    var mask = SIMD16<Int16>()
    for label in 0..<min(labels, LabelSet.limit) { mask[label] = -1 }
    self.mask = mask
  }

  var count: Int { index.count }

  /// Whether there are as many rows as keys; looks at all keys.
  var isComplete: Bool { index.isSound && size == index.count * labels }

  /// The weights of a feature for each label; 0 in the other lanes.
  @inline(__always) func row(_ key: UInt64) -> SIMD16<Int16>? {
    index.rank(of: key).map { row(at: $0) }
  }

  /// Calls `body` with the place of each of the features that have weights, and its weights.
  @inline(__always) func forEachRow(of batch: FeatureBatch, _ body: (Int, SIMD16<Int16>) -> Void) {
    guard let rows else { return }
    index.forEachRank(of: batch) {
      warraq_prefetch(rows + $0 &* labels)
    } _: {
      body($0, row(at: $1))
    }
  }

  @inline(__always) private func row(at rank: Int) -> SIMD16<Int16> {
    guard let rows else { return .zero }
    let weights = rows + rank &* labels
    var row = SIMD16<Int16>()
    withUnsafeMutableBytes(of: &row) { row in
      let row = row.assumingMemoryBound(to: Int16.self)
      for label in 0..<LabelSet.limit { row[label] = Int16(weights[label]) }
    }
    return row & mask
  }
}
