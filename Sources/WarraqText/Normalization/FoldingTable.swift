import CWarraqICU

/// What the fast path does with a code point, wherever it stands.
struct Folding: BitwiseCopyable {
  enum Kind: UInt8, BitwiseCopyable {
    /// Writes ``count`` bytes.
    case bytes
    /// The same, if nothing is attached to it: i with a dot, whose dot may move away.
    case bytesAlone
    /// Writes nothing.
    case nothing
    /// A mark that stays as it is if it stands in canonical order.
    case mark
    /// U+2019: looks at its neighbours.
    case rightQuote
    /// The whole unit goes through ``UnitNormalizer``.
    case unit
  }

  var kind: Kind
  /// Whether a unit begins here.
  var beginsUnit: Bool
  /// Whether it becomes one code point. Then a mark in canonical order behind it stays there, and
  /// offsets go on byte by byte where the length is the same too.
  var isSingle = false
  /// The canonical combining class of a mark.
  var combiningClass: UInt8 = 0
  /// The number of bytes that it becomes, at most eight.
  var count: UInt8 = 0
  /// The bytes after steps 1, 2, 3 and 5, the first one lowest.
  var unfolded: UInt64 = 0
  /// The bytes after all steps.
  var folded: UInt64 = 0

  /// U+0027, which U+2019 between letters becomes.
  static let apostrophe = Folding(
    kind: .bytes, beginsUnit: true, count: 1, unfolded: 0x27, folded: 0x27)
  /// U+2019 elsewhere.
  static let rightQuote = Folding(
    kind: .bytes, beginsUnit: true, isSingle: true, count: 3, unfolded: 0x99_80E2,
    folded: 0x99_80E2)
}

/// What becomes of every code point, from ICU and ``UnitNormalizer``. One thread at a time.
final class FoldingTable {
  private var units: UnitNormalizer
  private let pages = CodePointTable<Folding>()

  /// `short[c]`, for code points below U+0800 that begin a unit and keep their length: the bytes
  /// they become, unfolded in the low half and folded in the high half. Zero for all others.
  let short: UnsafeMutablePointer<UInt32>
  static let shortCount = 0x800

  init(foldsArabic: Bool) {
    units = UnitNormalizer(foldsArabic: foldsArabic)
    short = .allocate(capacity: Self.shortCount)
    short.initialize(repeating: 0, count: Self.shortCount)
    for codePoint in 0..<UInt32(Self.shortCount) {
      short[Int(codePoint)] = shortEntry(codePoint)
    }
  }

  deinit { short.deallocate() }

  @inline(__always) subscript(codePoint: UInt32) -> Folding {
    pages.value(of: codePoint) { folding(of: $0) }
  }

  private func shortEntry(_ codePoint: UInt32) -> UInt32 {
    let folding = self[codePoint]
    let length = UTF8Bytes.encode(codePoint).count
    guard folding.kind == .bytes, folding.isSingle, folding.count == length else { return 0 }
    return UInt32(folding.unfolded) | UInt32(folding.folded) << 16
  }

  private func folding(of codePoint: UInt32) -> Folding {
    if codePoint == TextRules.rightQuote { return Folding(kind: .rightQuote, beginsUnit: true) }
    // A surrogate is no code point of valid text.
    if 0xD800...0xDFFF ~= codePoint { return Folding(kind: .unit, beginsUnit: true) }
    units.begin()
    units.add(codePoint, isApostrophe: false)
    units.finish()
    let first = TextRules.isPhrase(codePoint) ? 0x20 : TextRules.separated(codePoint)
    if warraq_icu_has_boundary_before(Int32(first)) { return starter(codePoint) }
    let combiningClass = warraq_icu_inert_mark_class(Int32(first))
    // What composes with nothing can go at once; a composition around it goes by the unit.
    if units.unfolded.isEmpty, combiningClass >= 0 || isIgnorable(codePoint) {
      return Folding(kind: .nothing, beginsUnit: false)
    }
    guard combiningClass > 0 else { return Folding(kind: .unit, beginsUnit: false) }
    var result = bytes(beginsUnit: false)
    result.kind = .mark
    result.combiningClass = UInt8(combiningClass)
    return result
  }

  private func starter(_ codePoint: UInt32) -> Folding {
    if units.unfolded.isEmpty { return Folding(kind: .nothing, beginsUnit: true) }
    guard units.unfolded.count <= 8 else { return Folding(kind: .unit, beginsUnit: true) }
    var result = bytes(beginsUnit: true)
    if codePoint == TextRules.dottedI { result.kind = .bytesAlone }
    return result
  }

  /// What ``units`` holds, as bytes.
  private func bytes(beginsUnit: Bool) -> Folding {
    let count = units.unfolded.count
    let single = units.unfolded.first.map { UTF8Bytes.length(lead: $0) } == count
    return Folding(
      kind: .bytes, beginsUnit: beginsUnit, isSingle: single, count: UInt8(count),
      unfolded: packed(units.unfolded), folded: packed(units.folded))
  }

  /// Whether step 2 alone makes nothing of it.
  private func isIgnorable(_ codePoint: UInt32) -> Bool { !TextRules.isDropped(codePoint) }

  private func packed(_ bytes: [UInt8]) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
