public import WarraqCore

/// A mention, and the entity that it was linked to in its document.
public struct LinkedMention: Equatable, Sendable {
  /// The number of the name that stands in the text, among ``DocumentLinker/names``.
  public var own: Int
  /// The number of the name of its entity: the same, or a longer name of the document.
  public var entity: Int
  public var link: Link
  /// The bytes of the text that are the form, what is written together with the name included.
  public var form: Range<Int>
  /// Those that are the name, without titles too; empty where what is written together with it could
  /// not be told apart.
  public var spelled: Range<Int>
}

/// A name of one type: what entities are told apart by within a document.
public struct LinkedName: Sendable {
  public var type: EntityType
  /// The number of its folded words in ``DocumentLinker/words``.
  public var words: Int
}
