import WarraqCore
import WarraqStatistics

/// A row of the table that the terms report is written from.
///
/// The keys sort as the report goes: first the number of all tokens, then terms (by count, greatest
/// first, then by code point), then spellings (by term, then count, greatest first, then bytes).
enum TermTableRow {
  case total(tokens: Int)
  case term(TermTally, term: [UInt8])
  case form([UInt8], of: [UInt8], count: Int)

  private enum Kind: UInt8 {
    case total, term, form
  }

  /// Takes apart a fully combined row; `nil` for a term of duplicates alone, which is not reported.
  init?(key: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer) {
    switch TermKey(key) {
    case .total: self = .total(tokens: Self.number(value))
    case .term(let term):
      let tally = TermTally(value)
      guard tally.count > 0 else { return nil }
      self = .term(tally, term: Array(term))
    case .form(let form, let term):
      self = .form(Array(form), of: Array(term), count: Self.number(value))
    }
  }

  /// Emits the row to the table, unless it is a term of less than `minimumCount` occurrences.
  func emit(to table: any RowSink, minimumCount: Int) throws {
    var key = RowEncoder()
    var value = RowEncoder()
    switch self {
    case .total(let tokens):
      key.bytes.append(Kind.total.rawValue)
      value.varint(tokens)
    case .term(let tally, let term):
      guard tally.count >= minimumCount else { return }
      key.bytes.reserveCapacity(9 + term.count)
      value.bytes.reserveCapacity(20 + tally.form.count)
      key.bytes.append(Kind.term.rawValue)
      key.fixed(~UInt64(tally.count))
      key.raw(term)
      value.varint(tally.documents)
      value.varint(tally.publications)
      value.raw(tally.form)
    case .form(let form, let term, let count):
      key.bytes.append(Kind.form.rawValue)
      // A byte that no term holds ends it, so that a term comes before those that it begins.
      key.raw(term)
      key.bytes.append(0)
      key.fixed(~UInt64(count))
      key.raw(form)
      value.varint(term.count)
    }
    try key.bytes.withUnsafeBytes { key in
      try value.bytes.withUnsafeBytes { try table.emit(key: key, value: $0) }
    }
  }

  /// Reads back what ``emit(to:minimumCount:)`` wrote.
  init(tableKey key: UnsafeRawBufferPointer, tableValue value: UnsafeRawBufferPointer) throws {
    var key = RowDecoder(key)
    var value = RowDecoder(value)
    switch Kind(rawValue: key.byte()) {
    case .total: self = .total(tokens: value.varint())
    case .term:
      var tally = TermTally()
      tally.count = Int(~key.fixed())
      let term = Array(key.rest())
      tally.documents = value.varint()
      tally.publications = value.varint()
      tally.form = Array(value.rest())
      self = .term(tally, term: term)
    case .form:
      let rest = key.rest()
      let length = value.varint()
      var behind = RowDecoder(UnsafeRawBufferPointer(rebasing: rest[(length + 1)...]))
      let count = Int(~behind.fixed())
      self = .form(Array(behind.rest()), of: Array(rest[..<length]), count: count)
    case nil:
      throw WarraqError(.version, "The terms are of another version. Start a new run.")
    }
  }

  private static func number(_ value: UnsafeRawBufferPointer) -> Int {
    var decoder = RowDecoder(value)
    return decoder.varint()
  }
}
