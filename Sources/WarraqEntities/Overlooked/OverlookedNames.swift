import WarraqCore

/// Adds to the names that a recogniser found in a document those that it passed over: names of the lists, and
/// what the document itself names elsewhere. One thread at a time.
///
/// Recognisers miss names that are ordinary words too (الأسد), peoples and offices that their data do not mark
/// (الحوثيين, خادم الحرمين الشريفين); once a document holds a whole name, or a list says what a form means, these
/// are no guesses. See `Docs/decisions/entities.md`.
final class OverlookedNames {
  private let listed: NamePhrases
  private var own: OwnNames
  private var repair: SpanRepair
  private var words = DocumentWords()
  private var found: [EntitySpan] = []

  /// - Parameter knowsLanguage: whether the model has learnt from news in the language of the documents.
  init(_ rules: LinkingRules, _ model: EntityModel, knowsLanguage: Bool) {
    let persons = PersonWords(model)
    listed = rules.phrases
    own = OwnNames(persons, knowsLanguage: knowsLanguage)
    repair = SpanRepair(listed, persons)
  }

  /// Mends the spans of a document that `recognizer` has read last, which are in order and stay so, and adds names
  /// to them.
  func add(
    to spans: inout [EntitySpan], of document: Document, _ recognizer: EntityRecognizer
  ) {
    document.text.withUnsafeBytes { published in
      document.withAnalyzedText { normalized in
        let text = TokenText(
          document: document, sequence: recognizer.sequence, published: published,
          normalized: normalized)
        words.read(text, recognizer.words, spans)
        if repair.mend(&spans, words, text) { words.mark(spans, text) }
        own.gather(spans, words, text)
        find(listed, in: text, &spans)
        if !own.phrases.isEmpty { find(own.phrases, in: text, &spans) }
      }
    }
  }

  /// Adds the names of a table, the longest at each place.
  private func find(_ phrases: NamePhrases, in text: TokenText, _ spans: inout [EntitySpan]) {
    found.removeAll(keepingCapacity: true)
    text.forEachLine { line in
      var index = line.lowerBound
      while index < line.upperBound {
        if let match = phrases.longest(at: index, before: line.upperBound, { words.hash($0) }),
          own.accepts(match, before: line.upperBound, words),
          words.accepts(match, in: line, text, spans)
        {
          found.append(text.span(match.tokens, behind: match.clitics, match.type))
          index = match.tokens.upperBound
        } else {
          index += 1
        }
      }
    }
    guard !found.isEmpty else { return }
    merge(into: &spans)
    words.mark(spans, text)
  }

  /// Puts what was found in its places, instead of spans that it covers.
  private func merge(into spans: inout [EntitySpan]) {
    var merged: [EntitySpan] = []
    merged.reserveCapacity(spans.count + found.count)
    var next = 0
    for span in spans {
      while next < found.count, found[next].form.lowerBound <= span.form.lowerBound {
        merged.append(found[next])
        next += 1
      }
      if merged.last.map({ $0.form.upperBound <= span.form.lowerBound }) ?? true {
        merged.append(span)
      }
    }
    spans = merged + found[next...]
  }
}
