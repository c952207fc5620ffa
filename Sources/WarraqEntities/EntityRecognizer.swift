public import WarraqCore

/// Finds the names of persons, places and organisations in documents. One thread at a time; the model
/// is shared.
public final class EntityRecognizer {
  private let model: EntityModel
  private var tagger: Tagger
  package private(set) var sequence = TokenSequence()

  /// - Parameter evidence: what words are elsewhere in the corpus.
  public init(_ model: EntityModel, evidence: WordEvidence = WordEvidence()) {
    self.model = model
    tagger = Tagger(model, evidence)
  }

  /// About the bytes that words take which are kept from document to document.
  public var memory: Int { tagger.memory }

  /// The bytes that it takes without any word.
  var ownMemory: Int { tagger.ownMemory }

  /// Lets go of them.
  public func forget() { tagger.forget() }

  /// Lets go of those that have not been met again since this was last asked for.
  func forgetRare() { tagger.forgetRare() }

  /// Tokens of a document that are read at once: its memory, and what its words say of each other.
  package var longestPart: Int {
    get { tagger.longestPart }
    set { tagger.longestPart = newValue }
  }

  /// Appends the mentions in a document, in order, to `spans`. The document must have been tokenised;
  /// if it was normalised, with its alignment.
  public func recognize(_ document: Document, into spans: inout [EntitySpan]) {
    sequence.fill(document)
    document.text.withUnsafeBytes { published in
      document.withAnalyzedText { normalized in
        tagger.tag(sequence, normalized: normalized, published: published)
      }
    }
    collect(document, into: &spans)
  }

  /// The labels of the words and marks of the last document.
  package var labels: [UInt8] { tagger.labels }

  /// What is known of the words and marks of the last document.
  var words: [TaggedWord] { tagger.words }

  /// Calls `body` with the hash of each word of the last document, without clitics, and its label.
  public func forEachWord(_ body: (UInt64, UInt8) throws -> Void) rethrows {
    for (index, label) in labels.enumerated() where sequence.tokens[index].shape != .punctuation {
      try body(tagger.words[index].identity, label)
    }
  }

  /// The number of words and marks in the last document.
  public var tokenCount: Int { sequence.tokens.count }

  private func collect(_ document: Document, into spans: inout [EntitySpan]) {
    let labels = tagger.labels
    var index = 0
    while index < labels.count {
      let label = Int(labels[index])
      guard label != LabelSet.outside else {
        index += 1
        continue
      }
      let type = LabelSet.type(of: label)
      var end = index + 1
      while end < labels.count, Int(labels[end]) == LabelSet.inside(type) { end += 1 }
      spans.append(span(index..<end, model.labels.types[type], in: document))
      index = end
    }
  }

  private func span(
    _ tokens: Range<Int>, _ type: EntityType, in document: Document
  ) -> EntitySpan {
    let first = sequence.tokens[tokens.lowerBound]
    let last = sequence.tokens[tokens.upperBound - 1].published
    let form = first.published.lowerBound..<last.upperBound
    let name = document.nameStart(in: first, behind: Int(tagger.words[tokens.lowerBound].clitics))
    return EntitySpan(name: name..<form.upperBound, form: form, type: type)
  }
}
