import Glibc

/// Tells texts that hold HTML from those that do not.
public enum HTMLMarkup {
  /// Bytes that are looked at: a page shows what it is at once, and a long text is not worth more.
  private static let window = 1 << 16

  /// Elements that pages and pieces of pages are full of, by the bytes of their names.
  private static let names: Set<UInt64> = {
    let names = """
      html head body meta link title div span p br hr a img h1 h2 h3 h4 h5 h6 ul ol li table tr td th \
      b i u em strong font center pre form script style iframe main article section header footer \
      nav aside figure blockquote
      """
    return Set(names.split(separator: " ").map { key($0.utf8) })
  }()

  private static let breaks: Set<UInt64> = [key("br".utf8), key("hr".utf8)]

  private static func key(_ name: some Sequence<UInt8>) -> UInt64 {
    name.reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Whether the text holds a tag of HTML: `</DIV>`, `<br>`, `<p>`, `<A href=...`.
  ///
  /// A sign for less-than, an address in angle brackets and tags of other languages are none. Nor is a
  /// name in capitals alone, `<NAV>`: agencies write the tickers of shares so, and a page in capitals has
  /// other tags as well.
  public static func occurs(in text: UnsafeRawBufferPointer) -> Bool {
    guard let base = text.baseAddress else { return false }
    let end = min(text.count, window)
    var position = 0
    while let found = memchr(base + position, 0x3C, end - position) {
      position = UnsafeRawPointer(found) - base + 1
      if isTag(text[position...]) { return true }
    }
    return false
  }

  /// Whether a tag stands behind a `<`.
  private static func isTag(_ text: Slice<UnsafeRawBufferPointer>) -> Bool {
    let closes = text.first == UInt8(ascii: "/")
    let text = closes ? text.dropFirst() : text
    var name: UInt64 = 0
    var isSmall = true
    for (position, byte) in zip(text.indices, text.prefix(12)) {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "1")...UInt8(ascii: "6"):
        name = name << 8 | UInt64(byte)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"):
        name = name << 8 | UInt64(byte | 0x20)
        isSmall = false
      case UInt8(ascii: ">"), UInt8(ascii: "/"):
        return names.contains(name) && (closes || isSmall || breaks.contains(name))
      case 0x09, 0x0A, 0x0C, 0x0D, 0x20:
        return names.contains(name) && (closes || holdsAttribute(text[position...]))
      default: return false
      }
    }
    return false
  }

  /// Whether the rest of a tag says what something equals, or it ends as tags without content do.
  private static func holdsAttribute(_ rest: Slice<UnsafeRawBufferPointer>) -> Bool {
    let next = rest.prefix(256).first { [0x2F, 0x3C, 0x3D, 0x3E].contains($0) }
    return next == UInt8(ascii: "=") || next == UInt8(ascii: "/")
  }
}
