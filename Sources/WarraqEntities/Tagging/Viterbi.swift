import CWarraqIntrinsics

/// The best sequence of labels for a line: the first-order Viterbi algorithm (Forney 1973) on
/// integers, all labels of a token in one vector.
package struct Viterbi {
  private static let width = Int(WARRAQ_LABELS)
  /// The score of each label at the start of a line, then behind each other one.
  private let transitions: [Int32]
  /// The same without the start, label by label that follows.
  private let columns: [Int32]
  private let labels: Int
  /// For each token, the best sum that ends with each label.
  private var path: [Int32] = []

  static let forbidden: Int32 = -1_000_000

  /// - Parameter transitions: rows of the model file, the first one for the start of a line.
  package init(_ labels: LabelSet, transitions rows: UnsafeBufferPointer<Int32>) {
    self.labels = labels.count
    var transitions = [Int32](repeating: Self.forbidden, count: (labels.count + 1) * Self.width)
    var columns = [Int32](repeating: Self.forbidden, count: Self.width * Self.width)
    for row in 0...labels.count {
      for label in 0..<labels.count where labels.allows(label, after: row == 0 ? nil : row - 1) {
        let score = rows[row * labels.count + label]
        transitions[row * Self.width + label] = score
        if row > 0 { columns[label * Self.width + row - 1] = score }
      }
    }
    (self.transitions, self.columns) = (transitions, columns)
  }

  /// Appends the best labels of a line with the given scores to `result`.
  package mutating func decode(
    _ scores: UnsafeBufferPointer<SIMD16<Int16>>, into result: inout [UInt8]
  ) {
    let base = result.count
    result.append(contentsOf: repeatElement(0, count: scores.count))
    result.withUnsafeMutableBufferPointer { result in
      guard let scores = scores.baseAddress, let labels = result.baseAddress else { return }
      decode(scores, result.count - base, into: labels + base)
    }
  }

  /// Writes the best labels of a line with the given scores.
  mutating func decode(
    _ scores: UnsafePointer<SIMD16<Int16>>, _ count: Int, into result: UnsafeMutablePointer<UInt8>
  ) {
    if path.count < count * Self.width {
      path = [Int32](repeating: 0, count: count * Self.width)
    }
    path.withUnsafeMutableBufferPointer { path in
      scores.withMemoryRebound(to: Int16.self, capacity: count * Self.width) { scores in
        warraq_decode_labels(
          scores, count, UInt32(labels), transitions, columns, path.baseAddress, result)
      }
    }
  }
}
