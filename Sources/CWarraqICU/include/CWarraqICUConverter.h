#pragma once
// Encodings to UTF-8, by ICU's converters.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif

/// What kind of encoding a name stands for.
enum {
  WARRAQ_ENCODING_UNKNOWN = 0,
  /// Bytes in which a line break is the single byte 0x0A, as in ASCII.
  WARRAQ_ENCODING_BYTES = 1,
  WARRAQ_ENCODING_UTF8 = 2,
  WARRAQ_ENCODING_UTF16 = 3,
  WARRAQ_ENCODING_UTF16LE = 4,
  WARRAQ_ENCODING_UTF16BE = 5,
  WARRAQ_ENCODING_UTF32 = 6,
  WARRAQ_ENCODING_UTF32LE = 7,
  WARRAQ_ENCODING_UTF32BE = 8,
};

int32_t warraq_converter_kind(const char *name);

/// A converter from one encoding to UTF-8. For one thread at a time.
typedef struct warraq_converter warraq_converter;

/// NULL when the name is unknown.
warraq_converter *warraq_converter_open(const char *name);
void warraq_converter_close(warraq_converter *converter);

/// Converts all of `source`, which begins and ends a text. Sets `result` to UTF-8 that stays valid
/// until the next call. Returns its length, or -1 and in `offset` how many bytes were valid.
int64_t warraq_converter_run(
  warraq_converter *converter, const void *source, size_t count, const uint8_t **result,
  size_t *offset);

#ifdef __cplusplus
}
#endif
