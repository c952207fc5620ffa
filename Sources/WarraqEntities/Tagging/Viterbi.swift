/// The best sequence of labels for a line: the first-order Viterbi algorithm (Forney 1973) on
/// integers, all labels of a token in one vector.
package struct Viterbi {
  /// The score of each label behind another one.
  private let transitions: [SIMD16<Int32>]
  private let start: SIMD16<Int32>
  private let labels: Int
  /// For each token, the best label before each label.
  private var before: [SIMD16<UInt8>] = []

  static let forbidden: Int32 = -1_000_000

  /// - Parameter transitions: rows of the model file, the first one for the start of a line.
  package init(_ labels: LabelSet, transitions rows: UnsafeBufferPointer<Int32>) {
    self.labels = labels.count
    let vectors = (0...labels.count).map { row in
      var vector = SIMD16<Int32>(repeating: Self.forbidden)
      for label in 0..<labels.count {
        let isAllowed = labels.allows(label, after: row == 0 ? nil : row - 1)
        if isAllowed { vector[label] = rows[row * labels.count + label] }
      }
      return vector
    }
    start = vectors[0]
    transitions = Array(vectors.dropFirst())
  }

  /// Appends the best labels of a line with the given scores to `result`.
  package mutating func decode(
    _ scores: UnsafeBufferPointer<SIMD16<Int16>>, into result: inout [UInt8]
  ) {
    guard let first = scores.first else { return }
    before.removeAll(keepingCapacity: true)
    var best = start &+ SIMD16<Int32>(truncatingIfNeeded: first)
    for score in scores.dropFirst() {
      var next = transitions[0] &+ best[0]
      var from = SIMD16<Int32>()
      for label in 1..<labels {
        let candidate = transitions[label] &+ best[label]
        let isBetter = candidate .> next
        next.replace(with: candidate, where: isBetter)
        from.replace(with: Int32(label), where: isBetter)
      }
      before.append(SIMD16<UInt8>(truncatingIfNeeded: from))
      best = next &+ SIMD16<Int32>(truncatingIfNeeded: score)
    }
    trace(best, count: scores.count, into: &result)
  }

  private func trace(_ best: SIMD16<Int32>, count: Int, into result: inout [UInt8]) {
    var label = 0
    for other in 1..<labels where best[other] > best[label] { label = other }
    let base = result.count
    result.append(contentsOf: repeatElement(0, count: count))
    result[base + count - 1] = UInt8(label)
    for index in stride(from: count - 2, through: 0, by: -1) {
      label = Int(before[index][label])
      result[base + index] = UInt8(label)
    }
  }
}
