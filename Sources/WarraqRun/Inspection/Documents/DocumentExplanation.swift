import WarraqCore

/// What happened to one document.
public struct DocumentExplanation: Codable, Sendable {
  /// The id; of a document without one, its place as one can ask for it.
  public var name: String
  public var place: DocumentPlace
  /// The document as published; `nil` where the input is gone or the record holds none.
  public var document: DocumentFields?
  public var outcome: Outcome
  /// What each stage made of it, in order, as far as it was shown the document.
  public var stages: [StageVerdict]
  /// Of a duplicate, once there is a report: what is kept instead.
  public var original: Original?
  /// How many documents the report names as copies of this one, and some of their names.
  public var copies: Int
  public var firstCopies: [String]
  /// What the explanation lacks, and why.
  public var notes: [String]

  /// The document that a duplicate repeats.
  public struct Original: Codable, Sendable {
    public var name: String
    public var place: DocumentPlace?
    public var document: DocumentFields?
    /// In what way: `exact`, `near`.
    public var kind: String
    /// As the report prints it.
    public var similarity: String
    /// The ordinal of the document that is kept in the end: the original may be a duplicate itself.
    public var cluster: Int
    /// How to get from the original's text to that of the duplicate.
    public var difference: WordDifference?
  }
}

/// What became of a document, or what one stage made of it.
public enum Outcome: String, Codable, Sendable {
  case kept, rejected, duplicate, quarantined
  /// A duplicate was shown to a stage, which let it pass as a printing.
  case passed
  /// A duplicate was rejected or could not be processed: it counts as no printing.
  case withdrawn
  /// The run has not come so far.
  case undecided
  /// It cannot be told without the input.
  case unknown
}

/// What a stage made of a document.
public struct StageVerdict: Codable, Sendable {
  /// The stage's identifier in the job; `read` for the reader.
  public var stage: String
  public var outcome: Outcome
  /// As the ledger counts it.
  public var reason: String?
  /// One sentence for people.
  public var message: String?
  /// The text's length before and after, where the stage changed it.
  public var bytesBefore: Int?
  public var bytesAfter: Int?
}

/// Where a document stands.
public struct DocumentPlace: Codable, Sendable {
  public var input: String
  public var shard: Int
  /// Its number in the shard, from 0.
  public var record: Int
  /// Its number in the input, from 0; `nil` while shards before it are not counted.
  public var inputRecord: Int?
  /// Decoded bytes before it in the input; `nil` where that is not known.
  public var offset: Int?
  /// Its number in the corpus, as tables of the report have it; `nil` where there is no report.
  public var ordinal: Int?
}

/// What was published of a document besides its text.
public struct DocumentFields: Codable, Sendable {
  public var id: String?
  public var title: String?
  public var source: String?
  public var date: String?
  public var url: String?
  public var language: String?
  public var textBytes: Int

  init(_ document: Document) {
    id = document.id
    title = document.title
    source = document.source
    date = document.date?.label
    url = document.url
    language = document.language
    textBytes = document.text.count
  }
}
