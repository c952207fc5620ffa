/// What kind of thing an entity is: a short upper-case name, as in CoNLL files.
///
/// The four below are those of our models; models and programs of others may bring their own.
public struct EntityType: RawRepresentable, Hashable, Comparable, Sendable {
  public var rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }

  public static let person = EntityType(rawValue: "PER")
  public static let place = EntityType(rawValue: "LOC")
  public static let organisation = EntityType(rawValue: "ORG")
  /// Works, events, nationalities and the like, as far as a training set marks them.
  public static let other = EntityType(rawValue: "MISC")

  public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}
