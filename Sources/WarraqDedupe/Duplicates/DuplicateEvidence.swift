import WarraqCore

/// Why a document was taken out: which document it repeats, and in what way.
struct DuplicateEvidence: Equatable {
  /// In what way a document repeats another one. The raw value is the name in reports.
  enum Kind: UInt8 {
    case exact

    var name: String {
      switch self {
      case .exact: "exact"
      }
    }
  }

  var removed: DocumentReference
  var kept: DocumentReference
  var kind: Kind

  init(removed: DocumentReference, kept: DocumentReference, kind: Kind) {
    self.removed = removed
    self.kept = kept
    self.kind = kind
  }

  /// Reads back what ``send(to:)`` kept; `nil` for a kind of another version.
  init?(sortKey: UnsafeRawBufferPointer, evidence: UnsafeRawBufferPointer) {
    var place = RowDecoder(sortKey)
    var row = RowDecoder(evidence)
    guard let kind = Kind(rawValue: row.byte()) else { return nil }
    self.kind = kind
    let (shard, ordinal) = (place.ordinal(), place.ordinal())
    removed = DocumentReference(shard: shard, ordinal: ordinal, id: Array(row.string()))
    let (keptShard, keptOrdinal) = (row.varint(), row.varint())
    kept = DocumentReference(shard: keptShard, ordinal: keptOrdinal, id: Array(row.rest()))
  }

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
    evidence.string(removed.id)
    evidence.varint(kept.shard)
    evidence.varint(kept.ordinal)
    evidence.raw(kept.id)
    try evidence.bytes.withUnsafeBytes { row in
      try sortKey.bytes.withUnsafeBytes { try messages.keep(evidence: row, sortKey: $0) }
    }
  }
}
