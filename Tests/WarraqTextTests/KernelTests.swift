import CWarraqIntrinsics
import Testing

/// The kernels that the processor is given against those that run everywhere. Where it has no AVX2
/// both are the same.
@Suite struct KernelTests {
  private static let pieces = [
    "a", "Z", " ", "  ", "0", ".", "\"", "\\", "\n", "é", "Ā", "Б", "я", "ا", "أ", "ة", "ى", "ک",
    "ی", "ٱ", "َ", "،", "؟", "«", "—", "“", "’", "\u{A0}", "\u{2003}", "\u{3000}", "中", "😀",
    "كتاب ", "word ", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefgh", "الحكومة والمعارضة في البرلمان",
  ]

  private static func text(_ seed: UInt64) -> [UInt8] {
    var state = seed &+ 1
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(limit))
    }
    // Few kinds of pieces, so that long runs of one script occur.
    let first = random(pieces.count)
    let kinds = 1 + random(pieces.count)
    return (0..<random(80)).flatMap { _ in
      Array(pieces[(first + random(kinds)) % pieces.count].utf8)
    }
  }

  @Test(arguments: UInt64(0)..<400)
  func `kernels give the same on all processors`(seed: UInt64) {
    let text = Self.text(seed)
    let count = text.count
    #expect(
      warraq_find_white_space(text, count) == warraq_find_white_space_baseline(text, count))
    #expect(
      warraq_find_string_special(text, count) == warraq_find_string_special_baseline(text, count))

    var bits = [warraq_word_bits](repeating: warraq_word_bits(), count: (count + 63) / 64)
    var others = bits
    warraq_classify_words(text, count, &bits)
    warraq_classify_words_baseline(text, count, &others)
    for (a, b) in zip(bits, others) {
      #expect([a.inner, a.odd, a.letter] == [b.inner, b.odd, b.letter])
    }

    for folds in [true, false] {
      var (unfolded, folded) = (
        [UInt8](repeating: 0, count: count + 64), [UInt8](repeating: 0, count: count + 64)
      )
      var (unfolded2, folded2) = (unfolded, folded)
      let length = warraq_fold_run(text, count, &unfolded, &folded, folds)
      let length2 = warraq_fold_run_baseline(text, count, &unfolded2, &folded2, folds)
      #expect(length == length2)
      #expect(unfolded[..<length] == unfolded2[..<length])
      #expect(folded[..<length] == folded2[..<length])
    }
  }

  @Test(arguments: UInt64(0)..<200)
  func `a string of JSON ends at the first sign that may not stand in it`(seed: UInt64) {
    let text = Self.text(seed)
    let expected = text.firstIndex { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C } ?? text.count
    #expect(warraq_find_string_special(text, text.count) == expected)
  }
}
