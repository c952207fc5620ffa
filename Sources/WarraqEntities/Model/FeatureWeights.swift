/// The weights of a model by feature.
struct FeatureWeights {
  private let index: HashIndex
  private let rows: UnsafeBufferPointer<Int8>
  private let labels: Int

  init(_ file: ModelFile, labels: Int) {
    index = file.index(.featureKeys, .featureStarts)
    rows = file.numbers(.featureWeights)
    self.labels = labels
  }

  var count: Int { index.count }

  /// The weights of a feature for each label.
  @inline(__always) func row(_ key: UInt64) -> SIMD16<Int16>? {
    guard let rank = index.rank(of: key) else { return nil }
    var row = SIMD16<Int16>()
    for label in 0..<labels { row[label] = Int16(rows[rank &* labels &+ label]) }
    return row
  }
}
