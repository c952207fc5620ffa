#include "kernels.h"
#include "vectors.h"
#include "score_kernels.h"
#if defined(__x86_64__)
#include <immintrin.h>
#endif

typedef int8_t chars16 __attribute__((ext_vector_type(16)));
typedef int16_t shorts16 __attribute__((ext_vector_type(16)));
typedef int16_t shorts8 __attribute__((ext_vector_type(8)));
typedef int32_t ints8 __attribute__((ext_vector_type(8)));

INLINE shorts16 load_shorts(const int16_t *address) {
  shorts16 result;
  memcpy(&result, address, sizeof(result));
  return result;
}

INLINE shorts16 load_chars(const int8_t *address) {
  chars16 result;
  memcpy(&result, address, sizeof(result));
  return __builtin_convertvector(result, shorts16);
}

INLINE void store_shorts(int16_t *address, shorts16 value) {
  memcpy(address, &value, sizeof(value));
}

INLINE ints8 load_ints(const int32_t *address) {
  ints8 result;
  memcpy(&result, address, sizeof(result));
  return result;
}

// The sums of the products of neighbours.
INLINE ints8 multiply_pairs(shorts16 a, shorts16 b) {
#if defined(KERNEL_AVX2)
  return (ints8)_mm256_madd_epi16((__m256i)a, (__m256i)b);
#elif defined(__x86_64__)
  ints8 result;
  __m128i low = _mm_madd_epi16((__m128i)a.lo, (__m128i)b.lo);
  __m128i high = _mm_madd_epi16((__m128i)a.hi, (__m128i)b.hi);
  memcpy(&result, &low, 16);
  memcpy((char *)&result + 16, &high, 16);
  return result;
#else
  return __builtin_convertvector(a.even, ints8) * __builtin_convertvector(b.even, ints8) +
    __builtin_convertvector(a.odd, ints8) * __builtin_convertvector(b.odd, ints8);
#endif
}

// What units add to labels: each pair of units to all labels at once.
INLINE shorts16 score_units(shorts16 first, shorts16 second, const int16_t *output) {
  int16_t units[WARRAQ_UNITS];
  store_shorts(units, __builtin_elementwise_max(first, (shorts16)0));
  store_shorts(units + 16, __builtin_elementwise_max(second, (shorts16)0));
  ints8 low = 0, high = 0;
  for (int pair = 0; pair < WARRAQ_UNITS / 2; pair++) {
    int32_t both;
    memcpy(&both, units + 2 * pair, sizeof(both));
    shorts16 value = (shorts16)(ints8)both;
    low += multiply_pairs(value, load_shorts(output + 32 * pair));
    high += multiply_pairs(value, load_shorts(output + 32 * pair + 16));
  }
  shorts16 result;
  result.lo = __builtin_convertvector(low >> 8, shorts8);
  result.hi = __builtin_convertvector(high >> 8, shorts8);
  return result;
}

void KERNEL(warraq_score_tokens)(
  const warraq_row *table, const uint32_t *rows, const uint32_t *ends, size_t count,
  const int16_t *output, int16_t *sums, int16_t *scores
) {
  size_t next = 0;
  for (size_t token = 0; token < count; token++) {
    if (next == ends[token]) continue;
    int16_t *sum = sums + token * WARRAQ_SUM;
    shorts16 labels = load_shorts(sum), first = load_shorts(sum + 16);
    shorts16 second = load_shorts(sum + 32);
    for (; next < ends[token]; next++) {
      __builtin_prefetch(table + rows[next + WARRAQ_ROWS_AHEAD]);
      const warraq_row *row = table + rows[next];
      labels += load_shorts(row->labels);
      first += load_chars(row->units);
      second += load_chars(row->units + 16);
    }
    store_shorts(sum, labels);
    store_shorts(sum + 16, first);
    store_shorts(sum + 32, second);
    store_shorts(scores + token * WARRAQ_LABELS, labels + score_units(first, second, output));
  }
}

// The first label whose path, `before` that of each label, gives the greatest sum.
INLINE uint32_t first_greatest(const int32_t *before, const int32_t *column, uint32_t labels) {
  uint32_t best = 0;
  int32_t greatest = before[0] + column[0];
  for (uint32_t label = 1; label < labels; label++) {
    int32_t value = before[label] + column[label];
    best = value > greatest ? label : best;
    greatest = value > greatest ? value : greatest;
  }
  return best;
}

void KERNEL(warraq_decode_labels)(
  const int16_t *scores, size_t count, uint32_t labels, const int32_t *transitions,
  const int32_t *columns, int32_t *path, uint8_t *result
) {
  static const int32_t none[WARRAQ_LABELS] = {0};
  ints8 low = load_ints(transitions), high = load_ints(transitions + 8);
  for (size_t token = 0; token < count; token++) {
    int32_t *best = path + token * WARRAQ_LABELS;
    if (token > 0) {
      const int32_t *before = best - WARRAQ_LABELS;
      const int32_t *row = transitions + WARRAQ_LABELS;
      low = load_ints(row) + before[0];
      high = load_ints(row + 8) + before[0];
      for (uint32_t label = 1; label < labels; label++) {
        row += WARRAQ_LABELS;
        low = __builtin_elementwise_max(low, load_ints(row) + before[label]);
        high = __builtin_elementwise_max(high, load_ints(row + 8) + before[label]);
      }
    }
    shorts16 score = load_shorts(scores + token * WARRAQ_LABELS);
    low += __builtin_convertvector(score.lo, ints8);
    high += __builtin_convertvector(score.hi, ints8);
    memcpy(best, &low, sizeof(low));
    memcpy(best + 8, &high, sizeof(high));
  }
  if (count == 0) return;
  uint32_t label = first_greatest(path + (count - 1) * WARRAQ_LABELS, none, labels);
  result[count - 1] = (uint8_t)label;
  for (size_t token = count - 1; token > 0; token--) {
    const int32_t *before = path + (token - 1) * WARRAQ_LABELS;
    label = first_greatest(before, columns + label * WARRAQ_LABELS, labels);
    result[token - 1] = (uint8_t)label;
  }
}
