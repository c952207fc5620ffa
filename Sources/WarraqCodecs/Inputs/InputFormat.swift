/// What an input's bytes mean, from the `input:` part of a job file.
public struct InputFormat: Codable, Hashable, Sendable {
  public enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
    /// One JSON object a line.
    case jsonl
    /// Plain text, cut into documents by ``Unit``.
    case text
  }

  /// What is one document of a plain text.
  public enum Unit: String, Codable, Hashable, Sendable, CaseIterable {
    /// The whole file.
    case document
    /// What stands between blank lines.
    case paragraph
    /// A line.
    case line
  }

  /// Where a JSON object holds the parts of a document: dotted paths, such as `meta.title`.
  public struct Fields: Codable, Hashable, Sendable {
    public var text = "text"
    public var id = "id"
    public var title = "title"
    public var date = "date"
    public var source = "source"
    public var url = "url"
    public var language = "lang"

    public init() {}

    /// The fields by the name that a job file uses for them, in a fixed order.
    var named: [(name: String, path: String)] {
      [
        ("text", text), ("id", id), ("title", title), ("date", date), ("source", source),
        ("url", url), ("language", language),
      ]
    }
  }

  public var kind = Kind.jsonl
  /// Used by ``Kind/text`` only.
  public var unit = Unit.line
  /// Used by ``Kind/jsonl`` only.
  public var fields = Fields()
  /// Any encoding that ICU converts. A byte order mark rules where there is one; `utf-16` and
  /// `utf-32` without one are little endian, as Windows writes them.
  public var encoding = "utf-8"
  /// Formats tried after ISO 8601; see ``DateFormat`` for the letters.
  public var dateFormats: [String] = []
  /// Bytes in a record, as they stand in the decoded input; longer ones are quarantined.
  public var maximumRecord = 64 << 20

  public init() {}

  /// A plain text cut into `unit`s.
  public static func text(_ unit: Unit) -> InputFormat {
    var format = InputFormat()
    format.kind = .text
    format.unit = unit
    return format
  }
}
