import WarraqCore

/// What the first round says of one unit to the shard that holds it.
struct UnitMessage {
  var place: UnitPlace
  /// Whether its text is wanted for the report; if not, it goes.
  var isQuoted = false
  /// The key of the unit, where it is quoted.
  var key: [UInt8] = []

  init(place: UnitPlace, isQuoted: Bool = false, key: [UInt8] = []) {
    self.place = place
    self.isQuoted = isQuoted
    self.key = key
  }

  init(_ decoder: inout RowDecoder) {
    place = UnitPlace(&decoder)
    isQuoted = decoder.byte() != 0
    key = Array(decoder.string())
  }

  func encode(to encoder: inout RowEncoder) {
    place.encode(to: &encoder)
    encoder.bytes.append(isQuoted ? 1 : 0)
    encoder.string(key)
  }

  func send(to shard: Int, _ messages: any MessageSink) throws {
    var encoder = RowEncoder()
    encode(to: &encoder)
    try encoder.bytes.withUnsafeBytes { try messages.send($0, toShard: shard) }
  }
}
