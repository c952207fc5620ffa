// The kernels of the tagger without vectors, number by number. Sums wrap around.
#include "kernels.h"

// What units above zero add to the scores of labels.
static void score_units(const int16_t *units, const int16_t *output, int16_t *scores) {
  for (int label = 0; label < WARRAQ_LABELS; label++) {
    uint32_t sum = 0;
    for (int unit = 0; unit < WARRAQ_UNITS; unit++) {
      int32_t weight = output[(unit / 2 * WARRAQ_LABELS + label) * 2 + unit % 2];
      if (units[unit] > 0) sum += (uint32_t)(units[unit] * weight);
    }
    scores[label] = (int16_t)(scores[label] + ((int32_t)sum >> 8));
  }
}

void warraq_add_features_scalar(
  const int16_t *table, size_t stride, const uint32_t *features, size_t count, size_t places,
  int16_t *sums
) {
  for (size_t number = 0; number < places * WARRAQ_SUM; number++) {
    int16_t sum = 0;
    for (size_t index = 0; index < count; index++) {
      sum = (int16_t)(sum + table[features[index] * stride + number]);
    }
    sums[number] = sum;
  }
}

void warraq_score_tokens_scalar(
  const warraq_row *table, const uint32_t *rows, const uint32_t *ends, size_t count,
  const int16_t *output, int16_t *sums, int16_t *scores
) {
  size_t next = 0;
  for (size_t token = 0; token < count; token++) {
    if (next == ends[token]) continue;
    int16_t *sum = sums + token * WARRAQ_SUM, *units = sum + WARRAQ_LABELS;
    for (; next < ends[token]; next++) {
      const warraq_row *row = table + rows[next];
      for (int label = 0; label < WARRAQ_LABELS; label++) {
        sum[label] = (int16_t)(sum[label] + row->labels[label]);
      }
      for (int unit = 0; unit < WARRAQ_UNITS; unit++) {
        units[unit] = (int16_t)(units[unit] + row->units[unit]);
      }
    }
    int16_t *score = scores + token * WARRAQ_LABELS;
    for (int label = 0; label < WARRAQ_LABELS; label++) score[label] = sum[label];
    score_units(units, output, score);
  }
}

void warraq_decode_labels_scalar(
  const int16_t *scores, size_t count, uint32_t labels, const int32_t *transitions,
  const int32_t *columns, int32_t *path, uint8_t *result
) {
  // The first label that is best before each label, and at the end.
  for (size_t token = 0; token < count; token++) {
    int32_t *best = path + token * WARRAQ_LABELS;
    for (uint32_t label = 0; label < WARRAQ_LABELS; label++) {
      int32_t greatest = transitions[label];
      for (uint32_t other = 0; token > 0 && other < labels; other++) {
        int32_t value = best[(int)other - WARRAQ_LABELS] +
          transitions[(other + 1) * WARRAQ_LABELS + label];
        if (other == 0 || value > greatest) greatest = value;
      }
      best[label] = greatest + scores[token * WARRAQ_LABELS + label];
    }
  }
  for (size_t token = count; token-- > 0;) {
    const int32_t *best = path + token * WARRAQ_LABELS;
    uint32_t first = 0;
    int32_t greatest = 0;
    for (uint32_t label = 0; label < labels; label++) {
      int32_t behind = token + 1 < count ? columns[result[token + 1] * WARRAQ_LABELS + label] : 0;
      if (label == 0 || best[label] + behind > greatest) {
        first = label;
        greatest = best[label] + behind;
      }
    }
    result[token] = (uint8_t)first;
  }
}
