public import WarraqCore

/// The labels of a model: `O`, then begin and inside of each type (BIO, as in CoNLL-2002).
public struct LabelSet: Hashable, Sendable {
  /// The most labels there can be: one lane of a vector each.
  public static let limit = 16
  public let types: [EntityType]

  public init(types: [EntityType]) {
    precondition(2 * types.count < Self.limit, "there are at most seven types")
    self.types = types
  }

  public var count: Int { 2 * types.count + 1 }

  public static let outside = 0
  /// The label that begins a mention of the type with a number.
  public static func begin(_ type: Int) -> Int { 2 * type + 1 }
  /// The label that continues it.
  public static func inside(_ type: Int) -> Int { 2 * type + 2 }
  /// The type of a label that is not outside.
  @inline(__always) public static func type(of label: Int) -> Int { (label - 1) >> 1 }
  @inline(__always) public static func isBegin(_ label: Int) -> Bool { label & 1 == 1 }

  /// Whether `label` may stand behind `previous`; `nil` is the start of a line.
  public func allows(_ label: Int, after previous: Int?) -> Bool {
    guard label != Self.outside, !Self.isBegin(label) else { return true }
    guard let previous, previous != Self.outside else { return false }
    return Self.type(of: previous) == Self.type(of: label)
  }
}
