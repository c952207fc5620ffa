import WarraqCore

/// The keys of the rows that terms are counted in.
///
/// A term is its own key. Two more kinds cannot be mistaken for one: no term is empty, and no UTF-8
/// begins with 0xFF.
public enum TermKey {
  /// The row of the number of all tokens.
  case total
  case term(UnsafeRawBufferPointer)
  /// The row of one original spelling of a term.
  case form(UnsafeRawBufferPointer, of: UnsafeRawBufferPointer)

  static let formMark: UInt8 = 0xFF

  /// Takes a key apart. The parts are valid as long as the key is.
  public init(_ key: UnsafeRawBufferPointer) {
    switch key.first {
    case nil: self = .total
    case Self.formMark:
      var decoder = RowDecoder(UnsafeRawBufferPointer(rebasing: key[1...]))
      let term = decoder.string()
      self = .form(decoder.rest(), of: term)
    default: self = .term(key)
    }
  }
}
