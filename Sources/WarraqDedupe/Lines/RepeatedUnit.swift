import WarraqCore

/// A line or paragraph of which something went, by its first place in the corpus. Its evidence comes
/// in two rows under one sort key: first the numbers, then the text.
struct RepeatedUnit {
  /// The raw value is part of rows.
  enum Kind: UInt8 {
    case line, paragraph

    /// The name in reports.
    var name: String {
      switch self {
      case .line: "line"
      case .paragraph: "paragraph"
      }
    }
  }

  /// What a row of evidence says.
  enum Content {
    case numbers(occurrences: Int, removed: Int)
    case text([UInt8])
  }

  var kind: Kind
  var shard: Int
  var place: UnitPlace
  /// What equal units meet under: stages that cut lines after each other may see different units at
  /// one place.
  var key: [UInt8]

  func keep(occurrences: Int, removed: Int, in messages: any MessageSink) throws {
    var row = RowEncoder()
    row.bytes.append(0)
    row.varint(occurrences)
    row.varint(removed)
    try keep(row, in: messages)
  }

  func keep(text: UnsafeRawBufferPointer, in messages: any MessageSink) throws {
    var row = RowEncoder()
    row.bytes.append(1)
    row.raw(text)
    try keep(row, in: messages)
  }

  /// In the order of first places.
  private func keep(_ row: RowEncoder, in messages: any MessageSink) throws {
    var sortKey = RowEncoder()
    sortKey.ordinal(shard)
    place.encode(to: &sortKey)
    sortKey.bytes.append(kind.rawValue)
    sortKey.raw(key)
    try row.bytes.withUnsafeBytes { row in
      try sortKey.bytes.withUnsafeBytes { try messages.keep(evidence: row, sortKey: $0) }
    }
  }

  static func content(_ row: UnsafeRawBufferPointer) -> Content {
    var decoder = RowDecoder(row)
    guard decoder.byte() == 0 else { return .text(Array(decoder.rest())) }
    let occurrences = decoder.varint()
    return .numbers(occurrences: occurrences, removed: decoder.varint())
  }
}

extension RepeatedUnit {
  /// Reads a sort key; `nil` for a kind of another version.
  init?(sortKey: UnsafeRawBufferPointer) {
    var decoder = RowDecoder(sortKey)
    shard = decoder.ordinal()
    place = UnitPlace(&decoder)
    guard let kind = Kind(rawValue: decoder.byte()) else { return nil }
    self.kind = kind
    key = Array(decoder.rest())
  }
}
