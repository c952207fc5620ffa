import WarraqCore
import WarraqEntities

/// Adds up the labels of a word in all shards, and tells those that hold it; nobody need hear of words
/// that were never part of a name.
final class EvidenceReducer: GroupReducer {
  private var key = EvidenceKey(language: "")
  private var counts = LabelCounts()
  private var shards: [Int] = []

  func begin(key: UnsafeRawBufferPointer) {
    self.key = EvidenceKey(key)
    counts = LabelCounts()
    shards.removeAll(keepingCapacity: true)
  }

  func add(shard: Int, value: UnsafeRawBufferPointer, to messages: any MessageSink) {
    if shards.last != shard { shards.append(shard) }
    counts += LabelCounts(value)
  }

  func end(to messages: any MessageSink) throws {
    guard key.word == nil || counts.names > 0 else { return }
    var message = RowEncoder()
    EvidenceMessage(key: key, counts: counts).encode(to: &message)
    try message.bytes.withUnsafeBytes { bytes in
      for shard in shards { try messages.send(bytes, toShard: shard) }
    }
  }
}

/// What a shard hears: how the words of a language, or one of them, were labelled in the corpus.
struct EvidenceMessage {
  var key: EvidenceKey
  var counts: LabelCounts

  /// Those of whole languages come first.
  func encode(to encoder: inout RowEncoder) {
    encoder.bytes.append(key.word == nil ? 0 : 1)
    key.encode(to: &encoder)
    counts.encode(to: &encoder)
  }

  /// The evidence that a shard was sent, by language.
  static func evidence(of messages: ShardMessages) -> [String: WordEvidence] {
    var result: [String: WordEvidence] = [:]
    messages.forEach { bytes in
      let message = EvidenceMessage(bytes)
      if let word = message.key.word {
        result[message.key.language, default: WordEvidence()].add(word, message.counts)
      } else {
        result[message.key.language] = WordEvidence(totals: message.counts)
      }
    }
    return result
  }
}

extension EvidenceMessage {
  init(_ message: UnsafeRawBufferPointer) {
    var decoder = RowDecoder(message)
    let isOfWord = decoder.byte() == 1
    key = EvidenceKey(language: String(decoding: decoder.string(), as: UTF8.self))
    if isOfWord { key.word = decoder.fixed() }
    counts = LabelCounts(&decoder)
  }
}
