import CWarraqICU

/// Normalises one unit of a text, whatever it holds: the steps of the specification in their order,
/// with ICU for step 2. The fast path of ``Normalizer`` is built from it and falls back on it.
struct UnitNormalizer {
  /// Whether steps 3 and 4 are taken.
  let foldsArabic: Bool
  /// The unit after steps 1, 2, 3 and 5.
  private(set) var unfolded: [UInt8] = []
  /// The unit after all steps: as long as ``unfolded``.
  private(set) var folded: [UInt8] = []

  private var separated: [UInt8] = []
  private var casefolded: [UInt8] = []

  init(foldsArabic: Bool) { self.foldsArabic = foldsArabic }

  /// Forgets the unit before and the code points that were added.
  mutating func begin() { separated.removeAll(keepingCapacity: true) }

  /// Adds a code point of the unit, taking step 1. `isApostrophe`: it is a right quotation mark
  /// between two letters.
  mutating func add(_ codePoint: UInt32, isApostrophe: Bool) {
    if TextRules.isPhrase(codePoint) {
      separated.append(0x20)
      separated.append(codePoint: codePoint)
      separated.append(0x20)
    } else if isApostrophe {
      separated.append(0x27)
    } else {
      separated.append(codePoint: TextRules.separated(codePoint))
    }
  }

  /// Takes the other steps.
  mutating func finish() {
    unfolded.removeAll(keepingCapacity: true)
    folded.removeAll(keepingCapacity: true)
    casefold()
    var previous: UInt32 = 0
    casefolded.withUnsafeBufferPointer { text in
      UTF8Bytes.forEach(text) { codePoint in
        let isDot = codePoint == 0x0307 && previous == 0x69
        previous = codePoint
        if isDot || foldsArabic && TextRules.isDropped(codePoint) { return }
        let digit = TextRules.digit(codePoint)
        unfolded.append(codePoint: digit)
        folded.append(codePoint: foldsArabic ? TextRules.folded(digit) : digit)
      }
    }
  }

  /// Step 2.
  private mutating func casefold() {
    var needed = separated.count * 3 + 64
    while true {
      var written: Int64 = 0
      casefolded = [UInt8](unsafeUninitializedCapacity: needed) { buffer, count in
        written = warraq_icu_casefold(
          separated, separated.count, buffer.baseAddress, buffer.count)
        count = written >= 0 && written <= buffer.count ? Int(written) : 0
      }
      precondition(written >= 0, "ICU cannot normalise: are its data files there?")
      if written <= needed { return }
      needed = Int(written)
    }
  }
}
