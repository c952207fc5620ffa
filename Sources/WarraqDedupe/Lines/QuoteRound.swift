import WarraqCore

/// The second round of repeated text: the shard of the first place of each unit quotes it, and what
/// the first round decided is passed on.
///
/// rows: place of the unit -> ``UnitMessage``, and the text where it is quoted. messages: units that go.
struct QuoteRound: CorpusRound {
  let options: RepeatedText

  func makeEmitter(inbox: ShardMessages, in context: StageContext) -> any RowEmitter {
    QuoteEmitter(inbox)
  }

  func makeReducer(in context: StageContext) -> any GroupReducer {
    QuoteReducer(options.paragraphs ? .paragraph : .line)
  }
}

private final class QuoteEmitter: RowEmitter {
  /// Of ``UnitMessage``.
  private let requests: ShardMessages
  private var key = RowEncoder()
  private var value = RowEncoder()

  init(_ inbox: ShardMessages) { requests = inbox }

  func wants(_ ordinal: Int) -> Bool { requests.contains(ordinal) }

  /// Each lane speaks for the documents that it sees.
  func add(_ batch: DocumentBatch, to rows: any RowSink) throws {
    for document in batch.documents where document.isKept {
      try requests.forEach(of: document.place.ordinal) { request in
        var decoder = RowDecoder(request)
        try emit(UnitMessage(&decoder), of: document, to: rows)
      }
    }
  }

  func finish(to rows: any RowSink) {}

  private func emit(_ request: UnitMessage, of document: Document, to rows: any RowSink) throws {
    key.removeAll()
    request.place.encode(to: &key)
    value.removeAll()
    request.encode(to: &value)
    if request.isQuoted { value.raw(Quotation.text(of: request.place.lines, in: document.text)) }
    try rows.emit(key, value)
  }
}

private final class QuoteReducer: GroupReducer {
  private let kind: RepeatedUnit.Kind

  init(_ kind: RepeatedUnit.Kind) { self.kind = kind }

  func begin(key: UnsafeRawBufferPointer) {}

  func add(shard: Int, value: UnsafeRawBufferPointer, to messages: any MessageSink) throws {
    var decoder = RowDecoder(value)
    let message = UnitMessage(&decoder)
    if message.isQuoted {
      try RepeatedUnit(kind: kind, shard: shard, place: message.place, key: message.key)
        .keep(text: decoder.rest(), in: messages)
    } else {
      var place = RowEncoder()
      message.place.encode(to: &place)
      try place.bytes.withUnsafeBytes { try messages.send($0, toShard: shard) }
    }
  }

  func end(to messages: any MessageSink) {}
}
