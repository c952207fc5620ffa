/// A name that stands in a document's text, and what it names.
public struct EntitySpan: Equatable, Sendable {
  /// The bytes of ``Document/text`` that are the name, without what is written together with it: of
  /// `بواشنطن` the last six letters.
  public var name: Range<Int>
  /// The bytes as they stand in the text, with what is written together: all of `بواشنطن`.
  public var form: Range<Int>
  public var type: EntityType

  public init(name: Range<Int>, form: Range<Int>, type: EntityType) {
    self.name = name
    self.form = form
    self.type = type
  }
}

/// What kind of thing a name names. The raw value is how reports and programs write it.
public struct EntityType: RawRepresentable, Hashable, Sendable {
  public static let person = EntityType(rawValue: "person")
  public static let place = EntityType(rawValue: "place")
  public static let organisation = EntityType(rawValue: "organisation")
  /// Whatever else a model has.
  public static let other = EntityType(rawValue: "other")

  public var rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }
}
