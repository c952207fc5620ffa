public import WarraqCore

/// What near-duplicates are, and which of them stay.
public struct NearOptions: Sendable, Equatable {
  /// How documents that are alike in pairs become clusters.
  public enum Clustering: String, Sendable, CaseIterable {
    /// In keep order, a document joins the first kept one that it is like, else it is kept.
    case star
    /// Whatever is connected is one cluster; its first document in keep order stays.
    case component
  }

  /// The Jaccard similarity from which on two documents are alike.
  public var threshold: Threshold
  /// Words in a shingle.
  public var ngram: Int
  public var sketch: SketchMethod
  public var clustering: Clustering
  public var keep: KeepPolicy
  public var scope: RemovalScope
  /// Copies that were published more days apart are kept. Documents without a day are never apart.
  public var window: Int?
  /// Whether copies must hold the same numbers in the same order: closing prices, prayer times.
  public var numbersMustMatch: Bool
  /// Whether the report lists all pairs that are alike.
  public var keepsPairs = false
  /// Whether exact dedupe, which keeps the same copies, is still to decide when documents are sketched.
  public var isBesideExact = false

  public init(
    threshold: Threshold, ngram: Int = 5, sketch: SketchMethod = .fastSimilarity,
    clustering: Clustering = .star, keep: KeepPolicy = .first, scope: RemovalScope = RemovalScope(),
    window: Int? = nil, numbersMustMatch: Bool = false
  ) {
    self.threshold = threshold
    self.ngram = ngram
    self.sketch = sketch
    self.clustering = clustering
    self.keep = keep
    self.scope = scope
    self.window = window
    self.numbersMustMatch = numbersMustMatch
  }

  /// Whether two days of publication are near enough for copies.
  func areNear(_ day: Int?, _ other: Int?) -> Bool {
    guard let window, let day, let other else { return true }
    return abs(day - other) <= window
  }

  /// The rounds, whose last messages are the decision.
  public static func rounds(_ options: NearOptions) -> [any CorpusRound] {
    [
      SketchRound(options), CompareRound(options), VerifyRound(options), ClusterRound(options),
    ]
  }
}
