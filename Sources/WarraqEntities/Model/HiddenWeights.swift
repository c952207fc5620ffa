/// The hidden layer of a model, in integers: features add to units, units that are above zero add to
/// labels.
struct HiddenWeights {
  typealias Units = SIMD32<Int16>
  /// How many units there are.
  static let units = 32
  /// A weight of one into a unit, and out of it.
  static let inScale: Float = 64
  static let outScale: Float = 96
  /// What the product of both is more than the scale of scores, as a shift.
  static let shift: Int32 = 8

  private let index: HashIndex
  private let rows: UnsafeBufferPointer<Int8>
  /// For each label the weights of the units.
  private let output: [(SIMD16<Int32>, SIMD16<Int32>)]

  init(_ file: ModelFile, labels: Int) {
    index = file.index(.hiddenKeys, .hiddenStarts)
    rows = file.numbers(.hiddenWeights)
    let weights = file.numbers(.hiddenOutput, as: Int16.self)
    let isThere = weights.count == labels * Self.units
    output = (0..<(isThere ? labels : 0)).map { label in
      var vectors = (SIMD16<Int32>.zero, SIMD16<Int32>.zero)
      for lane in 0..<16 {
        vectors.0[lane] = Int32(weights[label * Self.units + lane])
        vectors.1[lane] = Int32(weights[label * Self.units + 16 + lane])
      }
      return vectors
    }
  }

  /// Whether the model has a hidden layer.
  var isEmpty: Bool { output.isEmpty }

  /// What a feature adds to the units.
  @inline(__always) func row(_ key: UInt64) -> Units? {
    guard let rank = index.rank(of: key) else { return nil }
    var row = Units()
    for unit in 0..<Self.units { row[unit] = Int16(rows[rank &* Self.units &+ unit]) }
    return row
  }

  /// What units add to the scores of labels.
  @inline(__always) func score(_ sums: Units) -> SIMD16<Int16> {
    let units = sums.replacing(with: 0, where: sums .< 0)
    let low = SIMD16<Int32>(truncatingIfNeeded: units.lowHalf)
    let high = SIMD16<Int32>(truncatingIfNeeded: units.highHalf)
    var scores = SIMD16<Int16>()
    for label in 0..<output.count {
      let sum = (low &* output[label].0 &+ high &* output[label].1).wrappedSum()
      scores[label] = Int16(truncatingIfNeeded: sum >> Self.shift)
    }
    return scores
  }
}
