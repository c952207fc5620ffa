#include "kernels.h"
#include "vectors.h"
#include "score_kernels.h"
#if defined(__x86_64__)
#include <immintrin.h>
#endif

typedef int8_t chars32 __attribute__((ext_vector_type(32)));
typedef int16_t shorts32 __attribute__((ext_vector_type(32)));
typedef int16_t shorts16 __attribute__((ext_vector_type(16)));
typedef int32_t ints16 __attribute__((ext_vector_type(16)));

INLINE shorts16 load_labels(const int16_t *address) {
  shorts16 result;
  memcpy(&result, address, sizeof(result));
  return result;
}

INLINE shorts32 load_units(const int16_t *address) {
  shorts32 result;
  memcpy(&result, address, sizeof(result));
  return result;
}

INLINE shorts32 widen_units(const int8_t *address) {
  chars32 result;
  memcpy(&result, address, sizeof(result));
  return __builtin_convertvector(result, shorts32);
}

INLINE ints16 load_paths(const int32_t *address) {
  ints16 result;
  memcpy(&result, address, sizeof(result));
  return result;
}

// The sums of the products of neighbours.
INLINE ints16 multiply_pairs(shorts32 a, shorts32 b) {
#if defined(KERNEL_AVX512)
  return (ints16)_mm512_madd_epi16((__m512i)a, (__m512i)b);
#elif defined(KERNEL_AVX2)
  ints16 result;
  result.lo = _mm256_madd_epi16((__m256i)a.lo, (__m256i)b.lo);
  result.hi = _mm256_madd_epi16((__m256i)a.hi, (__m256i)b.hi);
  return result;
#elif defined(__x86_64__)
  ints16 result;
  result.lo.lo = _mm_madd_epi16((__m128i)a.lo.lo, (__m128i)b.lo.lo);
  result.lo.hi = _mm_madd_epi16((__m128i)a.lo.hi, (__m128i)b.lo.hi);
  result.hi.lo = _mm_madd_epi16((__m128i)a.hi.lo, (__m128i)b.hi.lo);
  result.hi.hi = _mm_madd_epi16((__m128i)a.hi.hi, (__m128i)b.hi.hi);
  return result;
#else
  return __builtin_convertvector(a.even, ints16) * __builtin_convertvector(b.even, ints16) +
    __builtin_convertvector(a.odd, ints16) * __builtin_convertvector(b.odd, ints16);
#endif
}

// What units add to labels: each pair of units to all labels at once.
INLINE shorts16 score_units(shorts32 sum, const int16_t *output) {
  int16_t units[WARRAQ_UNITS];
  shorts32 active = __builtin_elementwise_max(sum, (shorts32)0);
  memcpy(units, &active, sizeof(units));
  ints16 labels = 0;
  for (int pair = 0; pair < WARRAQ_UNITS / 2; pair++) {
    int32_t both;
    memcpy(&both, units + 2 * pair, sizeof(both));
    labels += multiply_pairs((shorts32)(ints16)both, load_units(output + 32 * pair));
  }
  return __builtin_convertvector(labels >> 8, shorts16);
}

void KERNEL(warraq_add_features)(
  const int16_t *table, size_t stride, const uint32_t *features, size_t count, size_t places,
  int16_t *sums
) {
  for (size_t place = 0; place < places; place++) {
    shorts16 labels = 0;
    shorts32 units = 0;
    for (size_t index = 0; index < count; index++) {
      const int16_t *row = table + features[index] * stride + place * WARRAQ_SUM;
      labels += load_labels(row);
      units += load_units(row + WARRAQ_LABELS);
    }
    memcpy(sums + place * WARRAQ_SUM, &labels, sizeof(labels));
    memcpy(sums + place * WARRAQ_SUM + WARRAQ_LABELS, &units, sizeof(units));
  }
}

void KERNEL(warraq_score_tokens)(
  const warraq_row *table, const uint32_t *rows, const uint32_t *ends, size_t count,
  const int16_t *output, int16_t *sums, int16_t *scores
) {
  size_t next = 0;
  for (size_t token = 0; token < count; token++) {
    if (next == ends[token]) continue;
    int16_t *sum = sums + token * WARRAQ_SUM;
    shorts16 labels = load_labels(sum);
    shorts32 units = load_units(sum + WARRAQ_LABELS);
    for (; next < ends[token]; next++) {
      __builtin_prefetch(table + rows[next + WARRAQ_ROWS_AHEAD]);
      const warraq_row *row = table + rows[next];
      labels += load_labels(row->labels);
      units += widen_units(row->units);
    }
    memcpy(sum, &labels, sizeof(labels));
    memcpy(sum + WARRAQ_LABELS, &units, sizeof(units));
    labels += score_units(units, output);
    memcpy(scores + token * WARRAQ_LABELS, &labels, sizeof(labels));
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
  ints16 sum = load_paths(transitions);
  for (size_t token = 0; token < count; token++) {
    int32_t *best = path + token * WARRAQ_LABELS;
    if (token > 0) {
      const int32_t *before = best - WARRAQ_LABELS, *row = transitions + WARRAQ_LABELS;
      sum = load_paths(row) + before[0];
      for (uint32_t label = 1; label < labels; label++) {
        row += WARRAQ_LABELS;
        sum = __builtin_elementwise_max(sum, load_paths(row) + before[label]);
      }
    }
    sum += __builtin_convertvector(load_labels(scores + token * WARRAQ_LABELS), ints16);
    memcpy(best, &sum, sizeof(sum));
  }
  if (count == 0) return;
  uint32_t label = first_greatest(path + (count - 1) * WARRAQ_LABELS, none, labels);
  result[count - 1] = (uint8_t)label;
  for (size_t token = count - 1; token > 0; token--) {
    const int32_t *before = path + (token - 1) * WARRAQ_LABELS;
    // Most words are no names: a processor that expects as much need not wait for the label behind.
    label = label == 0 ? first_greatest(before, columns, labels)
                       : first_greatest(before, columns + label * WARRAQ_LABELS, labels);
    result[token - 1] = (uint8_t)label;
  }
}
