import WarraqCore

/// Reads documents from JSON objects.
final class JSONLineParser: RecordParsing {
  private let fields: JSONFields
  private let dates: DateParser
  private let textPath: String

  init(_ format: InputFormat) throws(WarraqError) {
    let names = format.fields
    textPath = names.text
    fields = JSONFields(FieldTree(paths: names.named.map(\.path)))
    dates = try DateParser(formats: format.dateFormats)
  }

  func parse(_ record: UnsafeRawBufferPointer, into document: Document) -> BadRecord? {
    record.withMemoryRebound(to: UInt8.self) { bytes in
      if let problem = fields.scan(bytes) { return problem }
      let text = fields.values[0]
      guard text.kind == .string else { return textProblem(text.kind) }
      document.replaceText {
        JSONEscapes.append(
          UnsafeBufferPointer(rebasing: bytes[text.range]), hasEscapes: text.hasEscapes, to: &$0)
      }
      document.id = string(1, bytes)
      document.title = string(2, bytes)
      document.date = string(3, bytes).flatMap { dates.parse($0) }
      document.source = string(4, bytes)
      document.url = string(5, bytes)
      document.language = string(6, bytes)
      return nil
    }
  }

  private func textProblem(_ kind: JSONFields.Value.Kind) -> BadRecord {
    kind == .none
      ? BadRecord(.missingText, "The record has no field \"\(textPath)\" (input.fields.text).")
      : BadRecord(.textNotString, "The field \"\(textPath)\" is not a string.")
  }

  /// A string, or a number or truth value as written. Empty strings, `null` and containers are none.
  private func string(_ field: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    let value = fields.values[field]
    guard value.kind == .string || value.kind == .literal, !value.range.isEmpty else { return nil }
    let raw = UnsafeBufferPointer(rebasing: bytes[value.range])
    if !value.hasEscapes { return String(decoding: raw, as: UTF8.self) }
    var resolved: [UInt8] = []
    JSONEscapes.append(raw, hasEscapes: true, to: &resolved)
    return String(decoding: resolved, as: UTF8.self)
  }
}
