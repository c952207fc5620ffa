import WarraqCore

/// Writes documents as JSON lines.
struct CommandQuestion {
  private(set) var bytes: [UInt8] = []

  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// Adds the line of a document; `n` is the number of the question, which an answer may repeat.
  mutating func add(_ document: Document, n: Int) {
    bytes += #"{"n":"#.utf8
    bytes += String(n).utf8
    field("id", document.id)
    bytes += #","text":"#.utf8
    document.text.withUnsafeBytes { string($0) }
    field("title", document.title)
    field("date", document.date?.label)
    field("source", document.source)
    field("url", document.url)
    field("language", document.language)
    bytes += "}\n".utf8
  }

  private mutating func field(_ name: String, _ value: String?) {
    guard let value else { return }
    bytes += #",""#.utf8
    bytes += name.utf8
    bytes += #"":"#.utf8
    Array(value.utf8).withUnsafeBytes { string($0) }
  }

  private mutating func string(_ text: UnsafeRawBufferPointer) {
    bytes.reserveCapacity(bytes.count + text.count + 2)
    bytes.append(UInt8(ascii: "\""))
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0x0A: bytes += #"\n"#.utf8
      case 0x00..<0x20:
        bytes += #"\u00"#.utf8
        bytes.append(Self.digit(byte >> 4))
        bytes.append(Self.digit(byte & 15))
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
