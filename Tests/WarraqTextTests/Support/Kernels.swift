import CWarraqIntrinsics

/// The kernels of one kind of processor.
struct Kernels: CustomStringConvertible, Sendable {
  typealias Search = @Sendable (UnsafePointer<UInt8>?, Int) -> Int
  typealias Classify =
    @Sendable (UnsafePointer<UInt8>?, Int, UnsafeMutablePointer<warraq_word_bits>?) -> Void
  typealias Fold =
    @Sendable (
      UnsafePointer<UInt8>?, Int, UnsafeMutablePointer<UInt8>?, UnsafeMutablePointer<UInt8>?, Bool
    ) -> Int

  let description: String
  let findWhiteSpace: Search
  let findStringSpecial: Search
  let classifyWords: Classify
  let foldRun: Fold

  static let scalar = Kernels(
    description: "scalar", findWhiteSpace: warraq_find_white_space_scalar,
    findStringSpecial: warraq_find_string_special_scalar,
    classifyWords: warraq_classify_words_scalar, foldRun: warraq_fold_run_scalar)

  /// All with vectors that this processor has, and those that a run would choose.
  static let vectors: [Kernels] = {
    var result = [
      Kernels(
        description: "baseline", findWhiteSpace: warraq_find_white_space_baseline,
        findStringSpecial: warraq_find_string_special_baseline,
        classifyWords: warraq_classify_words_baseline, foldRun: warraq_fold_run_baseline),
      Kernels(
        description: "chosen", findWhiteSpace: warraq_find_white_space,
        findStringSpecial: warraq_find_string_special,
        classifyWords: warraq_classify_words, foldRun: warraq_fold_run),
    ]
    #if arch(x86_64)
      result += available([
        (
          WARRAQ_KERNELS_AVX2,
          Kernels(
            description: "AVX2", findWhiteSpace: warraq_find_white_space_avx2,
            findStringSpecial: warraq_find_string_special_avx2,
            classifyWords: warraq_classify_words_avx2, foldRun: warraq_fold_run_avx2)
        ),
        (
          WARRAQ_KERNELS_AVX512,
          Kernels(
            description: "AVX-512", findWhiteSpace: warraq_find_white_space_avx512,
            findStringSpecial: warraq_find_string_special_avx512,
            classifyWords: warraq_classify_words_avx512, foldRun: warraq_fold_run_avx512)
        ),
      ])
    #endif
    return result
  }()

  /// What all of them say of a text. Of the folding, starts at several places are part of it.
  func results(_ text: ArraySlice<UInt8>) -> [[UInt64]] {
    Array(text).withUnsafeBufferPointer { results(of: $0) }
  }

  /// The same of a text where it lies.
  func results(of text: UnsafeBufferPointer<UInt8>) -> [[UInt64]] {
    let start = text.baseAddress
    var bits = [warraq_word_bits](repeating: warraq_word_bits(), count: (text.count + 63) / 64)
    classifyWords(start, text.count, &bits)
    return [
      [UInt64(findWhiteSpace(start, text.count)), UInt64(findStringSpecial(start, text.count))],
      bits.map(\.inner), bits.map(\.odd), bits.map(\.letter),
      folded(text, true), folded(text, false),
    ]
  }

  private func folded(_ text: UnsafeBufferPointer<UInt8>, _ foldsArabic: Bool) -> [UInt64] {
    var unfolded = [UInt8](repeating: 0, count: text.count + 64)
    var folded = unfolded
    var result: [UInt64] = []
    var position = 0
    // What a kernel leaves is skipped, up to the next code point.
    while let start = text.baseAddress, position < text.count {
      let count = foldRun(
        start + position, text.count - position, &unfolded, &folded, foldsArabic)
      result.append(UInt64(count))
      result += (unfolded[..<count] + folded[..<count]).map(UInt64.init)
      position += count + 1
      while position < text.count, text[position] & 0xC0 == 0x80 { position += 1 }
    }
    return result
  }
}
