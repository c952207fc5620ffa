public import WarraqCore

/// The value of every row that entities are counted in.
public struct EntityTally: Equatable, Sendable {
  /// Mentions in kept documents; of a pair, sentences that hold both.
  public var mentions = 0
  /// Kept documents.
  public var documents = 0
  /// Documents, duplicates included.
  public var publications = 0

  public init(mentions: Int = 0, documents: Int = 0, publications: Int = 0) {
    self.mentions = mentions
    self.documents = documents
    self.publications = publications
  }

  /// Reads a value that ``encode(to:)`` wrote.
  public init(_ value: UnsafeRawBufferPointer) {
    var decoder = RowDecoder(value)
    self.init(&decoder)
  }

  /// Reads the next part of a row that ``encode(to:)`` wrote.
  public init(_ decoder: inout RowDecoder) {
    mentions = decoder.varint()
    documents = decoder.varint()
    publications = decoder.varint()
  }

  public mutating func add(_ other: EntityTally) {
    mentions += other.mentions
    documents += other.documents
    publications += other.publications
  }

  public func encode(to encoder: inout RowEncoder) {
    encoder.varint(mentions)
    encoder.varint(documents)
    encoder.varint(publications)
  }
}

/// Adds up entity rows.
public final class EntityCombiner: RowCombiner {
  private var sum = EntityTally()
  private var encoder = RowEncoder()

  public init() {}

  public func begin(key: UnsafeRawBufferPointer) { sum = EntityTally() }

  public func add(_ value: UnsafeRawBufferPointer) { sum.add(EntityTally(value)) }

  public func end(into value: inout [UInt8]) {
    encoder.removeAll()
    sum.encode(to: &encoder)
    value += encoder.bytes
  }
}
