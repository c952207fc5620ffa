public import WarraqCore

/// Counts the terms of documents in one lane. Beyond its memory it hands its rows over and begins
/// again.
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

  private let options: Options
  private var loop: TermCountingLoop
  /// Tokens of kept documents, whatever is counted of them.
  private var tokens = 0

  public init(_ options: Options) {
    self.options = options
    loop = TermCountingLoop(countsForms: options.countsForms)
  }

  deinit { loop.deallocate() }

  public func add(_ batch: DocumentBatch, to rows: any RowSink) throws {
    for document in batch.documents where document.isActive {
      guard let hash = document.analysis.contentHash, document.analysis.isTokenized else {
        preconditionFailure("terms are counted of documents with tokens and a content hash")
      }
      if document.isKept { tokens += document.analysis.tokens.count }
      loop.count(document, rank: FormRank.rank(of: hash), options)
      if isOverMemory { try handOver(to: rows, keeping: options.memory) }
    }
  }

  public func finish(to rows: any RowSink) throws {
    try handOver(to: rows, keeping: 0)
    var encoder = RowEncoder()
    encoder.varint(tokens)
    try encoder.bytes.withUnsafeBytes {
      try rows.emit(key: UnsafeRawBufferPointer(start: nil, count: 0), value: $0)
    }
    tokens = 0
  }

  private var isOverMemory: Bool {
    let table = loop.table
    let used = table.memory + (loop.forms?.memory ?? 0)
    // Slots count in 32 bits, and name forms by 32-bit offsets.
    return used > options.memory && table.count > 0 || loop.tokens > 1 << 30
      || table.arena.count > 1 << 30
  }

  /// Emits a row for every term and begins again, with up to `memory` bytes.
  private func handOver(to rows: any RowSink, keeping memory: Int) throws {
    let loop = loop
    // A value is put together here: numbers, and a form that is rarely long.
    var value = UnsafeMutableRawBufferPointer.allocate(byteCount: 256, alignment: 1)
    defer { value.deallocate() }
    try loop.table.forEach { slot in
      let form = slot.pointee.form == TermSlot.sameForm ? nil : loop.form(of: slot)
      let wanted = TermNumbers.sizeLimit + (form?.count ?? 0)
      if wanted > value.count {
        value.deallocate()
        value = .allocate(byteCount: 2 * wanted, alignment: 1)
      }
      let numbers = TermNumbers(
        count: Int(slot.pointee.count), documents: Int(slot.pointee.documents),
        publications: Int(slot.pointee.publications), formRank: slot.pointee.formRank)
      var fields = RowFields(value)
      numbers.encode(to: &fields)
      if let form, numbers.documents > 0 { fields.raw(form) }
      try rows.emit(key: loop.table.key(of: slot), value: fields.bytes)
    }
    try loop.forms?.handOver(to: rows)
    self.loop.removeAll(keeping: memory)
  }
}
