import WarraqCore
import WarraqStatistics

/// A row of the table that the terms report is written from.
///
/// The keys sort as the report goes: first the number of all tokens, then terms (by count, greatest
/// first, then by code point), then spellings (by term, then count, greatest first, then bytes). Its bytes are
/// those of the row that it was read from, and valid as long as that is.
enum TermTableRow {
  case total(tokens: Int)
  case term(TermFacts, term: UnsafeRawBufferPointer)
  case form(UnsafeRawBufferPointer, of: UnsafeRawBufferPointer, count: Int)

  private enum Kind: UInt8 {
    case total, term, form
  }

  /// Takes apart a fully combined row; `nil` for a term of duplicates alone, which is not reported.
  init?(key: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer) {
    switch TermKey(key) {
    case .total: self = .total(tokens: Self.number(value))
    case .term(let term):
      let facts = TermFacts(value)
      guard facts.count > 0 else { return nil }
      self = .term(facts, term: term)
    case .form(let form, let term): self = .form(form, of: term, count: Self.number(value))
    }
  }

  /// Emits the row to the table, unless it is a term of less than `minimumCount` occurrences.
  func emit(to table: any RowSink, minimumCount: Int) throws {
    if case .term(let facts, _) = self, facts.count < minimumCount { return }
    try withUnsafeTemporaryAllocation(byteCount: sizeLimit, alignment: 8) { memory in
      var row = RowFields(memory)
      writeKey(to: &row)
      let end = row.count
      writeValue(to: &row)
      try table.emit(
        key: UnsafeRawBufferPointer(rebasing: row.bytes[..<end]),
        value: UnsafeRawBufferPointer(rebasing: row.bytes[end...]))
    }
  }

  /// The most bytes that key and value take.
  private var sizeLimit: Int {
    // A kind, a byte behind a term, a fixed number and two others.
    let numbers = 2 + 8 + 2 * RowFields.varintSize
    switch self {
    case .total: return numbers
    case .term(let facts, let term): return numbers + term.count + facts.form.count
    case .form(let form, let term, _): return numbers + term.count + form.count
    }
  }

  private func writeKey(to row: inout RowFields) {
    switch self {
    case .total: row.byte(Kind.total.rawValue)
    case .term(let facts, let term):
      row.byte(Kind.term.rawValue)
      row.fixed(~UInt64(facts.count))
      row.raw(term)
    case .form(let form, let term, let count):
      row.byte(Kind.form.rawValue)
      // A byte that no term holds ends it, so that a term comes before those that it begins.
      row.raw(term)
      row.byte(0)
      row.fixed(~UInt64(count))
      row.raw(form)
    }
  }

  private func writeValue(to row: inout RowFields) {
    switch self {
    case .total(let tokens): row.varint(tokens)
    case .term(let facts, _):
      row.varint(facts.documents)
      row.varint(facts.publications)
      row.raw(facts.form)
    case .form(_, let term, _): row.varint(term.count)
    }
  }

  /// Reads back what ``emit(to:minimumCount:)`` wrote.
  init(tableKey key: UnsafeRawBufferPointer, tableValue value: UnsafeRawBufferPointer) throws {
    var key = RowDecoder(key)
    var value = RowDecoder(value)
    switch Kind(rawValue: key.byte()) {
    case .total: self = .total(tokens: value.varint())
    case .term:
      let count = Int(~key.fixed())
      let facts = TermFacts(
        count: count, documents: value.varint(), publications: value.varint(), form: value.rest())
      self = .term(facts, term: key.rest())
    case .form:
      let rest = key.rest()
      let length = value.varint()
      var behind = RowDecoder(UnsafeRawBufferPointer(rebasing: rest[(length + 1)...]))
      let count = Int(~behind.fixed())
      let term = UnsafeRawBufferPointer(rebasing: rest[..<length])
      self = .form(behind.rest(), of: term, count: count)
    case nil:
      throw WarraqError(.version, "The terms are of another version. Start a new run.")
    }
  }

  private static func number(_ value: UnsafeRawBufferPointer) -> Int {
    var decoder = RowDecoder(value)
    return decoder.varint()
  }
}
