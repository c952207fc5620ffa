/// One record on its way through the stages: what was published, what stages made of it, and what
/// became of it.
///
/// A document is a reusable box: readers refill it for every record, so a stage must not keep it
/// beyond the call that handed it over. It belongs to one lane and is never shared between threads.
public final class Document {
  /// Where the record stands in its shard.
  public var place = Place(ordinal: 0, offset: 0)

  // What the compiler would check on every access to the text and its analysis cannot happen in one lane.

  /// The text as it stands now: UTF-8, as published until a stage changes it with ``replaceText(_:)``.
  @exclusivity(unchecked) public private(set) var text: [UInt8] = []

  public var id: String?
  public var title: String?
  public var date: CalendarDate?
  public var source: String?
  public var url: String?
  public var language: String?

  /// What became of the document so far.
  public internal(set) var standing: Standing = .kept
  /// Whether a stage took the document out after another one had found it a duplicate.
  private var isWithdrawn = false

  /// What text analysis found. Emptied whenever the text changes.
  @exclusivity(unchecked) public var analysis = Analysis()

  /// The names in the text, in the order of their places, none inside another; `nil` where nobody has
  /// looked for any. Forgotten whenever the text changes.
  public var entities: [EntitySpan]?

  /// Whether names had been found in a text that was changed since.
  public private(set) var hasLostNames = false

  /// Makes an empty document, to be filled by a reader.
  public init() {}

  /// Makes it ready for the next record. Buffers keep their capacity.
  public func reset(place: Place) {
    self.place = place
    text.removeAll(keepingCapacity: true)
    id = nil
    title = nil
    date = nil
    source = nil
    url = nil
    language = nil
    standing = .kept
    isWithdrawn = false
    analysis.reset()
    entities = nil
    hasLostNames = false
  }

  /// Changes the text in place and forgets what was known of the old one.
  public func replaceText(_ change: (inout [UInt8]) throws -> Void) rethrows {
    try change(&text)
    analysis.reset()
    hasLostNames = hasLostNames || entities != nil
    entities = nil
  }

  /// Takes lines out of the text, whose numbers ascend, and out of what it was normalised to, which has the
  /// same line feeds: nothing is normalised anew.
  public func removeLines(_ numbers: [Int]) {
    let pieces = text.withUnsafeBytes { TextLines.pieces(of: numbers, in: $0) }
    guard analysis.removeLines(numbers, published: pieces) else {
      return replaceText { TextLines.remove(pieces, from: &$0) }
    }
    TextLines.remove(pieces, from: &text)
    hasLostNames = hasLostNames || entities != nil
    entities = nil
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

/// What became of a document. The ledger counts these.
public enum Standing: Equatable, Sendable {
  case kept
  case rejected(reason: String)
  case duplicate
  case quarantined(reason: String)
}
