#pragma once
// Vector kernels over UTF-8 for the common letters of Latin, Cyrillic and Arabic. They leave
// everything else to their callers.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif

/// Case-folds letters that keep their length, and merges Arabic letters where `folds_arabic`.
/// Begins at a code point and stops at the first one that needs more, or less than 33 bytes before
/// the end. Writes as many bytes to both outputs as it has read and returns their number; up to 32
/// bytes behind them are overwritten too. A mark that follows may still change what was written.
size_t warraq_fold_run(
  const uint8_t *text, size_t count, uint8_t *unfolded, uint8_t *folded, bool folds_arabic);

/// What the bytes of a text are to the word break rules, a bit for each, 64 to a word.
typedef struct {
  /// Not a separator: part of a word, or something that has to be looked at.
  uint64_t inner;
  /// Has to be looked at: neither a separator nor part of a common letter or digit.
  uint64_t odd;
  /// Part of a common letter.
  uint64_t letter;
} warraq_word_bits;

/// Fills `(count + 63) / 64` elements of `bits`. The text is valid UTF-8. Bits behind the end are
/// those of separators.
void warraq_classify_words(const uint8_t *text, size_t count, warraq_word_bits *bits);

/// The offset of the first byte that may begin white space other than a single U+0020; `count`
/// where there is none. The text is valid UTF-8. Of two spaces the first is found; a space before
/// other white space is not.
size_t warraq_find_white_space(const uint8_t *text, size_t count);

/// The offset of the first byte that ends or interrupts a string of JSON: a quotation mark, a
/// backslash or a control character; `count` where there is none.
size_t warraq_find_string_special(const uint8_t *text, size_t count);

#ifdef __cplusplus
}
#endif
