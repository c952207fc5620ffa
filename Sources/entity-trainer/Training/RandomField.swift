import Foundation
import WarraqEntities

/// A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001), trained by AdaGrad
/// (Duchi, Hazan and Singer 2011). Tokens with several allowed labels count by the sum over them
/// (partial annotation, Tsuboi et al. 2008). Deterministic: one thread, fixed order and seeds.
struct RandomField {
  typealias Vector = SIMD16<Float>

  struct Options {
    var epochs = 15
    var rate: Float = 0.05
    /// Taken off the size of each weight after an epoch, and the share it loses.
    var shrink: Float = 0.004
    var decay: Float = 0.01
    /// The share of tokens at which features that tell words apart are not seen.
    var dropout: Float = 0.4
    /// The share of hidden units that a token does without while it is learned from.
    var unitDropout: Float = 0.6
    var hiddenRate: Float = 0.03
    var seed: UInt64 = 1
  }

  let labels: LabelSet
  private(set) var weights: [Vector]
  private(set) var transitions: [Vector]
  private var squares: [Vector]
  private var transitionSquares: [Vector]
  private(set) var hidden: HiddenLayer
  private let dense: [Int32]
  /// How far the weights of a language are from those of all languages.
  private let copyStride: Int
  private var engine = ForwardBackward()
  private let allowedRows: [Vector]

  init(_ set: TrainingSet) {
    labels = set.labels
    let copies = set.languages.count > 1 ? set.languages.count : 0
    copyStride = set.features.keys.count
    dense = set.features.dense + [Int32](repeating: -1, count: copies * copyStride)
    hidden = HiddenLayer(
      features: set.features.denseCount, biases: [set.features.bias], seed: 11)
    let zeros = [Vector](repeating: .zero, count: (copies + 1) * copyStride)
    weights = zeros
    squares = zeros
    let count = set.labels.count
    transitions = [Vector](repeating: .zero, count: count + 1)
    transitionSquares = transitions
    allowedRows = (0...count).map { row in
      var vector = Vector.zero
      for label in 0..<count where set.labels.allows(label, after: row == 0 ? nil : row - 1) {
        vector[label] = 1
      }
      return vector
    }
  }

  mutating func train(
    _ set: TrainingSet, lines: [Int], _ options: Options, places: [[[UInt32]]],
    report: (Int, Double) -> Void = { _, _ in }
  ) {
    var random = SplitMix(options.seed)
    var order = lines
    var averaged = [Vector](repeating: .zero, count: weights.count)
    var averagedHidden: HiddenLayer?
    var averagedTransitions = [Vector](repeating: .zero, count: transitions.count)
    let tail = options.epochs - options.epochs / 3
    for epoch in 0..<options.epochs {
      order.shuffle(using: &random)
      var loss = 0.0
      for line in order {
        let look = places.count > 1 ? Int(random.next() >> 33) % places.count : 0
        loss += Double(step(set, set.lines[line].tokens, options, places[look], &random))
      }
      regularize(options)
      if epoch >= tail {
        for index in weights.indices { averaged[index] += weights[index] }
        if averagedHidden == nil { averagedHidden = hidden } else { averagedHidden? += hidden }
        for index in transitions.indices { averagedTransitions[index] += transitions[index] }
      }
      report(epoch, loss)
    }
    let scale = 1 / Float(options.epochs - tail)
    weights = averaged.map { $0 * scale }
    transitions = averagedTransitions.map { $0 * scale }
    if let averagedHidden { hidden = averagedHidden }
    hidden.scale(scale)
  }

  private mutating func regularize(_ options: Options) {
    let keep = 1 - options.decay
    hidden.decay(keep)
    for index in weights.indices {
      let weight = weights[index] * keep
      let size = weight.replacing(with: -weight, where: weight .< 0) - options.shrink
      let kept = size.replacing(with: 0, where: size .< 0)
      weights[index] = kept.replacing(with: -kept, where: weight .< 0)
    }
  }

  /// One step on one line; returns its loss.
  private mutating func step(
    _ set: TrainingSet, _ line: Range<Int>, _ options: Options, _ places: [[UInt32]],
    _ random: inout SplitMix
  ) -> Float {
    var ids: [[UInt32]] = []
    for token in line {
      ids.append(
        Self.features(set, token, line, places, dropout: options.dropout, &random))
    }
    let inputs = ids.map { denseIDs($0) }
    let kept = ids.map { _ in
      (mask(options.unitDropout, &random), mask(options.unitDropout, &random))
    }
    let units = zip(inputs, kept).map { inputs, kept in
      let units = hidden.activate(inputs)
      return (units.0 * kept.0, units.1 * kept.1)
    }
    let (expected, pairs, loss) = gradient(set, line, ids, units)
    // A line that no sequence of labels fits, as where a mention was cut with it, teaches nothing.
    guard loss.isFinite, loss < 1e6 else { return 0 }
    for (index, gradient) in expected.enumerated() {
      let size = gradient.replacing(with: -gradient, where: gradient .< 0).max()
      guard size > 1e-4 else { continue }
      let square = gradient * gradient
      for id in ids[index] {
        let id = Int(id)
        squares[id] += square
        weights[id] += gradient * options.rate / (squares[id] + 1e-6).squareRoot()
      }
      hidden.step(
        gradient, inputs[index], units[index], kept[index], rate: options.hiddenRate)
    }
    for row in transitions.indices {
      transitionSquares[row] += pairs[row] * pairs[row]
      transitions[row] += pairs[row] * options.rate / (transitionSquares[row] + 1e-6).squareRoot()
    }
    return loss
  }

  /// The features of a token. Where there are several languages, each feature once for all of them and
  /// once for that of the token (Daumé 2007).
  static func features(
    _ set: TrainingSet, _ token: Int, _ line: Range<Int>, _ places: [[UInt32]], dropout: Float,
    _ random: inout SplitMix
  ) -> [UInt32] {
    var ids = places[token]
    func add(_ other: Int, _ place: Int) {
      let word = set.words[Int(set.wordOfToken[other])]
      let isDropped = dropout > 0 && Float(random.next() >> 40) / Float(1 << 24) < dropout
      ids += word.ids[place][(isDropped ? word.lexical[place] : 0)...]
    }
    for offset in -2...2 where line.contains(token + offset) { add(token + offset, 2 - offset) }
    if let run = set.runOfToken[token] {
      add(run.lowerBound, 5)
      add(run.upperBound - 1, 6)
    }
    guard set.languages.count > 1 else { return ids }
    let copy = UInt32((set.languageOfToken[token] + 1) * set.features.keys.count)
    return ids + ids.map { $0 + copy }
  }

  private mutating func gradient(
    _ set: TrainingSet, _ line: Range<Int>, _ ids: [[UInt32]], _ units: [(Vector, Vector)]
  ) -> (expected: [Vector], pairs: [Vector], loss: Float) {
    let count = labels.count
    var scores: [Vector] = []
    var masked: [Vector] = []
    for (index, token) in line.enumerated() {
      let score = exponentials(linearScore(ids[index]) + hidden.score(units[index]))
      var mask = Vector.zero
      for label in 0..<count where set.allowed[token] & 1 << UInt16(label) != 0 { mask[label] = 1 }
      scores.append(score)
      masked.append(score * mask)
    }
    let rows = (0...count).map { exponentials(transitions[$0], shift: false) * allowedRows[$0] }
    var expected = [Vector](repeating: .zero, count: line.count)
    var pairs = [Vector](repeating: .zero, count: count + 1)
    let inner = Array(rows.dropFirst())
    let all = engine.run(
      scores, start: rows[0], rows: inner, labels: count, sign: -1, expected: &expected,
      pairs: &pairs)
    let right = engine.run(
      masked, start: rows[0], rows: inner, labels: count, sign: 1, expected: &expected,
      pairs: &pairs)
    return (expected, pairs, all - right)
  }

  /// The weights of a feature for the first language.
  func weights(of id: Int) -> Vector {
    weights.count > copyStride ? weights[id] + weights[copyStride + id] : weights[id]
  }

  private func denseIDs(_ ids: [UInt32]) -> [Int32] {
    ids.compactMap { dense[Int($0)] >= 0 ? dense[Int($0)] : nil }
  }

  private func mask(_ dropout: Float, _ random: inout SplitMix) -> Vector {
    guard dropout > 0 else { return Vector(repeating: 1) }
    var mask = Vector.zero
    for lane in 0..<16 where Float(random.next() >> 40) / Float(1 << 24) >= dropout {
      mask[lane] = 1 / (1 - dropout)
    }
    return mask
  }

  /// The scores of labels for a token with some features.
  func score(_ ids: [UInt32]) -> Vector {
    linearScore(ids) + hidden.score(hidden.activate(denseIDs(ids)))
  }

  @inline(__always) private func linearScore(_ ids: [UInt32]) -> Vector {
    var sum = Vector.zero
    for id in ids { sum += weights[Int(id)] }
    return sum
  }

  /// Exponentials of the first lanes; the largest becomes 1 where scores are shifted.
  private func exponentials(_ scores: Vector, shift: Bool = true) -> Vector {
    var top: Float = 0
    if shift {
      top = scores[0]
      for label in 1..<labels.count { top = max(top, scores[label]) }
    }
    var result = Vector.zero
    for label in 0..<labels.count {  // Never so small that all ways to a token vanish.
      result[label] = max(1e-12, Foundation.exp(scores[label] - top))
    }
    return result
  }
}

/// SplitMix64 (Steele, Lea and Flood 2014).
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }
}
