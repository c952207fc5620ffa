import WarraqCore

/// Why a document was taken out: which document it repeats, in what way, and how closely.
struct DuplicateEvidence: Equatable {
  /// In what way a document repeats another one. The raw value is part of rows.
  enum Kind: UInt8 {
    case exact, near

    /// The name in reports.
    var name: String {
      switch self {
      case .exact: "exact"
      case .near: "near"
      }
    }
  }

  var removed: DocumentReference
  var kept: DocumentReference
  var kind: Kind
  /// How alike they are.
  var similarity: Jaccard

  /// Tells the removed document's shard, and keeps the evidence in the order of removed documents.
  func send(to messages: any MessageSink) throws {
    var message = RowEncoder()
    message.ordinal(removed.ordinal)
    try message.bytes.withUnsafeBytes { try messages.send($0, toShard: removed.shard) }

    var sortKey = RowEncoder()
    sortKey.ordinal(removed.shard)
    sortKey.ordinal(removed.ordinal)
    var evidence = RowEncoder()
    evidence.bytes.append(kind.rawValue)
    evidence.reference(removed)
    evidence.reference(kept)
    evidence.varint(similarity.intersection)
    evidence.varint(similarity.union)
    try evidence.bytes.withUnsafeBytes { row in
      try sortKey.bytes.withUnsafeBytes { try messages.keep(evidence: row, sortKey: $0) }
    }
  }
}

extension DuplicateEvidence {
  /// Reads back what ``send(to:)`` kept; `nil` for a kind of another version.
  init?(evidence: UnsafeRawBufferPointer) {
    var row = RowDecoder(evidence)
    guard let kind = Kind(rawValue: row.byte()) else { return nil }
    self.kind = kind
    removed = row.reference()
    kept = row.reference()
    let shared = row.varint()
    similarity = Jaccard(intersection: shared, union: row.varint())
  }
}
