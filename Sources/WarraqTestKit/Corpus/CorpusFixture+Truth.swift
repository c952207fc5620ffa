extension CorpusFixture {
  /// A row of `terms.tsv`.
  public struct Term: Equatable, Sendable {
    public var term: String
    public var count: Int
    public var documents: Int
    public var publications: Int

    public init(term: String, count: Int, documents: Int, publications: Int) {
      self.term = term
      self.count = count
      self.documents = documents
      self.publications = publications
    }
  }

  /// What `summary.json` says of the documents.
  public var documents: Report.Summary.Documents {
    var counts = Report.Summary.Documents(read: records.count, kept: 0)
    for record in records {
      switch record.fate {
      case .kept: counts.kept += 1
      case .duplicate: counts.duplicate += 1
      case .rejected: counts.rejected += 1
      case .quarantined: counts.quarantined += 1
      }
    }
    return counts
  }

  /// The tokens of the kept documents.
  public var tokens: Int {
    records.reduce(0) { $0 + ($1.fate == .kept ? $1.words.count : 0) }
  }

  /// The terms in the order of the report: by count, then by code point.
  public var terms: [Term] {
    var table: [String: Term] = [:]
    for record in records {
      let isKept = record.fate == .kept
      for word in record.words where isKept {
        table[word, default: Term(word)].count += 1
      }
      for word in Set(record.words) {
        table[word, default: Term(word)].documents += isKept ? 1 : 0
        table[word, default: Term(word)].publications += 1
      }
    }
    return table.values.sorted {
      // Code points and UTF-8 bytes sort alike; `String` sorts by canonical equivalence.
      $0.count != $1.count
        ? $0.count > $1.count : $0.term.utf8.lexicographicallyPrecedes($1.term.utf8)
    }
  }

  /// The reprints: the ids of the document and of the one that is kept, and their ordinals.
  public var duplicates: [(document: String, kept: String, ordinal: Int, keptOrdinal: Int)] {
    records.enumerated().compactMap { ordinal, record in
      guard case .duplicate(let original) = record.fate else { return nil }
      return (record.id, records[original].id, ordinal, original)
    }
  }
}

extension CorpusFixture.Term {
  fileprivate init(_ term: String) {
    self.init(term: term, count: 0, documents: 0, publications: 0)
  }
}
