import WarraqCore

/// The loop that counts the terms of documents: a value, so that nothing in it is checked or
/// counted token by token but the terms.
///
/// A document's tokens are hashed first and counted then, so that the memory of a slot is on its
/// way long before it is needed: that is what the time goes into.
struct TermCountingLoop {
  /// How many tokens ahead memory is asked for.
  private static let prefetchDistance = 24

  private(set) var table = TermTable()
  private(set) var forms: FormCounter?
  private var candidates = TermCandidates()
  private var spelling = SpellingReader()
  /// Serial number of the current document since the table was emptied.
  private var document: UInt32 = 0
  /// Tokens since the table was emptied.
  private(set) var tokens = 0

  init(countsForms: Bool) {
    if countsForms { forms = FormCounter() }
  }

  /// Gives the memory back; to be called once, by the owner.
  func deallocate() {
    table.deallocate()
    forms?.deallocate()
    candidates.deallocate()
  }

  /// Counts a document of a ``FormRank``.
  mutating func count(_ source: Document, rank: UInt64, _ options: TermCounter.Options) {
    let analysis = source.analysis
    document += 1
    tokens += analysis.tokens.count
    let text = analysis.isNormalized ? analysis.normalized : source.text
    let unfolded = analysis.isNormalized ? analysis.unfolded : source.text
    text.withUnsafeBytes { text in
      unfolded.withUnsafeBytes {
        candidates.gather(
          analysis.tokens, of: text, unfolded: $0, countingNumbers: options.countsNumbers,
          isStopWord: options.isStopWord)
      }
      guard let text = text.baseAddress else { return }
      if source.isKept {
        source.text.withUnsafeBytes { published in
          var published = PublishedText(published, analysis)
          countKept(&published, text, rank)
        }
      } else {
        countPublication(text)
      }
    }
  }

  /// Forgets all terms, and keeps as much memory as leaves room to grow within `memory` bytes.
  mutating func removeAll(keeping memory: Int) {
    table.removeAll(keeping: memory)
    forms?.removeAll(keeping: memory)
    document = 0
    tokens = 0
  }

  /// The form of a term. Valid until the next document.
  func form(of slot: UnsafeMutablePointer<TermSlot>) -> UnsafeRawBufferPointer {
    slot.pointee.form == TermSlot.sameForm
      ? table.key(of: slot) : table.arena.string(at: Int(slot.pointee.form))
  }

  private mutating func countKept(
    _ published: inout PublishedText, _ text: UnsafeRawPointer, _ rank: UInt64
  ) {
    let serial = document
    let countsForms = forms != nil
    for index in 0..<candidates.count {
      let candidate = ask(ahead: index)
      let key = candidate.bytes(of: text)
      let slot = table.slot(of: key, hash: candidate.hash)
      slot.pointee.count &+= 1
      if slot.pointee.lastDocument != serial {
        slot.pointee.lastDocument = serial
        slot.pointee.documents &+= 1
        slot.pointee.publications &+= 1
      }
      if rank <= slot.pointee.formRank {
        consider(candidate.range, of: &published, key, rank, slot)
      }
      if countsForms { forms?.count(candidate.range, of: &published, term: key, &spelling) }
    }
  }

  private mutating func countPublication(_ text: UnsafeRawPointer) {
    for index in 0..<candidates.count {
      let candidate = ask(ahead: index)
      let key = candidate.bytes(of: text)
      let slot = table.slot(of: key, hash: candidate.hash)
      if slot.pointee.lastDocument != document {
        slot.pointee.lastDocument = document
        slot.pointee.publications &+= 1
      }
    }
  }

  /// The candidate at an index, while the memory for a later one is asked for.
  @inline(__always) private func ask(ahead index: Int) -> TermCandidates.Candidate {
    let next = index &+ Self.prefetchDistance
    if next < candidates.count { table.prefetch(candidates[next].hash) }
    return candidates[index]
  }

  /// Takes the spelling in this document as the form if the document ranks lowest; of equal ranks,
  /// the smallest bytes.
  @inline(never) private mutating func consider(
    _ range: Range<Int>, of published: inout PublishedText, _ term: UnsafeRawBufferPointer,
    _ rank: UInt64, _ slot: UnsafeMutablePointer<TermSlot>
  ) {
    // Lent out, since the spelling may lie in it while the table changes.
    var spelling = SpellingReader()
    swap(&spelling, &self.spelling)
    spelling.withSpelling(of: range, in: &published) { form in
      if rank == slot.pointee.formRank, !form.precedes(self.form(of: slot)) { return }
      slot.pointee.formRank = rank
      if form.isEqual(to: term) {
        slot.pointee.form = TermSlot.sameForm
      } else if slot.pointee.form != TermSlot.sameForm,
        table.arena.string(at: Int(slot.pointee.form)).count >= form.count
      {
        table.arena.replaceString(at: Int(slot.pointee.form), with: form)
      } else {
        slot.pointee.form = UInt32(table.arena.addString(form))
      }
    }
    swap(&spelling, &self.spelling)
  }
}
