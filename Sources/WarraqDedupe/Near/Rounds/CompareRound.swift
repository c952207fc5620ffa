import WarraqCore

/// The second round of near dedupe: candidates are compared by four bits of each value of their
/// sketches, so that the sets of few that are not alike have to travel.
///
/// rows: the first document of pairs -> its sketch, then those that are compared with it. messages: the
/// pairs that are left. No document is read.
struct CompareRound: CorpusRound {
  let options: NearOptions

  init(_ options: NearOptions) { self.options = options }

  var readsDocuments: Bool { false }

  func makeEmitter(inbox: ShardMessages, in context: StageContext) -> any RowEmitter {
    ComparedSketchEmitter(inbox)
  }

  func makeReducer(in context: StageContext) -> any GroupReducer { SketchPairReducer(options) }
}

/// The sketch of a document goes from where bands meet back to its shard, to be there when it is asked
/// for.
struct SketchMessage {
  var ordinal: Int
  var nibbles: SketchNibbles

  func send(toShard shard: Int, _ messages: any MessageSink) throws {
    var message = DocumentMessage.begin(ordinal: ordinal, .sketch)
    message.nibbles(nibbles)
    try message.bytes.withUnsafeBytes { try messages.send($0, toShard: shard) }
  }
}

private final class ComparedSketchEmitter: RowEmitter {
  private let inbox: ShardMessages
  private var key = RowEncoder()
  private var value = RowEncoder()

  init(_ inbox: ShardMessages) { self.inbox = inbox }

  func add(_ batch: DocumentBatch, to rows: any RowSink) {}

  func finish(to rows: any RowSink) throws {
    var last: DocumentMessage?
    try inbox.forEach { bytes in
      let message = DocumentMessage(bytes)
      guard message.kind == .request else {
        last = message
        return
      }
      guard let last, last.ordinal == message.ordinal else {
        preconditionFailure("a document is asked for that has no sketch")
      }
      var sketch = last.rest
      key.removeAll()
      value.removeAll()
      PairRequest(message).encode(to: &key, &value)
      value.raw(sketch.rest())
      try rows.emit(key, value)
    }
  }
}

private final class SketchPairReducer: GroupReducer {
  private typealias Side = (place: KeepPlace, nibbles: SketchNibbles)

  private let leastAgreement: Int
  private var first: Side?

  init(_ options: NearOptions) {
    leastAgreement = SketchNibbles.leastAgreement(at: options.threshold)
  }

  func begin(key: UnsafeRawBufferPointer) { first = nil }

  func add(shard: Int, value: UnsafeRawBufferPointer, to messages: any MessageSink) throws {
    var decoder = RowDecoder(value)
    let isFirst = PairRequest.isFirst(&decoder)
    let place = decoder.place()
    let side = (place: place, nibbles: decoder.nibbles())
    precondition(isFirst == (first == nil), "a pair without its first document")
    guard let first else {
      first = side
      return
    }
    if first.nibbles.agreement(with: side.nibbles) >= leastAgreement {
      try PairRequest.ask(for: first.place, side.place, to: messages)
    }
  }

  func end(to messages: any MessageSink) {}
}
