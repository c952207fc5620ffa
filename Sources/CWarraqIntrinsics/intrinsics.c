#include <stdlib.h>
#include <string.h>
#include "kernels.h"

// Which kernels run: the best that the processor has, or those that WARRAQ_KERNELS names, which is
// for tests and measurements. Every choice gives the same bytes.
static warraq_kernels chosen = WARRAQ_KERNELS_BASELINE;

bool warraq_kernels_exist(warraq_kernels kernels) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  bool has_avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
    __builtin_cpu_supports("bmi2");
  if (kernels == WARRAQ_KERNELS_AVX2) return has_avx2;
  // The last two are what newer processors have, which do not slow down.
  if (kernels == WARRAQ_KERNELS_AVX512) {
    return has_avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("avx512vbmi2") && __builtin_cpu_supports("avx512vnni");
  }
#endif
  return kernels <= WARRAQ_KERNELS_BASELINE;
}

// Before main, when there is one thread: kernels ask for nothing but a number.
__attribute__((constructor)) static void choose(void) {
  static const char *const names[] = {"scalar", "baseline", "avx2"};
  int best = WARRAQ_KERNELS_AVX512;
  const char *name = getenv("WARRAQ_KERNELS");
  for (int kernels = 0; name != NULL && kernels < best; kernels++) {
    if (strcmp(name, names[kernels]) == 0) best = kernels;
  }
  while (!warraq_kernels_exist((warraq_kernels)best)) best--;
  chosen = (warraq_kernels)best;
}

warraq_kernels warraq_kernels_chosen(void) { return chosen; }

#if defined(__x86_64__)
#define AVX(NAME, ...)                                                                             \
  chosen == WARRAQ_KERNELS_AVX512 ? NAME##_avx512(__VA_ARGS__)                                     \
    : chosen == WARRAQ_KERNELS_AVX2 ? NAME##_avx2(__VA_ARGS__) :
#else
#define AVX(NAME, ...)
#endif
#define CHOOSE(NAME, ...)                                                                          \
  (AVX(NAME, __VA_ARGS__) chosen == WARRAQ_KERNELS_BASELINE ? NAME##_baseline(__VA_ARGS__)         \
                                                              : NAME##_scalar(__VA_ARGS__))

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

void warraq_add_features(
  const int16_t *table, size_t stride, const uint32_t *features, size_t count, size_t places,
  int16_t *sums
) {
  CHOOSE(warraq_add_features, table, stride, features, count, places, sums);
}

void warraq_score_tokens(
  const warraq_row *table, const uint32_t *rows, const uint32_t *ends, size_t count,
  const int16_t *output, int16_t *sums, int16_t *scores
) {
  CHOOSE(warraq_score_tokens, table, rows, ends, count, output, sums, scores);
}

void warraq_decode_labels(
  const int16_t *scores, size_t count, uint32_t labels, const int32_t *transitions,
  const int32_t *columns, int32_t *path, uint8_t *result
) {
  CHOOSE(warraq_decode_labels, scores, count, labels, transitions, columns, path, result);
}
