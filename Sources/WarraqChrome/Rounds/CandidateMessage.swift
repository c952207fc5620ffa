import WarraqCore

/// What shards hear from the first round, and what they emit in the second, under the source.
enum CandidateMessage {
  /// How many pages a source has. Sent to the first shard and sorted before the others, so that it is
  /// known when they are looked at.
  case source(UInt64, SourceCount)
  /// A line, to the shard that first holds it.
  case first(LineKey, LineCount)
  /// A line, to another shard that holds it.
  case holder(LineKey)

  init(_ message: UnsafeRawBufferPointer) {
    var decoder = RowDecoder(message)
    let tag = decoder.byte()
    let source = decoder.fixed()
    if tag == 0 {
      self = .source(source, SourceCount(decoder.rest()))
      return
    }
    let key = LineKey(source: source, line: decoder.fixed())
    self = tag == 1 ? .first(key, LineCount(decoder.rest())) : .holder(key)
  }

  /// The source that it is about.
  var source: UInt64 {
    switch self {
    case .source(let source, _): source
    case .first(let key, _), .holder(let key): key.source
    }
  }

  func send(to messages: any MessageSink, shard: Int) throws {
    var message = RowEncoder()
    switch self {
    case .source(let source, let count):
      message.bytes.append(0)
      message.fixed(source)
      count.encode(to: &message)
    case .first(let key, let count):
      message.bytes.append(1)
      key.encode(to: &message)
      count.encode(to: &message)
    case .holder(let key):
      message.bytes.append(2)
      key.encode(to: &message)
    }
    try message.bytes.withUnsafeBytes { try messages.send($0, toShard: shard) }
  }
}
