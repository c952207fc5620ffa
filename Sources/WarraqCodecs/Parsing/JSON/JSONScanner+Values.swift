extension JSONScanner {
  /// How deep objects and arrays may nest, the outermost one included.
  static let maximumDepth = 1024

  /// Skips one value of any kind, checking all of it. `nesting` holds at least ``maximumDepth``
  /// bytes; `depth` containers are open already.
  mutating func skipValue(_ nesting: UnsafeMutablePointer<UInt8>, depth: Int) -> Bool {
    let outer = depth
    var depth = depth
    while true {
      skipSpace()
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        let opener = byte
        guard depth < Self.maximumDepth else { return fail("values are nested too deeply") }
        nesting[depth] = opener
        depth += 1
        position += 1
        // `{` and `[` are two before their closing bytes.
        if !take(opener + 2) {
          if opener == UInt8(ascii: "{"), !memberName() { return false }
          continue
        }
        depth -= 1
      default: guard skipScalar() else { return false }
      }
      // A value is complete: close what ends here, or go on to the next one.
      while depth > outer {
        let opener = nesting[depth - 1]
        if take(UInt8(ascii: ",")) {
          if opener == UInt8(ascii: "{"), !memberName() { return false }
          break
        }
        guard take(opener + 2) else { return fail("a comma or a closing bracket is missing") }
        depth -= 1
      }
      if depth == outer { return true }
    }
  }

  /// Skips a string, number, `true`, `false` or `null`.
  mutating func skipScalar() -> Bool {
    switch byte {
    case UInt8(ascii: "\""):
      var hasEscapes = false
      return string(hasEscapes: &hasEscapes)
    case UInt8(ascii: "t"): return word("true")
    case UInt8(ascii: "f"): return word("false")
    case UInt8(ascii: "n"): return word("null")
    default: return number()
    }
  }

  /// Skips a member's name and the colon behind it.
  private mutating func memberName() -> Bool {
    skipSpace()
    guard byte == UInt8(ascii: "\"") else { return fail("a member's name is missing") }
    var hasEscapes = false
    guard string(hasEscapes: &hasEscapes) else { return false }
    return take(UInt8(ascii: ":")) || fail("a colon is missing")
  }

  private mutating func word(_ word: StaticString) -> Bool {
    let length = word.utf8CodeUnitCount
    guard position + length <= count else { return fail("a value is cut off") }
    for index in 0..<length where start[position + index] != word.utf8Start[index] {
      return fail("a value is unknown")
    }
    position += length
    return endOfScalar()
  }

  private mutating func number() -> Bool {
    if byte == UInt8(ascii: "-") { position += 1 }
    if byte == UInt8(ascii: "0") {
      position += 1
    } else if !digits() {
      return fail("a value is missing or unknown")
    }
    if byte == UInt8(ascii: ".") {
      position += 1
      guard digits() else { return fail("a number has no digit behind its point") }
    }
    if byte | 0x20 == UInt8(ascii: "e") {
      position += 1
      if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { position += 1 }
      guard digits() else { return fail("a number has no digit in its exponent") }
    }
    return endOfScalar()
  }

  private mutating func digits() -> Bool {
    let first = position
    while byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") { position += 1 }
    return position > first
  }

  /// Nothing may follow a number or word directly but structure and white space.
  private mutating func endOfScalar() -> Bool {
    switch byte {
    case 0 where isAtEnd, 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: "]"),
      UInt8(ascii: "}"):
      return true
    default: return fail("a value is followed by something that does not belong there")
    }
  }
}
