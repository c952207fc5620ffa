/// What features of few values, such as clusters and shapes, add at each place around a word: looked
/// up in the model once for each value, not once for each word.
struct FeatureMemo {
  private let weights: FeatureWeights
  private let hidden: HiddenWeights
  private var table = [Slot](repeating: Slot(), count: 1 << 12)
  private var count = 0
  /// ``FeatureKey/placeCount`` vectors a value, by place.
  private(set) var sums: [SIMD16<Int16>] = []
  private(set) var units: [HiddenWeights.Units] = []

  private struct Slot {
    var key: UInt64 = 0
    /// Where the vectors begin, and one.
    var start: UInt32 = 0
  }

  init(_ weights: FeatureWeights, _ hidden: HiddenWeights) {
    self.weights = weights
    self.hidden = hidden
  }

  /// Where the vectors of a feature begin.
  @inline(__always) mutating func start(_ template: Template, _ value: UInt64, _ reach: Int) -> Int
  {
    let key = FeatureKey.key(template, 0, value)
    let mask = table.count - 1
    var slot = Int(truncatingIfNeeded: key >> 32) & mask
    while table[slot].start != 0 {
      if table[slot].key == key { return Int(table[slot].start) - 1 }
      slot = (slot + 1) & mask
    }
    return insert(key, template, value, reach, slot)
  }

  @inline(never) private mutating func insert(
    _ key: UInt64, _ template: Template, _ value: UInt64, _ reach: Int, _ slot: Int
  ) -> Int {
    let start = sums.count
    sums.append(contentsOf: repeatElement(.zero, count: FeatureKey.placeCount))
    units.append(contentsOf: repeatElement(.zero, count: FeatureKey.placeCount))
    FeatureKey.eachPlace(template, reach: reach) { place in
      let key = FeatureKey.key(template, place, value)
      if let row = weights.row(key) { sums[start + place] = row }
      if template.isDense { hidden.add(key, to: &units[start + place]) }
    }
    table[slot] = Slot(key: key, start: UInt32(start + 1))
    count += 1
    if 2 * count > table.count { grow() }
    return start
  }

  private mutating func grow() {
    let old = table
    table = [Slot](repeating: Slot(), count: 2 * old.count)
    let mask = table.count - 1
    for value in old where value.start != 0 {
      var slot = Int(truncatingIfNeeded: value.key >> 32) & mask
      while table[slot].start != 0 { slot = (slot + 1) & mask }
      table[slot] = value
    }
  }
}
