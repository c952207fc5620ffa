#include "kernels.h"

#if defined(__x86_64__)
static bool has_avx2(void) {
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
    __builtin_cpu_supports("bmi2");
}
#define CHOOSE(NAME, ...) (has_avx2() ? NAME##_avx2(__VA_ARGS__) : NAME##_baseline(__VA_ARGS__))
#else
#define CHOOSE(NAME, ...) NAME##_baseline(__VA_ARGS__)
#endif

size_t warraq_fold_run(
  const uint8_t *text, size_t count, uint8_t *unfolded, uint8_t *folded, bool folds_arabic
) {
  return CHOOSE(warraq_fold_run, text, count, unfolded, folded, folds_arabic);
}

void warraq_classify_words(const uint8_t *text, size_t count, warraq_word_bits *bits) {
  CHOOSE(warraq_classify_words, text, count, bits);
}

size_t warraq_find_white_space(const uint8_t *text, size_t count) {
  return CHOOSE(warraq_find_white_space, text, count);
}

size_t warraq_find_string_special(const uint8_t *text, size_t count) {
  return CHOOSE(warraq_find_string_special, text, count);
}
