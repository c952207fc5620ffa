import WarraqCore
public import WarraqEntities

/// The keys of the rows that entities are counted in.
///
/// An entity is known by its type and folded words, as one string of bytes (``EntityName``): where a
/// longer name stands in the document, by that. What corpus-wide evidence says comes later.
public enum EntityKey {
  /// A number of the whole corpus.
  case total(Total)
  case entity(UnsafeRawBufferPointer)
  case form(EntityForm)
  case source(UnsafeRawBufferPointer, of: UnsafeRawBufferPointer)
  case month(UnsafeRawBufferPointer, of: UnsafeRawBufferPointer)
  /// Two entities by their ``EntityName/hash(of:)``: most rows are about pairs, few of which are reported.
  case pair(UInt64, UInt64)

  /// Numbers of the whole corpus.
  public enum Total: UInt8, Sendable {
    /// Kept documents that somebody has looked for names in, and mentions in them.
    case counted
    /// Kept documents that nobody has looked for names in.
    case unread
    /// Mentions that the user's file excludes.
    case excluded
    /// Kept documents whose text changed behind the stage that found names in them.
    case lost
  }

  /// The first byte of a key.
  public enum Kind: UInt8, Sendable {
    case total, entity, form, source, month, pair
  }

  /// Takes a key apart; nil for other bytes. The parts are valid as long as the key is.
  public init?(_ key: UnsafeRawBufferPointer) {
    guard let first = key.first, let kind = Kind(rawValue: first) else { return nil }
    var decoder = RowDecoder(UnsafeRawBufferPointer(rebasing: key[1...]))
    switch kind {
    case .total:
      guard let total = Total(rawValue: decoder.byte()) else { return nil }
      self = .total(total)
    case .entity: self = .entity(decoder.rest())
    case .form:
      guard let form = EntityForm(&decoder) else { return nil }
      self = .form(form)
    case .source:
      let source = decoder.string()
      self = .source(source, of: decoder.rest())
    case .month:
      let month = decoder.string()
      self = .month(month, of: decoder.rest())
    case .pair:
      self = .pair(decoder.fixed(), decoder.fixed())
    }
  }
}

/// How a form stands in texts, and what it was linked to in its documents.
public struct EntityForm {
  /// The entity.
  public let entity: UnsafeRawBufferPointer
  /// The name that the form itself is.
  public let own: UnsafeRawBufferPointer
  public let link: Link
  /// The form as it stands in the text.
  public let form: UnsafeRawBufferPointer
  /// What of it is the name, and where that begins; empty where it is not known.
  public let spelled: UnsafeRawBufferPointer
  public let spelledStart: Int

  init?(_ decoder: inout RowDecoder) {
    entity = decoder.string()
    guard let link = Link(rawValue: decoder.byte()) else { return nil }
    self.link = link
    own = decoder.string()
    spelledStart = decoder.varint()
    let count = decoder.varint()
    form = decoder.rest()
    spelled = UnsafeRawBufferPointer(rebasing: form[spelledStart..<spelledStart + count])
  }

  static func encode(
    _ mention: LinkedMention, entity: ArraySlice<UInt8>, own: ArraySlice<UInt8>,
    text: UnsafeRawBufferPointer,
    to encoder: inout RowEncoder
  ) {
    encoder.bytes.append(EntityKey.Kind.form.rawValue)
    encoder.string(entity)
    encoder.bytes.append(mention.link.rawValue)
    encoder.string(own)
    encoder.varint(mention.spelled.lowerBound - mention.form.lowerBound)
    encoder.varint(mention.spelled.count)
    encoder.raw(text[mention.form])
  }
}

/// An entity as bytes: its type, then its words, and a mark where several longer names of the document
/// fit: what stands for itself there is not linked by the evidence of the corpus.
public enum EntityName {
  /// No word holds it.
  static let ambiguityMark: UInt8 = 0

  /// An entity without its mark, and whether it had one.
  public static func unmarked(
    _ entity: UnsafeRawBufferPointer
  ) -> (entity: UnsafeRawBufferPointer, wasMarked: Bool) {
    guard entity.last == ambiguityMark, entity.count > 2 else { return (entity, false) }
    return (UnsafeRawBufferPointer(rebasing: entity.dropLast()), true)
  }

  /// What pairs know an entity by, with its mark or without.
  ///
  /// ``KeyHash`` takes a zero behind a word for another word now and then, so the mark is none of its bytes.
  public static func hash(of entity: UnsafeRawBufferPointer) -> UInt64 {
    let (entity, isMarked) = unmarked(entity)
    return hash(ofUnmarked: entity, isMarked: isMarked)
  }

  /// The same of an entity that has no mark, as if it had one or not.
  public static func hash(ofUnmarked entity: UnsafeRawBufferPointer, isMarked: Bool) -> UInt64 {
    isMarked ? ~KeyHash.hash(entity) : KeyHash.hash(entity)
  }

  static func encode(
    _ name: LinkedName, words: UnsafeRawBufferPointer, to encoder: inout RowEncoder
  ) {
    encoder.string(name.type.rawValue.utf8)
    encoder.raw(words)
  }

  /// The two parts of an entity.
  public static func parts(
    _ entity: UnsafeRawBufferPointer
  ) -> (type: UnsafeRawBufferPointer, words: UnsafeRawBufferPointer) {
    var decoder = RowDecoder(entity)
    let type = decoder.string()
    return (type, decoder.rest())
  }
}
