#pragma once
// Vector kernels of the tagger: sums of what features add, a hidden layer, the best labels.
#include <stddef.h>
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif

#define WARRAQ_LABELS 16
#define WARRAQ_UNITS 32
/// Numbers of a sum of rows: the labels, then the hidden units.
#define WARRAQ_SUM (WARRAQ_LABELS + WARRAQ_UNITS)

/// What a feature adds to labels and to hidden units: a line of the cache.
typedef struct {
  int16_t labels[WARRAQ_LABELS];
  int8_t units[WARRAQ_UNITS];
} warraq_row;

/// Makes a row of a sum. Beyond what eight bits hold, units are cut off.
static inline void warraq_pack_row(const int16_t *sum, warraq_row *row) {
  for (int label = 0; label < WARRAQ_LABELS; label++) row->labels[label] = sum[label];
  for (int unit = 0; unit < WARRAQ_UNITS; unit++) {
    int16_t value = sum[WARRAQ_LABELS + unit];
    row->units[unit] = (int8_t)(value > 127 ? 127 : value < -128 ? -128 : value);
  }
}

/// Adds up what features of a word add: `sums` gets `places` rows of WARRAQ_SUM numbers, one for each place around
/// the word. A feature has `stride` numbers in `table`, the rows of its first `places` places in front.
void warraq_add_features(
  const int16_t *table, size_t stride, const uint32_t *features, size_t count, size_t places,
  int16_t *sums);

/// So many elements behind the last one of `rows` are read too: what they name is asked for early.
#define WARRAQ_ROWS_AHEAD 24

/// Adds rows of `table` to the `sums` of `count` tokens, one each, and scores these tokens: labels,
/// and what units above zero add to them by `output`, divided by 256. A token's rows
/// are those up to its element of `ends`; one that has none keeps its 16 scores.
///
/// `output` holds, unit pair by unit pair, two weights for each label.
void warraq_score_tokens(
  const warraq_row *table, const uint32_t *rows, const uint32_t *ends, size_t count,
  const int16_t *output, int16_t *sums, int16_t *scores);

/// Writes the best labels of a line of `count` tokens: the Viterbi algorithm. Of equally good ones the
/// lower number goes before.
///
/// `transitions` holds 16 scores for the start of a line, then, behind each label, for each label;
/// `columns` the same without the start, before each label. `path` takes 16 elements a token.
void warraq_decode_labels(
  const int16_t *scores, size_t count, uint32_t labels, const int32_t *transitions,
  const int32_t *columns, int32_t *path, uint8_t *result);

#ifdef __cplusplus
}
#endif
