import WarraqCore

/// Where ``FoldingScanner`` writes: both texts, which have the same length, and the alignment.
///
/// Where nobody asks for the text before letters are folded, both are one: what is folded is always
/// written last.
struct FoldingOutput: ~Copyable {
  /// How many bytes of the source are scanned between two looks at the room that is left.
  static let sourceBlock = 1 << 12
  /// What they need at most: one byte never becomes more than four but in units that go through
  /// ICU, for which room is made one by one. Writes of eight bytes may end behind what they count.
  static let block = sourceBlock * 4 + 64

  private(set) var unfolded: UnsafeMutablePointer<UInt8>
  private(set) var folded: UnsafeMutablePointer<UInt8>
  private var capacity = FoldingOutput.block
  private let needs: AnalysisNeeds
  /// The number of bytes written to each text.
  var count = 0
  private var alignment = AlignmentBuilder()
  /// Whether source and texts have gone on byte by byte since the last entry of the alignment.
  private(set) var isLinear = true

  init(needs: AnalysisNeeds) {
    self.needs = needs
    folded = .allocate(capacity: capacity)
    unfolded = needs.contains(.unfolded) ? .allocate(capacity: capacity) : folded
  }

  deinit {
    if unfolded != folded { unfolded.deallocate() }
    folded.deallocate()
  }

  mutating func begin() {
    count = 0
    alignment.removeAll()
    isLinear = true
  }

  /// Makes room for `more` bytes.
  mutating func reserve(_ more: Int) {
    guard capacity - count < more else { return }
    capacity = max(capacity * 2, count + more)
    let isOne = unfolded == folded
    folded = Self.moved(folded, count, to: capacity)
    unfolded = isOne ? folded : Self.moved(unfolded, count, to: capacity)
  }

  private static func moved(
    _ old: UnsafeMutablePointer<UInt8>, _ count: Int, to capacity: Int
  ) -> UnsafeMutablePointer<UInt8> {
    let new = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    new.moveInitialize(from: old, count: count)
    old.deallocate()
    return new
  }

  /// Counts in what was written from `source` on, byte by byte, up to `end` of the texts.
  @inline(__always) mutating func advanceLinear(from source: Int, to end: Int) {
    if end != count, !isLinear {
      alignment.beginLinear(normalized: count, source: source)
      isLinear = true
    }
    count = end
  }

  /// Writes what the `length` bytes of the source at `source` became.
  @inline(__always) mutating func write(_ folding: Folding, from source: Int, length: Int) {
    UnsafeMutableRawPointer(unfolded + count).storeBytes(of: folding.unfolded, as: UInt64.self)
    UnsafeMutableRawPointer(folded + count).storeBytes(of: folding.folded, as: UInt64.self)
    if folding.isSingle, Int(folding.count) == length {
      advanceLinear(from: source, to: count + length)
    } else {
      alignment.beginOpaque(normalized: count, source: source)
      isLinear = false
      count += Int(folding.count)
    }
  }

  /// Passes over bytes of the source that became nothing: they belong to the unit before them.
  mutating func skip() { isLinear = false }

  /// Writes a unit that went through ICU.
  mutating func write(unit: borrowing UnitNormalizer, from start: Int) {
    isLinear = false
    guard !unit.folded.isEmpty else { return }
    let length = unit.folded.count
    reserve(length + Self.block)
    unit.unfolded.withUnsafeBufferPointer { bytes in
      if let base = bytes.baseAddress { (unfolded + count).update(from: base, count: length) }
    }
    unit.folded.withUnsafeBufferPointer { bytes in
      if let base = bytes.baseAddress { (folded + count).update(from: base, count: length) }
    }
    alignment.beginOpaque(normalized: count, source: start)
    count += length
  }

  /// Puts what was written and is asked for into `analysis`, which is empty.
  func copy(into analysis: inout Analysis) {
    analysis.normalized.append(contentsOf: UnsafeBufferPointer(start: folded, count: count))
    if needs.contains(.unfolded) {
      analysis.unfolded.append(contentsOf: UnsafeBufferPointer(start: unfolded, count: count))
    }
    if needs.contains(.alignment) { alignment.copy(into: &analysis.alignment) }
  }
}
