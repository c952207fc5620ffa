#pragma once
#include "CWarraqICUConverter.h"
// Plain functions over ICU. This header includes no ICU header: ICU's own would clash with the copy
// inside Foundation.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif

/// The ICU version, `72.1` for example, written into a buffer of at least 20 bytes.
void warraq_icu_version(char *out);
/// The Unicode version of ICU's data, `15.0`, written into a buffer of at least 20 bytes.
void warraq_icu_unicode_version(char *out);

// Properties of a code point (characters.c).

/// Whether its general category is one of L*.
bool warraq_icu_is_letter(int32_t code_point);
/// Whether it has the property White_Space.
bool warraq_icu_is_white_space(int32_t code_point);
/// Whether its script is Latin, Greek or Cyrillic.
bool warraq_icu_is_latin_greek_cyrillic(int32_t code_point);
/// How the word break rules see it: one of the values below.
int32_t warraq_icu_word_class(int32_t code_point);

enum {
  /// Separates words and joins nothing.
  WARRAQ_WORD_OTHER = 0,
  /// CR, LF, Newline, WSegSpace.
  WARRAQ_WORD_SPACE = 1,
  /// ALetter of ICU's rules, which is not only letters.
  WARRAQ_WORD_LETTER = 2,
  WARRAQ_WORD_NUMERIC = 3,
  /// Extend, Format.
  WARRAQ_WORD_EXTEND = 4,
  WARRAQ_WORD_EXTEND_NUM_LET = 5,
  /// Joins letters.
  WARRAQ_WORD_MID_LETTER = 6,
  /// Joins numbers.
  WARRAQ_WORD_MID_NUM = 7,
  /// Joins letters, and numbers. U+0027 too.
  WARRAQ_WORD_MID_NUM_LET = 8,
  /// Needs the real iterator: dictionary scripts, ZWJ, rare ideographs and kana.
  WARRAQ_WORD_COMPLEX = 9,
  /// A letter, but for quotes behind it and connectors.
  WARRAQ_WORD_HEBREW = 10,
  /// A Hangul syllable: joins its like and nothing else.
  WARRAQ_WORD_HANGUL = 11,
  /// A word that takes what stands before it along, be that white space: ICU has to see all.
  WARRAQ_WORD_UNBOUND = 12,
  /// An ideograph, Hiragana or Katakana of three bytes that NFKC leaves alone: joins its like, and the dictionary says
  /// where they part.
  WARRAQ_WORD_IDEOGRAPH = 13,
};

// Normalisation (normalize.c).

/// Whether ICU's `nfkc_cf` has a boundary before the code point, whatever stands before it.
bool warraq_icu_has_boundary_before(int32_t code_point);
/// Its canonical combining class where it is unchanged by `nfkc_cf` and composes with nothing
/// before it; -1 otherwise.
int32_t warraq_icu_inert_mark_class(int32_t code_point);
/// Writes the NFKC_Casefold of `count` bytes of valid UTF-8 to `out`. Returns the number of bytes;
/// nothing has been written when that is more than `capacity`. -1 when ICU fails.
int64_t warraq_icu_casefold(
  const uint8_t *text, size_t count, uint8_t *out, size_t capacity);

// Segmentation (segment.c).

/// ICU's word break iterator of the root locale. One thread at a time.
typedef struct warraq_word_iterator warraq_word_iterator;
/// NULL when ICU has no data.
warraq_word_iterator *warraq_word_iterator_open(void);
void warraq_word_iterator_close(warraq_word_iterator *iterator);
/// Sets the text: valid UTF-8, which is copied. False when ICU fails.
bool warraq_word_iterator_set_text(
  warraq_word_iterator *iterator, const uint8_t *text, size_t count);
/// The end of the next segment in bytes, and its rule status. -1 at the end.
int64_t warraq_word_iterator_next(warraq_word_iterator *iterator, int32_t *status);

// Words of ideographs (dictionary.cpp).

/// ICU's dictionary of Chinese and Japanese. One thread at a time.
typedef struct warraq_dictionary warraq_dictionary;
/// NULL when ICU has none, or one of another format.
warraq_dictionary *warraq_dictionary_open(void);
void warraq_dictionary_close(warraq_dictionary *dictionary);

/// A word of the dictionary.
typedef struct warraq_dictionary_word {
  /// In code units of UTF-16.
  int32_t length;
  int32_t cost;
} warraq_dictionary_word;

enum {
  /// ICU looks for no longer words, of which the dictionary has some.
  WARRAQ_DICTIONARY_LENGTH = 20,
};

/// The words at the beginning of `count` units of UTF-16, shortest first, written to `words`, which has room for
/// WARRAQ_DICTIONARY_LENGTH. Returns their number.
int32_t warraq_dictionary_words(
  warraq_dictionary *dictionary, const uint16_t *units, int32_t count, warraq_dictionary_word *words);

#ifdef __cplusplus
}
#endif
