/// What features of few values, such as clusters and shapes, add at each place around a word: looked
/// up in the model once for each value, not once for each word.
final class FeatureMemo {
  private let weights: FeatureWeights
  private let hidden: HiddenWeights
  private var numbers = KeyNumbers()
  /// For each value a row for each place.
  private var values: [RowBuffer] = []
  /// The first row of each value.
  private var starts: [RowBuffer.Row] = []

  init(_ weights: FeatureWeights, _ hidden: HiddenWeights) {
    self.weights = weights
    self.hidden = hidden
  }

  /// The number of a feature.
  @inline(__always) func number(
    _ template: Template, _ value: UInt64, _ reach: Int
  ) -> Int {
    let key = FeatureKey.key(template, 0, value)
    return numbers.find(key) ?? insert(key, template, value, reach)
  }

  /// Adds what a feature adds at the places that it reaches, of the first `placeCount` ones.
  func add(_ number: Int, _ reach: Int, _ placeCount: Int, to rows: RowBuffer) {
    for place in 2 - reach...2 + reach { rows[place].add(starts[number].next(place)) }
    for place in FeatureKey.run where place < placeCount {
      rows[place].add(starts[number].next(place))
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
    values.append(rows)
    starts.append(rows[0])
    return values.count - 1
  }
}
