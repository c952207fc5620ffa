/// One record on its way through the stages: what was published, what stages made of it, and what
/// became of it.
///
/// A document is a reusable box: readers refill it for every record, so a stage must not keep it
/// beyond the call that handed it over. It belongs to one lane and is never shared between threads.
public final class Document {
  // What is stored here is not checked for overlapping access while the program runs: no closure that is handed the
  // text, the analysis or bytes of a field may change the same.

  /// Where the record stands in its shard.
  @exclusivity(unchecked) public var place = Place(ordinal: 0, offset: 0)

  /// The text as it stands now: UTF-8, as published until a stage changes it with ``replaceText(_:)``.
  @exclusivity(unchecked) public private(set) var text: [UInt8] = []

  @exclusivity(unchecked) private var metadata = Metadata()
  /// When the record was published; `nil` where that is not known.
  @exclusivity(unchecked) public var date: CalendarDate?

  /// What became of the document so far.
  @exclusivity(unchecked) public internal(set) var standing: Standing = .kept
  /// Whether a stage took the document out after another one had found it a duplicate.
  @exclusivity(unchecked) private var isWithdrawn = false

  /// What text analysis found. Emptied whenever the text changes.
  @exclusivity(unchecked) public var analysis = Analysis()

  /// The names in the text, in the order of their places, none inside another; `nil` where nobody has
  /// looked for any. Forgotten whenever the text changes.
  ///
  /// A closure that changes them changes a copy, so that it may ask for them.
  public var entities: [EntitySpan]? {
    get { names }
    set { names = newValue }
  }
  @exclusivity(unchecked) private var names: [EntitySpan]?

  /// Whether names had been found in a text that was changed since.
  @exclusivity(unchecked) public private(set) var hasLostNames = false

  /// Makes an empty document, to be filled by a reader.
  public init() {}

  /// Makes it ready for the next record. Buffers keep their capacity.
  public func reset(place: Place) {
    self.place = place
    text.clear()
    metadata.removeAll()
    date = nil
    standing = .kept
    isWithdrawn = false
    analysis.reset()
    names = nil
    hasLostNames = false
  }

  /// Changes the text in place and forgets what was known of the old one. `change` must not ask for the text.
  public func replaceText(_ change: (inout [UInt8]) throws -> Void) rethrows {
    try change(&text)
    analysis.reset()
    loseNames()
  }

  /// Takes lines out of the text, whose numbers ascend, and out of what it was normalised to, which has the
  /// same line feeds: nothing is normalised anew.
  public func removeLines(_ numbers: [Int]) {
    let pieces = text.withUnsafeBytes { TextLines.pieces(of: numbers, in: $0) }
    guard analysis.removeLines(numbers, published: pieces) else {
      return replaceText { TextLines.remove(pieces, from: &$0) }
    }
    TextLines.remove(pieces, from: &text)
    loseNames()
  }

  /// Names that were found in a text stand in no other one.
  private func loseNames() {
    guard names != nil else { return }
    hasLostNames = true
    names = nil
  }

  /// Takes the document out of the run for `reason`, a short name such as `empty` that the ledger
  /// counts by. A document that is out already stays where it is; a duplicate stays one in the
  /// ledger, and is shown to nobody any more: no printing of a story that is gone is counted.
  public func reject(_ reason: String) { leave(.rejected(reason: reason)) }

  /// Takes the document out as the copy of another one. It is still shown to later document stages
  /// and statistics (see ``isActive``), so that printings can be counted beside stories.
  public func markDuplicate() { leave(.duplicate) }

  /// Takes the document out because it cannot be processed; it goes to the quarantine. A duplicate
  /// does not: it is withdrawn as by ``reject(_:)``.
  public func quarantine(_ reason: String) { leave(.quarantined(reason: reason)) }

  /// Whether later stages should look at the document at all: kept, or a duplicate that no stage
  /// has taken out since.
  public var isActive: Bool { standing == .kept || standing == .duplicate && !isWithdrawn }

  /// Whether the document counts as a story of its own.
  public var isKept: Bool { standing == .kept }

  private func leave(_ next: Standing) {
    if standing == .kept {
      standing = next
    } else if next != .duplicate {
      isWithdrawn = true
    }
  }
}

extension Document {
  /// What the publisher calls the record; `nil` where it has no such name. This and the other texts beside the text
  /// are kept as bytes: a string is made each time that one is asked for.
  public var id: String? {
    get { metadata[.id] }
    set { metadata[.id] = newValue }
  }
  /// The headline; `nil` where there is none.
  public var title: String? {
    get { metadata[.title] }
    set { metadata[.title] = newValue }
  }
  /// Who published it, as the record says; `nil` where it does not. See ``publisher``.
  public var source: String? {
    get { metadata[.source] }
    set { metadata[.source] = newValue }
  }
  /// Its address; `nil` where it has none.
  public var url: String? {
    get { metadata[.url] }
    set { metadata[.url] = newValue }
  }
  /// The tag of its language, `ar` for example; `nil` where none is known.
  public var language: String? {
    get { metadata[.language] }
    set { metadata[.language] = newValue }
  }

  /// Calls `body` with the bytes of a field, none where it has no value.
  package func withBytes<Result>(
    of field: Metadata.Field, _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    try metadata.withBytes(of: field, body)
  }

  /// Sets a field to the UTF-8 that `append` appends.
  package func fill(_ field: Metadata.Field, _ append: (inout [UInt8]) -> Void) {
    metadata.set(field, append)
  }
}

/// What became of a document. The ledger counts these.
public enum Standing: Equatable, Sendable {
  case kept
  case rejected(reason: String)
  case duplicate
  case quarantined(reason: String)
}
