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

extension NearEdge {
  /// One of the two documents.
  struct End {
    var place: KeepPlace
    var facts: DocumentFacts

    var reference: DocumentReference {
      DocumentReference(shard: place.shard, ordinal: place.ordinal, facts: facts)
    }
  }

  var firstEnd: End { End(place: first, facts: firstFacts) }
  var secondEnd: End { End(place: second, facts: secondFacts) }

  /// Both documents in keep order, those before that others may go for.
  func ends(_ sides: RemovalSides) -> (early: End, late: End) {
    sides.areInOrder(first, second) ? (firstEnd, secondEnd) : (secondEnd, firstEnd)
  }
}
