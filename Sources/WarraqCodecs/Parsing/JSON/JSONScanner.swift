import CWarraqIntrinsics

/// Checks one JSON text (RFC 8259) byte by byte and finds the fields that a document is made of.
///
/// The bytes must be valid UTF-8. Everything is checked, also what is skipped; nothing is copied.
struct JSONScanner {
  let start: UnsafePointer<UInt8>
  let count: Int
  var position = 0
  /// What is wrong at ``position``, once a function has returned `false`.
  var complaint: StaticString = ""

  init(_ bytes: UnsafeBufferPointer<UInt8>, base: UnsafePointer<UInt8>) {
    start = base
    count = bytes.count
  }

  var isAtEnd: Bool { position == count }

  /// The byte at ``position``; zero, which is no part of JSON, at the end.
  var byte: UInt8 { position < count ? start[position] : 0 }

  mutating func fail(_ complaint: StaticString) -> Bool {
    self.complaint = complaint
    return false
  }

  mutating func skipSpace() {
    while position < count {
      let byte = start[position]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
      position += 1
    }
  }

  /// Takes `byte` if it comes next, behind white space.
  mutating func take(_ wanted: UInt8) -> Bool {
    skipSpace()
    guard byte == wanted, position < count else { return false }
    position += 1
    return true
  }

  /// Reads a string from its quotation mark on. `hasEscapes` is set when it holds a backslash.
  mutating func string(hasEscapes: inout Bool) -> Bool {
    hasEscapes = false
    position += 1
    while true {
      skipPlain()
      guard position < count else { return fail("a string does not end") }
      switch start[position] {
      case UInt8(ascii: "\""):
        position += 1
        return true
      case UInt8(ascii: "\\"):
        hasEscapes = true
        guard escape() else { return false }
      default: return fail("a control character stands in a string")
      }
    }
  }

  /// Moves to the next quotation mark, backslash or control character.
  private mutating func skipPlain() {
    position += warraq_find_string_special(start + position, count - position)
  }

  /// Checks an escape sequence from its backslash on. Surrogates must come in pairs.
  private mutating func escape() -> Bool {
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      position += 1
      return true
    case UInt8(ascii: "u"): break
    default: return fail("an escape sequence is unknown")
    }
    guard let first = JSONEscapes.unit(start, at: position, count: count) else {
      return fail("\\u is not followed by four hexadecimal digits")
    }
    position += 5
    guard first & 0xF800 == 0xD800 else { return true }
    guard first < 0xDC00, byte == UInt8(ascii: "\\"), position + 1 < count,
      start[position + 1] == UInt8(ascii: "u"),
      let second = JSONEscapes.unit(start, at: position + 1, count: count),
      second & 0xFC00 == 0xDC00
    else { return fail("a surrogate stands alone") }
    position += 6
    return true
  }
}
