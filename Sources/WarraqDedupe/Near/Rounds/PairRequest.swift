import WarraqCore

/// Asks a shard for one of its documents, to be compared with another one.
struct PairRequest: Equatable {
  var own: KeepPlace
  var other: KeepPlace

  /// Begins with the ordinal: requests come in the order of documents.
  func send(to messages: any MessageSink) throws {
    var message = RowEncoder()
    message.ordinal(own.ordinal)
    message.rank(own.rank)
    message.varint(own.shard)
    message.rank(other.rank)
    message.varint(other.shard)
    message.varint(other.ordinal)
    try message.bytes.withUnsafeBytes { try messages.send($0, toShard: own.shard) }
  }
}

extension PairRequest {
  init(_ message: UnsafeRawBufferPointer) {
    var decoder = RowDecoder(message)
    let ordinal = decoder.ordinal()
    let rank = decoder.rank()
    own = KeepPlace(rank: rank, shard: decoder.varint(), ordinal: ordinal)
    let otherRank = decoder.rank()
    let shard = decoder.varint()
    other = KeepPlace(rank: otherRank, shard: shard, ordinal: decoder.varint())
  }
}
