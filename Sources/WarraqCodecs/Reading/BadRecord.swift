/// Why a record cannot be used.
public struct BadRecord: Hashable, Sendable {
  /// The name that the ledger counts by.
  public enum Reason: String, Codable, Hashable, Sendable, CaseIterable {
    case invalidJSON = "invalid-json"
    case invalidUTF8 = "invalid-utf8"
    case invalidEncoding = "invalid-encoding"
    case notAnObject = "not-an-object"
    case missingText = "missing-text"
    case textNotString = "text-not-string"
    case tooLarge = "too-large"
    case truncated = "truncated"
    case damaged = "damaged"
  }

  public var reason: Reason
  /// One sentence for people. Holds no document text.
  public var message: String
  /// Bytes from the start of the record (in its own encoding, but for JSON errors of a converted
  /// record, which count UTF-8) to where it goes wrong.
  public var offsetInRecord: Int

  public init(_ reason: Reason, _ message: String, offsetInRecord: Int = 0) {
    self.reason = reason
    self.message = message
    self.offsetInRecord = offsetInRecord
  }
}
