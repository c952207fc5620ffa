/// What features of few values, such as clusters and shapes, add at each place around a word: looked
/// up in the model once for each value, not once for each word.
struct FeatureMemo {
  private let weights: FeatureWeights
  private let hidden: HiddenWeights
  /// Where the vectors of each value begin.
  private var starts = KeyNumbers()
  /// ``FeatureKey/placeCount`` vectors a value, by place.
  private(set) var sums: [SIMD16<Int16>] = []
  private(set) var units: [HiddenWeights.Units] = []

  init(_ weights: FeatureWeights, _ hidden: HiddenWeights) {
    self.weights = weights
    self.hidden = hidden
  }

  /// Where the vectors of a feature begin.
  @inline(__always) mutating func start(_ template: Template, _ value: UInt64, _ reach: Int) -> Int
  {
    let key = FeatureKey.key(template, 0, value)
    return starts.find(key) ?? insert(key, template, value, reach)
  }

  @inline(never) private mutating func insert(
    _ key: UInt64, _ template: Template, _ value: UInt64, _ reach: Int
  ) -> Int {
    let start = sums.count
    sums.append(contentsOf: repeatElement(.zero, count: FeatureKey.placeCount))
    units.append(contentsOf: repeatElement(.zero, count: FeatureKey.placeCount))
    FeatureKey.eachPlace(template, reach: reach) { place in
      let key = FeatureKey.key(template, place, value)
      if let row = weights.row(key) { sums[start + place] = row }
      if template.isDense { hidden.add(key, to: &units[start + place]) }
    }
    starts.insert(key, start)
    return start
  }
}
