public import WarraqCore

/// Looks at the first records of an input, so that a wrong encoding or field name stops a run before
/// it has cost anything.
///
/// At most 10,000 records or 32 MB are read. Inputs with fewer than 1,000 records are not judged by
/// their encoding.
///
/// - Throws: an `input` error that names the encoding which would fit, or the fields there are.
public func preflight(
  _ path: String, description: InputDescription, format: InputFormat
) throws(WarraqError) {
  guard description.size > 0 else { return }
  var survey = try EncodingSurvey(description.encoding)
  var fields = format.kind == .jsonl ? FieldSurvey(format) : nil
  let slice = ShardSlice(
    codec: description.codec, begin: 0, end: description.size, startsAtRecord: true,
    encoding: description.encoding, markBytes: description.encoding.markBytes)
  let reader = try ShardReader(path: path, slice: slice, format: format)
  let block = RecordBlock()
  var bytes = 0
  while survey.records < PreflightLimits.records, bytes < PreflightLimits.bytes,
    try reader.next(block)
  {
    for record in block.records.prefix(PreflightLimits.records - survey.records)
    where record.problem == nil {
      let raw = block.bytes(of: record)
      bytes += raw.count
      if let text = survey.add(raw) { fields?.add(text) }
    }
  }
  if let message = survey.complaint() { throw WarraqError(.input, message, input: path) }
  if let message = fields?.complaint() { throw WarraqError(.input, message, input: path) }
}

enum PreflightLimits {
  static let records = 10_000
  static let bytes = 32 << 20
  /// Fewer records say nothing about the encoding.
  static let enoughRecords = 1000
}
