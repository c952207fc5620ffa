import CWarraqUTF8
import WarraqCore

/// Counts the records that are not valid in the encoding of an input, and finds one that fits.
struct EncodingSurvey {
  /// In the order in which they are tried: the strict ones first.
  private static let candidates = [
    "utf-8", "utf-16le", "utf-16be", "windows-1256", "windows-1252",
  ]
  private static let sampleBytes = 1 << 18

  private let encoding: TextEncoding
  private let converter: EncodingConverter?
  private(set) var records = 0
  private var invalid = 0
  /// The first invalid records, with line breaks between them.
  private var sample: [UInt8] = []

  init(_ encoding: TextEncoding) throws(WarraqError) {
    self.encoding = encoding
    converter = encoding.isUTF8 ? nil : try EncodingConverter(encoding.name)
  }

  /// Counts one record; returns its text in UTF-8 when it is valid.
  mutating func add(_ record: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
    records += 1
    if let converter {
      if case .success(let text) = converter.convert(record) { return text }
    } else if warraq_utf8_is_valid(record.baseAddress, record.count) {
      return record
    }
    invalid += 1
    if sample.count < Self.sampleBytes {
      sample.append(contentsOf: record.prefix(Self.sampleBytes))
      sample.append(0x0A)
    }
    return nil
  }

  /// What to tell the user when more than one record in a hundred is invalid.
  func complaint() -> String? {
    guard records >= PreflightLimits.enoughRecords, invalid * 100 > records else { return nil }
    let start =
      "\(invalid) of the first \(records) records are not valid \(encoding.name) (input.encoding)."
    let fit = sample.withUnsafeBytes { bytes in
      Self.candidates.first { $0 != encoding.name && Self.fits($0, bytes) }
    }
    return start + (fit.map { " They would be valid as \($0)." } ?? " No known encoding fits.")
  }

  private static func fits(_ name: String, _ bytes: UnsafeRawBufferPointer) -> Bool {
    if name == "utf-8" { return warraq_utf8_is_valid(bytes.baseAddress, bytes.count) }
    if name.hasPrefix("utf-16") { return looksWide(bytes, highFirst: name == "utf-16be") }
    guard let converter = try? EncodingConverter(name),
      case .success(let text) = converter.convert(bytes)
    else { return false }
    return looksRight(text, as: name)
  }

  /// Any bytes are valid UTF-16: it fits where ASCII characters are padded with zeros on one side.
  private static func looksWide(_ bytes: UnsafeRawBufferPointer, highFirst: Bool) -> Bool {
    var before = 0
    var behind = 0
    for index in 1..<max(1, bytes.count - 1)
    where bytes[index] == 0x20 || bytes[index] == UInt8(ascii: "\"") {
      if bytes[index - 1] == 0 { before += 1 }
      if bytes[index + 1] == 0 { behind += 1 }
    }
    return max(before, behind) * 100 > bytes.count && (before > behind) == highFirst
  }

  /// Nearly all bytes mean something in windows-1256: it fits only where they make Arabic letters.
  private static func looksRight(_ text: UnsafeRawBufferPointer, as name: String) -> Bool {
    var arabic = 0
    var other = 0
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars where scalar.value >= 0x80 {
      switch scalar.value {
      case 0x80..<0xA0: return false
      case 0x600..<0x700: arabic += 1
      default: other += 1
      }
    }
    return name != "windows-1256" || arabic > other
  }
}
