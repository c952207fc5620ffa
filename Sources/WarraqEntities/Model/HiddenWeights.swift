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

  /// Adds what a feature adds to the units.
  @inline(__always) func add(_ key: UInt64, to units: inout Units) {
    if let rank = index.rank(of: key) { add(at: rank, to: &units) }
  }

  /// Calls `body` with the position of each of the features that feed units, and its rank.
  @inline(__always) func forEachRank(
    of keys: [UInt64], _ scratch: inout [SIMD2<UInt32>], _ body: (Int, Int) -> Void
  ) {
    index.forEachRank(of: keys, &scratch, body)
  }

  /// Adds what the feature of a rank adds to the units.
  @inline(__always) func add(at rank: Int, to units: inout Units) {
    guard let start = rows.baseAddress else { return }
    let row = start + rank &* Self.units
    withUnsafeMutableBytes(of: &units) { units in
      let units = units.assumingMemoryBound(to: Int16.self)
      for unit in 0..<Self.units { units[unit] &+= Int16(row[unit]) }
    }
  }

  /// What units add to the scores of labels.
  @inline(__always) func score(_ sums: Units) -> SIMD16<Int16> {
    var sums = sums
    var scores = SIMD16<Int16>()
    // Plain loops over memory, which become vector instructions; operations on masks do not.
    withUnsafeMutableBytes(of: &sums) { sums in
      let units = sums.assumingMemoryBound(to: Int16.self)
      for unit in 0..<Self.units { units[unit] = max(0, units[unit]) }
      for label in 0..<labels {
        var sum: Int32 = 0
        for unit in 0..<Self.units {
          sum &+= Int32(units[unit]) &* Int32(output[label &* Self.units &+ unit])
        }
        scores[label] = Int16(truncatingIfNeeded: sum >> Self.shift)
      }
    }
    return scores
  }
}
