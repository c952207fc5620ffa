/// How records are found in the inputs and what their fields are called.
public struct InputSettings: Codable, Equatable, Sendable {
  /// How an input is divided into records.
  public enum Kind: String, Codable, CaseIterable, Sendable {
    /// One JSON object a line.
    case jsonl
    /// Plain text, divided into documents by ``Unit``.
    case text
  }

  /// What one document of a plain text is.
  public enum Unit: String, Codable, CaseIterable, Sendable {
    /// The whole file.
    case document
    /// What stands between empty lines.
    case paragraph
    /// A line that is not empty.
    case line
  }

  /// Where the parts of a document stand in a record: names, or dotted paths into nested objects.
  public struct Fields: Codable, Equatable, Sendable {
    public var text = "text"
    public var id = "id"
    public var title = "title"
    public var date = "date"
    public var source = "source"
    public var url = "url"
    public var language = "lang"

    public init() {}
  }

  public var kind = Kind.jsonl
  /// Used where ``kind`` is `text`. A line by default: it can be cut into shards anywhere.
  public var unit = Unit.line
  public var fields = Fields()
  /// A name that ICU knows.
  public var encoding = "utf-8"
  /// Date patterns, tried in order after ISO 8601.
  public var dateFormats: [String] = []
  /// The longest record, in bytes; longer ones go to the quarantine.
  public var maximumRecord = 64 << 20

  public init() {}
}
