/// What words are elsewhere in the corpus: for each, what that adds to the scores of labels where it
/// stands once more.
///
/// A first look labelled all occurrences of the word; by how much more often than words do in general
/// it had a label, so much more likely is the label here. The weight is that of Docs/decisions.
public struct WordEvidence: Sendable {
  /// Occurrences of words in general that each word is taken to have had beside its own.
  private static let strength = 20.0
  /// Bounds of what evidence can add, in the scale of the model: a twentieth of the average share, and
  /// sixty times as much as it.
  private static let bounds: ClosedRange<Int> = -18...24

  /// How likely each label is for words in general.
  private let prior: [Double]
  private var rows: [UInt64: SIMD16<Int8>] = [:]

  /// No evidence.
  public init() { prior = [] }

  /// Evidence for words of texts whose words had these labels in all.
  public init(totals: LabelCounts) {
    let total = Double(totals.total + 1)
    prior = (0..<16).map { (Double(totals.lanes[$0]) + 1) / total }
  }

  /// Adds a word, by its hash without clitics, and the labels it had.
  public mutating func add(_ word: UInt64, _ counts: LabelCounts) {
    let total = Double(counts.total) + Self.strength
    var row = SIMD16<Int8>()
    for label in prior.indices {
      let share = (Double(counts.lanes[label]) + Self.strength * prior[label]) / total
      row[label] = Int8(Self.score(share / prior[label]))
    }
    rows[word] = row
  }

  /// What the evidence for a word adds to the scores of labels.
  @inline(__always) package func row(_ word: UInt64) -> SIMD16<Int16>? {
    rows[word].map { SIMD16<Int16>(truncatingIfNeeded: $0) }
  }

  /// Four times the binary logarithm, rounded, within ``bounds``: about a quarter of the natural one in
  /// the scale of models. Made of comparisons alone, which are the same on every processor.
  static func score(_ ratio: Double) -> Int {
    // 2 to the power of 1/8, 3/8, 5/8, 7/8.
    let steps = [1.0905077326652577, 1.2968395546510096, 1.5422108254079407, 1.8340080864093424]
    let score = 4 * Int(ratio.exponent) + steps.count { ratio.significand >= $0 }
    return max(bounds.lowerBound, min(bounds.upperBound, score))
  }
}
