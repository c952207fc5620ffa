import WarraqCore

/// The loop that counts the terms of documents: a value, so that nothing in it is checked or
/// counted token by token but the terms.
struct TermCountingLoop {
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
    spelling.deallocate()
    candidates.deallocate()
  }

  /// Counts a document of a ``FormRank``.
  mutating func count(_ source: Document, rank: UInt64, _ options: TermCounter.Options) {
    document += 1
    tokens += source.analysis.tokens.count
    source.withAnalyzedText { text in
      source.withUnfoldedText { unfolded in
        let filter = TermCandidates.Filter(
          countsNumbers: options.countsNumbers, isStopWord: options.isStopWord, unfolded: unfolded)
        source.analysis.tokens.withUnsafeBufferPointer { tokens in
          guard let last = tokens.last else { return }
          precondition(last.range.upperBound <= text.count, "tokens are ranges of the text")
          if source.isKept {
            PublishedText.with(source) { published in
              countKept(tokens, of: text, filter, &published, rank)
            }
          } else {
            countPublication(tokens, of: text, filter)
          }
        }
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
  @inline(__always) func form(of slot: UnsafeMutablePointer<TermSlot>) -> UnsafeRawBufferPointer {
    slot.pointee.form == TermSlot.sameForm
      ? table.key(of: slot) : table.arena.string(at: Int(slot.pointee.form))
  }

  private mutating func countKept(
    _ tokens: UnsafeBufferPointer<Token>, of text: UnsafeRawBufferPointer,
    _ filter: TermCandidates.Filter, _ published: inout PublishedText, _ rank: UInt64
  ) {
    let serial = document
    let countsForms = forms != nil
    var start = 0
    while start < tokens.count {
      gather(tokens, from: &start, of: text, filter)
      for index in 0..<candidates.count {
        let candidate = candidates[index]
        let slot = candidates.slot(index, in: &table)
        slot.pointee.count &+= 1
        if slot.pointee.lastDocument != serial {
          slot.pointee.lastDocument = serial
          slot.pointee.documents &+= 1
          slot.pointee.publications &+= 1
        }
        if rank <= slot.pointee.formRank {
          consider(candidate, of: &published, rank, slot)
        }
        if countsForms { countForm(candidate.pointee, &published) }
      }
    }
  }

  private mutating func countPublication(
    _ tokens: UnsafeBufferPointer<Token>, of text: UnsafeRawBufferPointer,
    _ filter: TermCandidates.Filter
  ) {
    var start = 0
    while start < tokens.count {
      gather(tokens, from: &start, of: text, filter)
      for index in 0..<candidates.count {
        let slot = candidates.slot(index, in: &table)
        if slot.pointee.lastDocument != document {
          slot.pointee.lastDocument = document
          slot.pointee.publications &+= 1
        }
      }
    }
  }

  /// Gathers the next candidates, and moves `start` behind them.
  @inline(__always) private mutating func gather(
    _ tokens: UnsafeBufferPointer<Token>, from start: inout Int, of text: UnsafeRawBufferPointer,
    _ filter: TermCandidates.Filter
  ) {
    let end = min(start + TermCandidates.limit, tokens.count)
    candidates.gather(
      UnsafeBufferPointer(rebasing: tokens[start..<end]), of: text, filter, for: table)
    start = end
  }

  private mutating func countForm(
    _ candidate: TermCandidates.Candidate, _ published: inout PublishedText
  ) {
    let term = UnsafeRawBufferPointer(
      start: candidate.key.start, count: Int(candidate.key.count))
    forms?.count(candidate.range, of: &published, term: term, &spelling)
  }

  /// Takes the spelling in this document as the form if the document ranks lowest; of equal ranks,
  /// the smallest bytes.
  @inline(never) private mutating func consider(
    _ candidate: UnsafeMutablePointer<TermCandidates.Candidate>,
    of published: inout PublishedText, _ rank: UInt64, _ slot: UnsafeMutablePointer<TermSlot>
  ) {
    let form = spelling.spelling(of: candidate.pointee.range, in: &published)
    let isTerm = candidate.pointee.key.isEqual(to: form)
    if rank == slot.pointee.formRank {
      // Nearly all words are spelled in one way in a document: no need to look into the arena.
      if isTerm, slot.pointee.form == TermSlot.sameForm { return }
      if !form.precedes(self.form(of: slot)) { return }
    }
    slot.pointee.formRank = rank
    if isTerm {
      slot.pointee.form = TermSlot.sameForm
    } else if slot.pointee.form != TermSlot.sameForm,
      table.arena.string(at: Int(slot.pointee.form)).count >= form.count
    {
      table.arena.replaceString(at: Int(slot.pointee.form), with: form)
    } else {
      slot.pointee.form = UInt32(table.arena.addString(form))
    }
  }
}
