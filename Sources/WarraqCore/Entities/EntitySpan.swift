/// One mention of an entity in a document.
public struct EntitySpan: Hashable, Sendable {
  /// The bytes of the published text that are the name, without clitics: `واشنطن` in `بواشنطن`.
  ///
  /// The article stays (`الرياض`); where it has melted into a preposition (`للمملكة`) the name begins
  /// at what is left of it (`لمملكة`).
  public var range: Range<Int>
  /// The bytes of the published text in which the name stands, clitics included.
  public var form: Range<Int>
  public var type: EntityType

  public init(range: Range<Int>, form: Range<Int>, type: EntityType) {
    self.range = range
    self.form = form
    self.type = type
  }
}
