import CWarraqICU
import WarraqCore

/// An encoding with its byte order, and how many bytes of mark stand before the text.
public struct TextEncoding: Codable, Hashable, Sendable {
  /// A name that ICU knows; `utf-8` for UTF-8.
  public var name: String
  /// Bytes of a code unit: 1, 2 or 4.
  public var unitBytes: Int
  public var isBigEndian: Bool
  /// Bytes of byte order mark at the very start of the input.
  public var markBytes: Int

  /// Whether records need no conversion.
  public var isUTF8: Bool { name == "utf-8" }

  static let utf8 = TextEncoding(name: "utf-8", unitBytes: 1, isBigEndian: false, markBytes: 0)

  /// Settles the encoding that was asked for by the first bytes of the input.
  ///
  /// - Throws: a `usage` error when ICU does not know the name, or when lines do not end with U+000A
  ///   in it as they do in ASCII, UTF-16 or UTF-32.
  static func resolve(
    _ requested: String, start: UnsafeRawBufferPointer
  ) throws(WarraqError) -> TextEncoding {
    var encoding: TextEncoding
    switch Int(warraq_converter_kind(requested)) {
    case WARRAQ_ENCODING_UTF8: encoding = utf8
    case WARRAQ_ENCODING_BYTES: encoding = make(requested, 1, false)
    case WARRAQ_ENCODING_UTF16, WARRAQ_ENCODING_UTF16LE: encoding = make("utf-16le", 2, false)
    case WARRAQ_ENCODING_UTF16BE: encoding = make("utf-16be", 2, true)
    case WARRAQ_ENCODING_UTF32, WARRAQ_ENCODING_UTF32LE: encoding = make("utf-32le", 4, false)
    case WARRAQ_ENCODING_UTF32BE: encoding = make("utf-32be", 4, true)
    default:
      throw WarraqError(
        .usage,
        "The encoding \"\(requested)\" is unknown, or does not end lines as ASCII does; name one "
          + "that ICU converts, such as utf-8, windows-1256 or utf-16.")
    }
    encoding.settleMark(start)
    return encoding
  }

  /// The length of the `count` bytes at `start` without the carriage return at their end, if any.
  func withoutReturn(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ count: Int) -> Int {
    guard count >= unitBytes, count % unitBytes == 0 else { return count }
    let unit = start + count - unitBytes
    let low = isBigEndian ? unit + unitBytes - 1 : unit
    guard bytes[low] == 0x0D else { return count }
    for index in unit..<unit + unitBytes where index != low && bytes[index] != 0 { return count }
    return count - unitBytes
  }

  private static func make(_ name: String, _ unitBytes: Int, _ isBigEndian: Bool) -> TextEncoding {
    TextEncoding(name: name, unitBytes: unitBytes, isBigEndian: isBigEndian, markBytes: 0)
  }

  /// Follows the byte order mark, if there is one of this width.
  private mutating func settleMark(_ start: UnsafeRawBufferPointer) {
    if isUTF8, start.starts(with: [0xEF, 0xBB, 0xBF]) { markBytes = 3 }
    guard unitBytes > 1 else { return }
    let little: [UInt8] = unitBytes == 2 ? [0xFF, 0xFE] : [0xFF, 0xFE, 0, 0]
    for (mark, isBig) in [(little, false), (Array(little.reversed()), true)]
    where start.starts(with: mark) {
      self = Self.make("utf-\(unitBytes * 8)\(isBig ? "be" : "le")", unitBytes, isBig)
      markBytes = mark.count
    }
  }
}
