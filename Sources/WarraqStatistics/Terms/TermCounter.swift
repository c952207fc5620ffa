public import WarraqCore

/// Counts the terms of documents in one lane.
///
/// A document's tokens are hashed first and counted then, so that the memory of a slot is on its
/// way long before it is needed: that is what the time goes into. Beyond its memory the counter
/// hands its rows over and begins again.
public final class TermCounter: Accumulator {
  /// What is counted.
  public struct Options {
    /// Bytes of memory for the counter.
    public var memory: Int
    /// Whether tokens without a letter count.
    public var countsNumbers = true
    /// Whether every original spelling is counted too.
    public var countsForms = false
    /// Says of a token, normalised but not letter-folded, whether it is left out.
    public var isStopWord: ((UnsafeRawBufferPointer) -> Bool)?

    public init(memory: Int) { self.memory = memory }
  }

  private struct Candidate {
    var hash: UInt64
    var start: UInt32
    var length: UInt32

    var range: Range<Int> { Int(start)..<Int(start) + Int(length) }
  }

  /// How many tokens ahead memory is asked for.
  private static let prefetchDistance = 24

  private let options: Options
  private let table = TermTable()
  private var forms: FormCounter?
  private var candidates: [Candidate] = []
  private var spelling = SpellingReader()
  /// Serial number of the current document since the table was emptied.
  private var document: UInt32 = 0
  /// Tokens of kept documents, whatever is counted of them.
  private var tokens = 0
  private var tokensSinceEmpty = 0

  public init(_ options: Options) {
    self.options = options
    if options.countsForms { forms = FormCounter() }
  }

  public func add(_ batch: DocumentBatch, to rows: any RowSink) throws {
    for document in batch.documents where document.isActive {
      guard let hash = document.analysis.contentHash, document.analysis.isTokenized else {
        preconditionFailure("terms are counted of documents with tokens and a content hash")
      }
      count(document, rank: FormRank.rank(of: hash))
      if isOverMemory { try handOver(to: rows) }
    }
  }

  public func finish(to rows: any RowSink) throws {
    try handOver(to: rows)
    var encoder = RowEncoder()
    encoder.varint(tokens)
    try encoder.bytes.withUnsafeBytes {
      try rows.emit(key: UnsafeRawBufferPointer(start: nil, count: 0), value: $0)
    }
    tokens = 0
  }

  private var isOverMemory: Bool {
    let used = table.memory(growing: table.isNearlyFull) + (forms?.memory ?? 0)
    // Slots count in 32 bits, and name forms by 32-bit offsets.
    return used > options.memory && table.count > 0 || tokensSinceEmpty > 1 << 30
      || table.arena.count > 1 << 30
  }

  private func count(_ document: Document, rank: UInt64) {
    let analysis = document.analysis
    self.document += 1
    if document.isKept { tokens += analysis.tokens.count }
    tokensSinceEmpty += analysis.tokens.count
    let text = analysis.isNormalized ? analysis.normalized : document.text
    let unfolded = analysis.isNormalized ? analysis.unfolded : document.text
    text.withUnsafeBytes { text in
      unfolded.withUnsafeBytes { gather(analysis.tokens, text, unfolded: $0) }
      if document.isKept {
        countKept(document, text, rank)
      } else {
        countPublication(text)
      }
    }
  }

  /// Hashes the tokens that count.
  private func gather(
    _ tokens: [Token], _ text: UnsafeRawBufferPointer, unfolded: UnsafeRawBufferPointer
  ) {
    candidates.removeAll(keepingCapacity: true)
    candidates.reserveCapacity(tokens.count)
    for token in tokens {
      if !options.countsNumbers, !token.hasLetter { continue }
      if let isStopWord = options.isStopWord,
        isStopWord(UnsafeRawBufferPointer(rebasing: unfolded[token.range]))
      {
        continue
      }
      let hash = KeyHash.hash(UnsafeRawBufferPointer(rebasing: text[token.range]))
      candidates.append(Candidate(hash: hash, start: token.start, length: token.length))
    }
  }

  private func countKept(_ source: Document, _ text: UnsafeRawBufferPointer, _ rank: UInt64) {
    candidates.withUnsafeBufferPointer { candidates in
      for index in candidates.indices {
        prefetch(candidates, after: index)
        let candidate = candidates[index]
        let key = UnsafeRawBufferPointer(rebasing: text[candidate.range])
        let slot = table.slot(of: key, hash: candidate.hash)
        slot.pointee.count &+= 1
        if slot.pointee.lastDocument != document {
          slot.pointee.lastDocument = document
          slot.pointee.documents &+= 1
          slot.pointee.publications &+= 1
        }
        if rank <= slot.pointee.formRank { consider(candidate.range, of: source, key, rank, slot) }
        forms?.count(candidate.range, of: source, term: key, &spelling)
      }
    }
  }

  private func countPublication(_ text: UnsafeRawBufferPointer) {
    candidates.withUnsafeBufferPointer { candidates in
      for index in candidates.indices {
        prefetch(candidates, after: index)
        let candidate = candidates[index]
        let key = UnsafeRawBufferPointer(rebasing: text[candidate.range])
        let slot = table.slot(of: key, hash: candidate.hash)
        if slot.pointee.lastDocument != document {
          slot.pointee.lastDocument = document
          slot.pointee.publications &+= 1
        }
      }
    }
  }

  @inline(__always) private func prefetch(
    _ candidates: UnsafeBufferPointer<Candidate>, after index: Int
  ) {
    let next = index &+ Self.prefetchDistance
    if next < candidates.count { table.prefetch(candidates[next].hash) }
  }

  /// Takes the spelling in this document as the form if the document ranks lowest; of equal ranks,
  /// the smallest bytes.
  @inline(never) private func consider(
    _ range: Range<Int>, of document: Document, _ term: UnsafeRawBufferPointer, _ rank: UInt64,
    _ slot: UnsafeMutablePointer<TermSlot>
  ) {
    spelling.withSpelling(of: range, in: document) { form in
      if rank == slot.pointee.formRank, !form.lexicographicallyPrecedes(self.form(of: slot)) {
        return
      }
      slot.pointee.formRank = rank
      if form.elementsEqual(term) {
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

  private func form(of slot: UnsafeMutablePointer<TermSlot>) -> UnsafeRawBufferPointer {
    slot.pointee.form == TermSlot.sameForm
      ? table.key(of: slot) : table.arena.string(at: Int(slot.pointee.form))
  }

  /// Emits a row for every term and begins again.
  private func handOver(to rows: any RowSink) throws {
    var encoder = RowEncoder()
    try table.forEach { slot in
      encoder.removeAll()
      let isSame = slot.pointee.form == TermSlot.sameForm
      TermTally.encode(
        count: Int(slot.pointee.count), documents: Int(slot.pointee.documents),
        publications: Int(slot.pointee.publications), formRank: slot.pointee.formRank,
        form: isSame ? UnsafeRawBufferPointer(start: nil, count: 0) : form(of: slot), to: &encoder)
      try encoder.bytes.withUnsafeBytes { try rows.emit(key: table.key(of: slot), value: $0) }
    }
    table.removeAll(keeping: options.memory)
    try forms?.handOver(to: rows, keeping: options.memory)
    document = 0
    tokensSinceEmpty = 0
  }
}
