/// How a mention came to its entity. ``name`` is how reports write it.
public enum Link: UInt8, Sendable, CaseIterable {
  /// It is the name of the entity, but for spelling, titles and clitics.
  case full
  /// It is short for a longer name of the same document.
  case document
  /// Several longer names of the document fit: it stands for itself.
  case ambiguous
  /// The lists that ship say so.
  case alias
  /// The user's file says so.
  case pinned
  /// It stands alone in its document, and nearly all mentions of the form in documents that also hold a
  /// longer name go to one.
  case corpus

  /// The name in `entity_forms.tsv`.
  public var name: String {
    switch self {
    case .full: "name"
    case .document: "document"
    case .ambiguous: "ambiguous"
    case .alias: "alias"
    case .pinned: "pinned"
    case .corpus: "corpus"
    }
  }
}
