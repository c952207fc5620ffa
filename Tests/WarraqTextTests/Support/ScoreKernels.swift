import CWarraqIntrinsics

/// The tagger's kernels of one kind of processor.
struct ScoreKernels: CustomStringConvertible, Sendable {
  typealias Add =
    @Sendable (
      UnsafePointer<Int16>?, Int, UnsafePointer<UInt32>?, Int, Int, UnsafeMutablePointer<Int16>?
    ) -> Void
  typealias Score =
    @Sendable (
      UnsafePointer<warraq_row>?, UnsafePointer<UInt32>?, UnsafePointer<UInt32>?, Int,
      UnsafePointer<Int16>?, UnsafeMutablePointer<Int16>?, UnsafeMutablePointer<Int16>?
    ) -> Void
  typealias Decode =
    @Sendable (
      UnsafePointer<Int16>?, Int, UInt32, UnsafePointer<Int32>?, UnsafePointer<Int32>?,
      UnsafeMutablePointer<Int32>?, UnsafeMutablePointer<UInt8>?
    ) -> Void

  let description: String
  let add: Add
  let score: Score
  let decode: Decode

  static let scalar = ScoreKernels(
    description: "scalar", add: warraq_add_features_scalar, score: warraq_score_tokens_scalar,
    decode: warraq_decode_labels_scalar)

  /// All with vectors that this processor has, and those that a run would choose.
  static let vectors: [ScoreKernels] = {
    var result = [
      ScoreKernels(
        description: "baseline", add: warraq_add_features_baseline,
        score: warraq_score_tokens_baseline,
        decode: warraq_decode_labels_baseline),
      ScoreKernels(
        description: "chosen", add: warraq_add_features, score: warraq_score_tokens,
        decode: warraq_decode_labels),
    ]
    #if arch(x86_64)
      result += available([
        (
          WARRAQ_KERNELS_AVX2,
          ScoreKernels(
            description: "AVX2", add: warraq_add_features_avx2, score: warraq_score_tokens_avx2,
            decode: warraq_decode_labels_avx2)
        ),
        (
          WARRAQ_KERNELS_AVX512,
          ScoreKernels(
            description: "AVX-512", add: warraq_add_features_avx512,
            score: warraq_score_tokens_avx512,
            decode: warraq_decode_labels_avx512)
        ),
      ])
    #endif
    return result
  }()
}
