/// How people name a document: by its id, or by its place.
enum DocumentName: Equatable {
  case id(String)
  /// `#24`: its ordinal in the corpus, as `duplicates.tsv` has it.
  case ordinal(Int)
  /// `news.jsonl:24`: the input, by its places in the corpus since names can repeat, and the record's
  /// number in it, from 0.
  case record(Int, inputs: [Int])

  /// Reads a name. What is no place is an id.
  init(_ text: String, inputs: [String]) {
    if text.hasPrefix("#"), let ordinal = Self.number(text.dropFirst()) {
      self = .ordinal(ordinal)
      return
    }
    if let colon = text.lastIndex(of: ":"), let record = Self.number(text[colon...].dropFirst()) {
      let named = inputs.indices.filter { inputs[$0] == text[..<colon] }
      if !named.isEmpty {
        self = .record(record, inputs: named)
        return
      }
    }
    self = .id(text)
  }

  private static func number(_ digits: Substring) -> Int? {
    digits.utf8.allSatisfy { 0x30...0x39 ~= $0 } ? Int(digits) : nil
  }
}
