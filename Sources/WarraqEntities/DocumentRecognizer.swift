public import WarraqCore
import WarraqText

/// Finds the names in documents, each by the model of its language. One thread at a time.
public final class DocumentRecognizer {
  private let models: ModelFolder
  private let rules: LinkingRules?
  private let evidence: [String: WordEvidence]
  private let memory: Int
  /// Languages of one model share what it has read, but for those that there is evidence for.
  private var recognizers: [Reading: EntityRecognizer] = [:]
  /// What reads each language; nil where nothing does.
  private var readings: [String: Reading?] = [:]
  private var overlooked: [Reading: OverlookedNames] = [:]
  private var spans: [EntitySpan] = []
  /// Bytes of texts that were read since memory was looked at, and after how many it is: a byte of text may take
  /// a hundred.
  private var unwatched = 0
  private let watchedBytes: Int

  /// A model, and the language whose evidence it reads with.
  private struct Reading: Hashable {
    var model: String
    var evidence: String?
  }

  /// Documents may name any number of languages.
  private static let mostLanguages = 1 << 10

  /// - Parameters:
  ///   - rules: the names that it knows by lists, and looks for where the models pass over them; with `nil` the
  ///     models say all.
  ///   - evidence: what words are elsewhere in the corpus, by language.
  ///   - memory: bytes that it may keep from document to document.
  public init(
    _ models: ModelFolder, rules: LinkingRules? = nil, evidence: [String: WordEvidence] = [:],
    memory: Int
  ) {
    self.models = models
    self.rules = rules
    self.evidence = evidence
    self.memory = memory
    watchedBytes = min(1 << 16, memory >> 9)
  }

  /// What words are is the same for whoever reads next, but where it comes with evidence.
  deinit {
    for (reading, recognizer) in recognizers where reading.evidence == nil {
      models.give(recognizer, reading.model)
    }
  }

  /// Fills in ``Document/entities`` where nobody has looked for names. The document must have been
  /// tokenised, with its alignment.
  ///
  /// - Returns: the language that the document was read in and what read it; `nil` where names had been
  ///   looked for or there is no model.
  /// - Throws: `input` when a model cannot be opened.
  @discardableResult public func recognize(
    _ document: Document
  ) throws -> (language: String, recognizer: EntityRecognizer)? {
    guard document.entities == nil else { return nil }
    let language = Self.language(of: document)
    watchMemory(document.text.count)
    guard let recognizer = try recognizer(for: language) else { return nil }
    spans.removeAll(keepingCapacity: true)
    recognizer.recognize(document, into: &spans)
    if let reading = readings[language] ?? nil {
      overlooked[reading]?.add(to: &spans, of: document, recognizer)
    }
    document.entities = spans
    return (language, recognizer)
  }

  /// The language that a document names, else the one that it is in.
  private static func language(of document: Document) -> String {
    if let named = document.language, !named.isEmpty { return LanguageTag.short(named) }
    return document.text.withUnsafeBytes(LanguageDetector.language) ?? ""
  }

  private func recognizer(for language: String) throws -> EntityRecognizer? {
    if readings.count == Self.mostLanguages { readings.removeAll() }
    let reading = readings[language] ?? reading(of: language)
    readings[language] = .some(reading)
    guard let reading else { return nil }
    if let known = recognizers[reading] { return known }
    guard let model = try models.model(language: language) else { return nil }
    let recognizer =
      try evidence[language].map { EntityRecognizer(model, evidence: $0) }
      ?? models.takeRecognizer(reading.model)
    if let rules {
      overlooked[reading] = OverlookedNames(
        rules, model, knowsLanguage: reading.model != ModelFolder.any)
    }
    recognizers[reading] = recognizer
    unwatched += watchedBytes
    return recognizer
  }

  private func reading(of language: String) -> Reading? {
    models.modelName(language: language).map {
      Reading(model: $0, evidence: evidence[language] == nil ? nil : language)
    }
  }

  /// About the bytes that are kept from document to document.
  package var memoryInUse: Int {
    recognizers.reduce(0) { sum, entry in
      sum + entry.value.memory + (isPassing(entry.key) ? entry.value.ownMemory : 0)
    }
  }

  /// Whether a recognizer is for a language that has evidence and no model of its own: there may be a thousand.
  private func isPassing(_ reading: Reading) -> Bool {
    ![nil, reading.model].contains(reading.evidence)
  }

  /// Looks at the memory where it may have grown: after so much text, and after another recogniser.
  private func watchMemory(_ bytes: Int) {
    if unwatched >= watchedBytes {
      unwatched = 0
      forgetBeyondMemory()
    }
    unwatched += bytes
  }

  /// Words of all languages share the memory, and so do recognizers of languages that have no model of
  /// their own.
  private func forgetBeyondMemory() {
    guard memoryInUse > memory else { return }
    recognizers = recognizers.filter { !isPassing($0.key) }
    overlooked = overlooked.filter { recognizers[$0.key] != nil }
    guard memoryInUse > memory / 4 * 3 else { return }
    for recognizer in recognizers.values { recognizer.forgetRare() }
    // Where hardly a word is rare, what is left would be looked through again and again.
    guard memoryInUse > memory / 4 * 3 else { return }
    for recognizer in recognizers.values { recognizer.forget() }
  }
}
