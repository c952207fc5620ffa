#include "CWarraqICU.h"
#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/ustring.h>

// The text is iterated as UTF-16: ICU's dictionaries measure in code units of what they are given,
// so that short runs come out otherwise in UTF-8.
struct warraq_word_iterator {
  UBreakIterator *breaks;
  UChar *units;
  int32_t capacity;
  // Where the segments so far end, in code units and in bytes.
  int32_t unit;
  int64_t byte;
};

// ICU finds the dictionary for a character by its script, and U+30FC has none: an iterator knows what to do with it once
// it has met an ideograph. What it has met before must not matter, so each meets one first.
static bool meet_ideographs(warraq_word_iterator *iterator) {
  static const uint8_t two[] = {0xE4, 0xB8, 0xAD, 0xE4, 0xB8, 0xAD};
  int32_t status;
  if (!warraq_word_iterator_set_text(iterator, two, sizeof(two))) return false;
  while (warraq_word_iterator_next(iterator, &status) >= 0) continue;
  return true;
}

warraq_word_iterator *warraq_word_iterator_open(void) {
  warraq_word_iterator *iterator = calloc(1, sizeof(*iterator));
  if (iterator == NULL) return NULL;
  UErrorCode status = U_ZERO_ERROR;
  iterator->breaks = ubrk_open(UBRK_WORD, "", NULL, 0, &status);
  if (U_SUCCESS(status) && meet_ideographs(iterator)) return iterator;
  warraq_word_iterator_close(iterator);
  return NULL;
}

void warraq_word_iterator_close(warraq_word_iterator *iterator) {
  if (iterator == NULL) return;
  if (iterator->breaks != NULL) ubrk_close(iterator->breaks);
  free(iterator->units);
  free(iterator);
}

// Text of n bytes has at most n code units.
static bool reserve(warraq_word_iterator *iterator, size_t count) {
  if (count > INT32_MAX / 4) return false;
  if ((int32_t)count <= iterator->capacity && iterator->units != NULL) return true;
  int32_t capacity = (int32_t)count * 2 + 64;
  UChar *units = realloc(iterator->units, sizeof(UChar) * (size_t)capacity);
  if (units == NULL) return false;
  iterator->units = units;
  iterator->capacity = capacity;
  return true;
}

bool warraq_word_iterator_set_text(
  warraq_word_iterator *iterator, const uint8_t *text, size_t count
) {
  if (!reserve(iterator, count)) return false;
  UErrorCode status = U_ZERO_ERROR;
  int32_t length = 0;
  u_strFromUTF8(
    iterator->units, iterator->capacity, &length, (const char *)text, (int32_t)count, &status);
  ubrk_setText(iterator->breaks, iterator->units, length, &status);
  if (U_FAILURE(status)) return false;
  ubrk_first(iterator->breaks);
  iterator->unit = 0;
  iterator->byte = 0;
  return true;
}

static int64_t byte_count(UChar unit) {
  if (unit < 0x80) return 1;
  if (unit < 0x800) return 2;
  return U16_IS_SURROGATE(unit) ? 2 : 3;  // Two units of two bytes make the four.
}

int64_t warraq_word_iterator_next(warraq_word_iterator *iterator, int32_t *status) {
  int32_t end = ubrk_next(iterator->breaks);
  if (end == UBRK_DONE) return -1;
  *status = ubrk_getRuleStatus(iterator->breaks);
  while (iterator->unit < end) {
    iterator->byte += byte_count(iterator->units[iterator->unit]);
    iterator->unit += 1;
  }
  return iterator->byte;
}
