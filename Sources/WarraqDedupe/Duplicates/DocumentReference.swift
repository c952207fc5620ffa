import WarraqCore

/// What a report says of a document besides its place.
struct DocumentFacts: Hashable {
  /// Its id; empty where it has none.
  var id: [UInt8] = []
  /// Who published it; empty where that is not known.
  var source: [UInt8] = []
  /// As precise as it was published: `2015`, `2015-03`, `2015-03-09`; empty where none is known.
  var date: [UInt8] = []

  init() {}

  init(_ document: Document) {
    id = document.withBytes(of: .id) { Array($0) }
    source = document.withPublisher { Array($0) }
    document.date?.appendLabel(to: &date)
  }
}

/// Names a document of the corpus in rows and evidence: by its place, and by its id where it has one.
struct DocumentReference: Equatable {
  /// The corpus position of its shard.
  var shard: Int
  /// Its ordinal in the shard.
  var ordinal: Int
  var facts: DocumentFacts

  /// What a report calls the document: its id, or `#` and its ordinal in the corpus.
  func name(in corpus: CorpusFacts) -> [UInt8] {
    facts.id.isEmpty ? Array("#\(ordinal(in: corpus))".utf8) : facts.id
  }

  func ordinal(in corpus: CorpusFacts) -> Int { corpus.ordinal(shard: shard, record: ordinal) }
}

extension RowEncoder {
  mutating func facts(_ facts: DocumentFacts) {
    string(facts.id)
    string(facts.source)
    string(facts.date)
  }

  mutating func reference(_ reference: DocumentReference) {
    varint(reference.shard)
    varint(reference.ordinal)
    facts(reference.facts)
  }
}

extension RowDecoder {
  mutating func facts() -> DocumentFacts {
    var facts = DocumentFacts()
    facts.id = Array(string())
    facts.source = Array(string())
    facts.date = Array(string())
    return facts
  }

  mutating func reference() -> DocumentReference {
    let shard = varint()
    let ordinal = varint()
    return DocumentReference(shard: shard, ordinal: ordinal, facts: facts())
  }
}
