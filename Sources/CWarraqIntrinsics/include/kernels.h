#pragma once
// Every kernel exists without vectors, with those that all builds have (SSE2, NEON), and on x86-64
// also for processors with AVX2, and with AVX-512. intrinsics.c chooses; tests compare them.
#include "score_kernels.h"
#include "text_kernels.h"

typedef enum {
  WARRAQ_KERNELS_SCALAR, WARRAQ_KERNELS_BASELINE, WARRAQ_KERNELS_AVX2, WARRAQ_KERNELS_AVX512
} warraq_kernels;

/// The kernels that run. WARRAQ_KERNELS=scalar, baseline or avx2 asks for lesser ones than there
/// are.
warraq_kernels warraq_kernels_chosen(void);

/// Whether this processor has what some kernels need.
bool warraq_kernels_exist(warraq_kernels kernels);

#define DECLARE_KERNELS(SUFFIX)                                                                    \
  size_t warraq_fold_run_##SUFFIX(                                                                 \
    const uint8_t *text, size_t count, uint8_t *unfolded, uint8_t *folded, bool folds_arabic);     \
  void warraq_classify_words_##SUFFIX(const uint8_t *text, size_t count, warraq_word_bits *bits);  \
  size_t warraq_find_white_space_##SUFFIX(const uint8_t *text, size_t count);                      \
  size_t warraq_find_string_special_##SUFFIX(const uint8_t *text, size_t count);                   \
  void warraq_add_features_##SUFFIX(                                                               \
    const int16_t *table, size_t stride, const uint32_t *features, size_t count, size_t places,    \
    int16_t *sums);                                                                                \
  void warraq_score_tokens_##SUFFIX(                                                               \
    const warraq_row *table, const uint32_t *rows, const uint32_t *ends, size_t count,             \
    const int16_t *output, int16_t *sums, int16_t *scores);                                        \
  void warraq_decode_labels_##SUFFIX(                                                              \
    const int16_t *scores, size_t count, uint32_t labels, const int32_t *transitions,              \
    const int32_t *columns, int32_t *path, uint8_t *result);

DECLARE_KERNELS(scalar)
DECLARE_KERNELS(baseline)
DECLARE_KERNELS(avx2)
DECLARE_KERNELS(avx512)
