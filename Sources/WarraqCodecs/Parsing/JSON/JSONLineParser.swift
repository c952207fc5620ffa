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
      let text = fields.value(0)
      guard text.kind == .string else { return textProblem(text.kind) }
      document.replaceText {
        JSONEscapes.append(
          UnsafeBufferPointer(rebasing: bytes[text.range]), hasEscapes: text.hasEscapes, to: &$0)
      }
      fill(.id, 1, of: document, bytes)
      fill(.title, 2, of: document, bytes)
      document.date = string(3, bytes).flatMap { dates.parse($0) }
      fill(.source, 4, of: document, bytes)
      fill(.url, 5, of: document, bytes)
      fill(.language, 6, of: document, bytes)
      return nil
    }
  }

  private func textProblem(_ kind: JSONFields.Value.Kind) -> BadRecord {
    kind == .none
      ? BadRecord(.missingText, "The record has no field \"\(textPath)\" (input.fields.text).")
      : BadRecord(.textNotString, "The field \"\(textPath)\" is not a string.")
  }

  private func fill(
    _ field: Metadata.Field, _ index: Int, of document: Document,
    _ bytes: UnsafeBufferPointer<UInt8>
  ) {
    guard let raw = raw(index, bytes) else { return }
    let hasEscapes = fields.value(index).hasEscapes
    document.fill(field) { JSONEscapes.append(raw, hasEscapes: hasEscapes, to: &$0) }
  }

  private func string(_ index: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    guard let raw = raw(index, bytes) else { return nil }
    guard fields.value(index).hasEscapes else { return String(decoding: raw, as: UTF8.self) }
    var resolved: [UInt8] = []
    JSONEscapes.append(raw, hasEscapes: true, to: &resolved)
    return String(decoding: resolved, as: UTF8.self)
  }

  /// A string, or a number or truth value as written. Empty strings, `null` and containers are none.
  private func raw(
    _ index: Int, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8>? {
    let value = fields.value(index)
    guard value.kind == .string || value.kind == .literal, !value.range.isEmpty else { return nil }
    return UnsafeBufferPointer(rebasing: bytes[value.range])
  }
}
