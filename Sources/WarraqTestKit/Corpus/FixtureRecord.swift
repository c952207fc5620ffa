/// One record of a fixture: a line of JSON, or what should have been one.
public struct FixtureRecord: Equatable, Sendable {
  /// What becomes of the record in a job of normalize, exact dedupe and terms.
  public enum Fate: Equatable, Sendable {
    case kept
    /// A copy of the record with this ordinal.
    case duplicate(of: Int)
    /// No token in it.
    case rejected
    case quarantined
  }

  /// Without the line feed.
  public var bytes: [UInt8]
  public var fate: Fate
  public var id: String
  /// The words of the text, in order; none where the record is bad.
  public var words: [String]

  public init(bytes: [UInt8], fate: Fate, id: String = "", words: [String] = []) {
    self.bytes = bytes
    self.fate = fate
    self.id = id
    self.words = words
  }

  /// A record that is no JSON at all.
  public static func malformed() -> FixtureRecord {
    FixtureRecord(bytes: Array(#"{"id": "broken", "text": "no end"#.utf8), fate: .quarantined)
  }

  /// JSON whose text holds a byte that UTF-8 never has.
  public static func invalidUTF8() -> FixtureRecord {
    let bytes = Array(#"{"id": "invalid", "text": "bad "#.utf8) + [0xFF] + Array(#" byte"}"#.utf8)
    return FixtureRecord(bytes: bytes, fate: .quarantined)
  }

  /// JSON without a text.
  public static func withoutText() -> FixtureRecord {
    FixtureRecord(
      bytes: Array(#"{"id": "mute", "title": "only a title"}"#.utf8), fate: .quarantined)
  }

  /// A document without a word.
  public static func wordless() -> FixtureRecord {
    FixtureRecord(bytes: Array(#"{"id": "empty", "text": " ... "}"#.utf8), fate: .rejected)
  }
}
