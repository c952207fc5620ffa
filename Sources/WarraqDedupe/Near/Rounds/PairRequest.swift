import WarraqCore

/// Asks a shard for what one of its documents is compared by with the first document of a pair.
///
/// The first is the one that comes first in the corpus, and is asked for by itself: once, however many
/// others are compared with it.
struct PairRequest: Equatable {
  var own: KeepPlace
  var first: KeepPlace

  var isFirst: Bool { own == first }

  init(own: KeepPlace, first: KeepPlace) {
    self.own = own
    self.first = first
  }

  /// Asks for both documents of a pair.
  static func ask(for one: KeepPlace, _ other: KeepPlace, to messages: any MessageSink) throws {
    let isInOrder = (one.shard, one.ordinal) < (other.shard, other.ordinal)
    let (first, second) = isInOrder ? (one, other) : (other, one)
    try PairRequest(own: first, first: first).send(to: messages)
    try PairRequest(own: second, first: first).send(to: messages)
  }

  private func send(to messages: any MessageSink) throws {
    var message = DocumentMessage.begin(ordinal: own.ordinal, .request)
    message.rank(own.rank)
    message.varint(own.shard)
    message.rank(first.rank)
    message.varint(first.shard)
    message.varint(first.ordinal)
    try message.bytes.withUnsafeBytes { try messages.send($0, toShard: own.shard) }
  }

  init(_ message: DocumentMessage) {
    var decoder = message.rest
    let rank = decoder.rank()
    own = KeepPlace(rank: rank, shard: decoder.varint(), ordinal: message.ordinal)
    let firstRank = decoder.rank()
    let shard = decoder.varint()
    first = KeepPlace(rank: firstRank, shard: shard, ordinal: decoder.varint())
  }

  /// What a row under the first document begins with. Rows of a group come in corpus order: the first
  /// document is its shard's first.
  func encode(to key: inout RowEncoder, _ value: inout RowEncoder) {
    key.place(first)
    value.bytes.append(isFirst ? 0 : 1)
    value.place(own)
  }

  /// Whether a row is that of the first document.
  static func isFirst(_ value: inout RowDecoder) -> Bool { value.byte() == 0 }
}

/// A message about a document. Messages come in the order of documents, and what is known of one before
/// what is asked.
struct DocumentMessage {
  enum Kind: UInt8 {
    case sketch, request
  }

  var ordinal: Int
  var kind: Kind?
  var rest: RowDecoder

  init(_ message: UnsafeRawBufferPointer) {
    var decoder = RowDecoder(message)
    ordinal = decoder.ordinal()
    kind = Kind(rawValue: decoder.byte())
    rest = decoder
  }

  static func begin(ordinal: Int, _ kind: Kind) -> RowEncoder {
    var message = RowEncoder()
    message.ordinal(ordinal)
    message.bytes.append(kind.rawValue)
    return message
  }
}
