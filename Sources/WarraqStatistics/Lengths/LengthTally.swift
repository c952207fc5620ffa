import WarraqCore

/// How much text there is: the value of a lengths row. Of duplicates only their number is counted.
public struct LengthTally: Equatable, Sendable {
  public var documents = 0
  /// Code points of the published text.
  public var characters = 0
  /// Tokens before stop words are taken out.
  public var tokens = 0
  /// Documents, duplicates included.
  public var publications = 0

  init() {}

  /// Reads a value that ``encode(to:)`` wrote.
  public init(_ value: UnsafeRawBufferPointer) {
    var decoder = RowDecoder(value)
    documents = decoder.varint()
    characters = decoder.varint()
    tokens = decoder.varint()
    publications = decoder.varint()
  }

  mutating func add(_ other: LengthTally) {
    documents += other.documents
    characters += other.characters
    tokens += other.tokens
    publications += other.publications
  }

  func encode(to encoder: inout RowEncoder) {
    encoder.varint(documents)
    encoder.varint(characters)
    encoder.varint(tokens)
    encoder.varint(publications)
  }
}
