import WarraqCore
import WarraqEntities
import WarraqStatistics

/// Says to which entity the names of documents belong in the whole corpus.
struct EntityRoots: Sendable {
  let links: CorpusLinks

  /// The entity of a name, and whether the evidence of the corpus says so.
  func root(of name: UnsafeRawBufferPointer) -> (entity: [UInt8], isLinked: Bool) {
    let (entity, wasMarked) = EntityName.unmarked(name)
    if !wasMarked, let target = links.target(of: entity) { return (target, true) }
    return (Array(entity), false)
  }
}

/// A row about one entity, in the order in which they are grouped: the entity itself, its forms, its
/// sources, its months.
enum EntityGroups {
  enum Kind: UInt8 {
    case entity, form, source, month
  }

  /// What is said of rows that cannot be read.
  static var otherVersion: WarraqError {
    WarraqError(.version, "The entities are of another version. Start a new run.")
  }

  /// Emits the rows of all entities, each under the entity that it belongs to.
  ///
  /// ```
  /// key    entity, kind, form or source or month
  /// value  tally; of a form: mentions, link, 1 if it is the full name, where the name begins and how
  ///        long it is
  /// ```
  static func emit(
    _ table: any RowSource, _ roots: EntityRoots, to rows: any GroupedRowSink
  ) throws {
    var key = RowEncoder()
    var value = RowEncoder()
    var group: UInt64 = 0
    func begin(
      _ name: UnsafeRawBufferPointer, _ kind: Kind
    ) -> (entity: [UInt8], isLinked: Bool) {
      let (entity, isLinked) = roots.root(of: name)
      key.removeAll()
      value.removeAll()
      key.string(entity)
      key.bytes.append(kind.rawValue)
      group = entity.withUnsafeBytes { KeyHash.hash($0) }
      return (entity, isLinked)
    }
    try table.forEach(of: EntityKey.Kind.entity.rawValue...EntityKey.Kind.month.rawValue) {
      tableKey, tally in
      switch EntityKey(tableKey) {
      case .entity(let name):
        _ = begin(name, .entity)
        value.raw(tally)
      case .form(let form):
        let (entity, isLinked) = begin(form.entity, .form)
        let mentions = EntityTally(tally).mentions
        encode(form, mentions, of: entity, isLinked: isLinked, &key, &value)
      case .source(let source, let name):
        _ = begin(name, .source)
        key.raw(source)
        value.raw(tally)
      case .month(let month, let name):
        _ = begin(name, .month)
        key.raw(month)
        value.raw(tally)
      case .total, .pair: return
      case nil:
        throw otherVersion
      }
      try rows.emit(of: group, key, value)
    }
  }

  /// Whether a form is a full name of its entity: its words, or of a person the first name and more.
  private static func isFull(_ form: EntityForm, of entity: [UInt8]) -> Bool {
    let own = EntityName.unmarked(form.own).entity
    if own.elementsEqual(entity) { return true }
    return entity.withUnsafeBytes { entity in
      let (type, words) = EntityName.parts(entity)
      let mine = EntityName.parts(own).words
      guard type.elementsEqual(EntityType.person.rawValue.utf8),
        let end = mine.firstIndex(of: UInt8(ascii: " "))
      else { return false }
      return words.starts(with: mine[...end])
    }
  }

  private static func encode(
    _ form: EntityForm, _ mentions: Int, of entity: [UInt8], isLinked: Bool,
    _ key: inout RowEncoder, _ value: inout RowEncoder
  ) {
    key.raw(form.form)
    value.varint(mentions)
    value.bytes.append((isLinked && form.link == .full ? Link.corpus : form.link).rawValue)
    value.bytes.append(isFull(form, of: entity) ? 1 : 0)
    value.varint(form.spelledStart)
    value.varint(form.spelled.count)
  }
}
