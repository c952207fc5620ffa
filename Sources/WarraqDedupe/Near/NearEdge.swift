import WarraqCore

/// Two documents that are alike, the earlier one in keep order first.
struct NearEdge: Equatable {
  var first: KeepPlace
  var second: KeepPlace
  var similarity: Jaccard
  var firstFacts: DocumentFacts
  var secondFacts: DocumentFacts

  func encode(to encoder: inout RowEncoder) {
    encoder.place(first)
    encoder.place(second)
    encoder.varint(similarity.intersection)
    encoder.varint(similarity.union)
    encoder.facts(firstFacts)
    encoder.facts(secondFacts)
  }

  /// To the shard of the second document, which passes it on to where clusters are made.
  func send(to messages: any MessageSink) throws {
    var message = RowEncoder()
    encode(to: &message)
    try message.bytes.withUnsafeBytes { try messages.send($0, toShard: second.shard) }
  }
}

extension NearEdge {
  init(_ bytes: UnsafeRawBufferPointer) {
    var decoder = RowDecoder(bytes)
    first = decoder.place()
    second = decoder.place()
    let shared = decoder.varint()
    similarity = Jaccard(intersection: shared, union: decoder.varint())
    firstFacts = decoder.facts()
    secondFacts = decoder.facts()
  }
}
