import CWarraqIntrinsics

/// What features of few values, such as clusters and shapes, add at each place around a word: looked
/// up in the model once for each value, not once for each word.
final class FeatureMemo {
  /// The rows of a value, one for each place; where it does not reach they are zero.
  private typealias Rows = InlineArray<336, Int16>

  private let weights: FeatureWeights
  private let hidden: HiddenWeights
  private var numbers = KeyNumbers()
  private let values = PageList<Rows>(reserved: 1 << 11)

  init(_ weights: FeatureWeights, _ hidden: HiddenWeights) {
    precondition(MemoryLayout<Rows>.size == 2 * FeatureKey.placeCount * RowBuffer.width)
    self.weights = weights
    self.hidden = hidden
  }

  /// The number of a feature. One value may reach differently far: that of a cluster is also that of the cluster
  /// with a shape of 0.
  @inline(__always) func number(
    _ template: Template, _ value: UInt64, _ reach: Int
  ) -> Int {
    let key = FeatureKey.key(template, 0, value) &+ UInt64(reach) &* 0x9E37_79B9_7F4A_7C15
    return numbers.find(key) ?? insert(key, template, value, reach)
  }

  /// Adds up what features add at the first `placeCount` places.
  func sum(_ features: UnsafeBufferPointer<UInt32>, _ placeCount: Int, into rows: RowBuffer) {
    values.start.withMemoryRebound(to: Int16.self, capacity: values.count * Rows.count) {
      warraq_add_features(
        $0, Rows.count, features.baseAddress, features.count, placeCount, rows[0].start)
    }
  }

  @inline(never) private func insert(
    _ key: UInt64, _ template: Template, _ value: UInt64, _ reach: Int
  ) -> Int {
    let rows = RowBuffer(count: FeatureKey.placeCount)
    FeatureKey.eachPlace(template, reach: reach) { place in
      let key = FeatureKey.key(template, place, value)
      if let row = weights.row(key) { rows[place].add(labels: row) }
      if template.isDense { hidden.add(key, to: rows[place]) }
    }
    numbers.insert(key, values.count)
    values.reserve(1)
    values.append(rows[0].start.withMemoryRebound(to: Rows.self, capacity: 1) { $0.pointee })
    return values.count - 1
  }
}
