import WarraqCore

/// Where ``FoldingScanner`` writes: both texts, which have the same length, and the alignment.
struct FoldingOutput: ~Copyable {
  /// How many bytes of the source are scanned between two looks at the room that is left.
  static let sourceBlock = 1 << 12
  /// What they need at most: one byte never becomes more than four but in units that go through
  /// ICU, for which room is made one by one. Writes of eight bytes may end behind what they count.
  static let block = sourceBlock * 4 + 64

  private(set) var unfolded: UnsafeMutablePointer<UInt8>
  private(set) var folded: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// The number of bytes written to each text.
  var count = 0
  var alignment = Alignment()
  /// Whether source and texts have gone on byte by byte since the last entry of the alignment.
  private(set) var isLinear = true

  init() {
    capacity = Self.block
    unfolded = .allocate(capacity: capacity)
    folded = .allocate(capacity: capacity)
  }

  deinit {
    unfolded.deallocate()
    folded.deallocate()
  }

  mutating func begin() {
    count = 0
    isLinear = true
  }

  /// Makes room for `more` bytes.
  mutating func reserve(_ more: Int) {
    guard capacity - count < more else { return }
    capacity = max(capacity * 2, count + more)
    unfolded = Self.moved(unfolded, count, to: capacity)
    folded = Self.moved(folded, count, to: capacity)
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

  /// Appends what was written to `analysis`.
  func copy(into analysis: inout Analysis) {
    analysis.unfolded.append(contentsOf: UnsafeBufferPointer(start: unfolded, count: count))
    analysis.normalized.append(contentsOf: UnsafeBufferPointer(start: folded, count: count))
  }
}
