import CWarraqICU

/// Which code points are letters (general category L*). One thread at a time.
final class LetterTable {
  private let pages = CodePointTable<Bool>()

  @inline(__always) func isLetter(_ codePoint: UInt32) -> Bool {
    pages.value(of: codePoint) { warraq_icu_is_letter(Int32($0)) }
  }
}
