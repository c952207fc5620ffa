#pragma once
// Every kernel exists for the processors that all builds run on, and on x86-64 also for those with
// AVX2. intrinsics.c chooses.
#include "CWarraqIntrinsics.h"

#define DECLARE_KERNELS(SUFFIX)                                                                    \
  size_t warraq_fold_run_##SUFFIX(                                                                 \
    const uint8_t *text, size_t count, uint8_t *unfolded, uint8_t *folded, bool folds_arabic);     \
  void warraq_classify_words_##SUFFIX(const uint8_t *text, size_t count, warraq_word_bits *bits);  \
  size_t warraq_find_white_space_##SUFFIX(const uint8_t *text, size_t count);                      \
  size_t warraq_find_string_special_##SUFFIX(const uint8_t *text, size_t count);

DECLARE_KERNELS(baseline)
DECLARE_KERNELS(avx2)
