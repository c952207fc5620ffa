import WarraqCore

/// Names a document of the corpus in rows and evidence: by its place, and by its id where it has one.
struct DocumentReference: Equatable {
  /// The corpus position of its shard.
  var shard: Int
  /// Its ordinal in the shard.
  var ordinal: Int
  /// Its id; empty where it has none.
  var id: [UInt8]

  /// What a report calls the document: its id, or `#` and its ordinal in the corpus.
  func name(in corpus: CorpusFacts) -> [UInt8] {
    id.isEmpty ? Array("#\(corpus.ordinal(shard: shard, record: ordinal))".utf8) : id
  }
}
