/// How an input becomes shards.
public enum ShardPlan: Codable, Hashable, Sendable {
  /// Each shard reads a stretch of the input itself.
  case slices([ShardSlice])
  /// The input is one undividable stream: a ``StreamSplitter`` has to write its shards first.
  case stream
}

/// Cuts an input into shards of about `shardSize` decoded bytes.
///
/// Plain files are cut anywhere, dividable ones between divisions. A plain text that is one document
/// is never cut. An undividable input is one slice as long as it has at most twice `shardSize`.
public func plan(
  _ description: InputDescription, format: InputFormat, shardSize: Int
) -> ShardPlan {
  precondition(shardSize > 0, "a shard holds at least one byte")
  let whole = slice(description, 0, description.size)
  if description.size == 0 { return .slices([]) }
  if format.kind == .text && format.unit == .document { return .slices([whole]) }
  if description.rawBytes <= shardSize { return .slices([whole]) }
  if description.codec == .plain { return .slices(cutAnywhere(description, shardSize)) }
  let largest = description.divisions.map { description.rawBytes(of: $0) }.max() ?? 0
  let isLopsided = largest > 2 * shardSize && largest > description.rawBytes / 4
  // Where code units are wider than a byte, it is not known how they lie behind an unknown length.
  let isAligned = description.encoding.unitBytes == 1
  if isLopsided || !(isAligned || description.rawBytes <= 2 * shardSize) { return .stream }
  return .slices(isAligned ? cutBetween(description, shardSize) : [whole])
}

private func cutAnywhere(_ description: InputDescription, _ shardSize: Int) -> [ShardSlice] {
  let count = max(1, (description.size + shardSize / 2) / shardSize)
  // Multiples of four, so that code units of two or four bytes stay whole.
  let places = (0...count).map { index in
    index == count ? description.size : description.size / count * index / 4 * 4
  }
  return zip(places, places.dropFirst()).filter { $0 < $1 }.map { slice(description, $0, $1) }
}

private func cutBetween(_ description: InputDescription, _ shardSize: Int) -> [ShardSlice] {
  var slices: [ShardSlice] = []
  var begin = 0
  var raw = 0
  for division in description.divisions {
    let more = description.rawBytes(of: division)
    // Cut where it is nearer to the wanted size than one division later.
    if raw > 0, raw + more - shardSize > shardSize - raw {
      slices.append(slice(description, begin, division.begin))
      begin = division.begin
      raw = 0
    }
    raw += more
  }
  slices.append(slice(description, begin, description.size))
  return slices
}

private func slice(_ description: InputDescription, _ begin: Int, _ end: Int) -> ShardSlice {
  ShardSlice(
    codec: description.codec, begin: begin, end: end, startsAtRecord: begin == 0,
    encoding: description.encoding, markBytes: begin == 0 ? description.encoding.markBytes : 0)
}
