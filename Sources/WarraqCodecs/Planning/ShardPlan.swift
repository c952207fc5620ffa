/// How an input becomes shards.
public enum ShardPlan: Codable, Hashable, Sendable {
  /// Each shard reads a stretch of the input itself.
  case slices([ShardSlice])
  /// The input is one undividable stream: a ``StreamSplitter`` has to write its shards first.
  case stream
}

/// Cuts an input into shards of about those sizes.
///
/// Plain files are cut anywhere, dividable ones between divisions. A plain text that is one document
/// is never cut. An undividable input is one slice as long as it has at most twice the bytes of a
/// shard of middle size, wherever in the corpus it stands.
public func plan(
  _ description: InputDescription, format: InputFormat, sizes: ShardSizes
) -> ShardPlan {
  let whole = slice(description, 0, description.size)
  if description.size == 0 { return .slices([]) }
  if format.kind == .text && format.unit == .document { return .slices([whole]) }
  if description.rawBytes <= sizes.next(of: description.rawBytes) { return .slices([whole]) }
  if description.codec == .plain { return .slices(cutAnywhere(description, sizes)) }
  let largest = description.divisions.map { description.rawBytes(of: $0) }.max() ?? 0
  let isLopsided = largest > 2 * sizes.middle && largest > description.rawBytes / 4
  // Where code units are wider than a byte, it is not known how they lie behind an unknown length.
  let isAligned = description.encoding.unitBytes == 1
  if isLopsided || !(isAligned || description.rawBytes <= 2 * sizes.middle) { return .stream }
  return .slices(isAligned ? cutBetween(description, sizes) : [whole])
}

private func cutAnywhere(_ description: InputDescription, _ sizes: ShardSizes) -> [ShardSlice] {
  var slices: [ShardSlice] = []
  var (begin, place) = (0, 0)
  for share in sizes.shares(of: description.size) {
    place += share
    // Multiples of four, so that code units of two or four bytes stay whole.
    let end = place == description.size ? place : place / 4 * 4
    if begin < end { slices.append(slice(description, begin, end)) }
    begin = end
  }
  return slices
}

private func cutBetween(_ description: InputDescription, _ sizes: ShardSizes) -> [ShardSlice] {
  var slices: [ShardSlice] = []
  var begin = 0
  var raw = 0
  var rest = description.rawBytes
  var size = sizes.next(of: rest)
  for division in description.divisions {
    let more = description.rawBytes(of: division)
    // Cut where it is nearer to the wanted size than one division later.
    if raw > 0, raw + more - size > size - raw {
      slices.append(slice(description, begin, division.begin))
      begin = division.begin
      rest -= raw
      raw = 0
      size = sizes.next(of: rest)
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
