#include "CWarraqICUConverter.h"
#include <stdlib.h>
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ustring.h>

enum { PIVOT = 4096 };

struct warraq_converter {
  UConverter *handle;
  uint8_t *bytes;
  size_t capacity;
};

static UConverter *open_strict(const char *name) {
  UErrorCode status = U_ZERO_ERROR;
  if (!name[0]) return NULL;
  UConverter *handle = ucnv_open(name, &status);
  if (U_FAILURE(status)) return NULL;
  ucnv_setToUCallBack(handle, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
  if (U_FAILURE(status)) {
    ucnv_close(handle);
    return NULL;
  }
  return handle;
}

static bool breaks_lines_as_ascii(UConverter *handle) {
  const UChar text[] = {'{', '\n', '"'};
  char out[16];
  UErrorCode status = U_ZERO_ERROR;
  int32_t count = ucnv_fromUChars(handle, out, sizeof out, text, 3, &status);
  return U_SUCCESS(status) && count == 3 && memcmp(out, "{\n\"", 3) == 0;
}

int32_t warraq_converter_kind(const char *name) {
  UConverter *handle = open_strict(name);
  if (!handle) return WARRAQ_ENCODING_UNKNOWN;
  int32_t kind;
  switch (ucnv_getType(handle)) {
  case UCNV_UTF8: kind = WARRAQ_ENCODING_UTF8; break;
  case UCNV_UTF16: kind = WARRAQ_ENCODING_UTF16; break;
  case UCNV_UTF16_LittleEndian: kind = WARRAQ_ENCODING_UTF16LE; break;
  case UCNV_UTF16_BigEndian: kind = WARRAQ_ENCODING_UTF16BE; break;
  case UCNV_UTF32: kind = WARRAQ_ENCODING_UTF32; break;
  case UCNV_UTF32_LittleEndian: kind = WARRAQ_ENCODING_UTF32LE; break;
  case UCNV_UTF32_BigEndian: kind = WARRAQ_ENCODING_UTF32BE; break;
  default:
    kind = breaks_lines_as_ascii(handle) ? WARRAQ_ENCODING_BYTES : WARRAQ_ENCODING_UNKNOWN;
  }
  ucnv_close(handle);
  return kind;
}

warraq_converter *warraq_converter_open(const char *name) {
  UConverter *handle = open_strict(name);
  if (!handle) return NULL;
  warraq_converter *converter = calloc(1, sizeof *converter);
  if (!converter) {
    ucnv_close(handle);
    return NULL;
  }
  converter->handle = handle;
  return converter;
}

void warraq_converter_close(warraq_converter *converter) {
  if (!converter) return;
  ucnv_close(converter->handle);
  free(converter->bytes);
  free(converter);
}

static bool reserve(warraq_converter *converter, size_t wanted) {
  if (wanted <= converter->capacity) return true;
  size_t capacity = wanted + wanted / 2 + 4096;
  uint8_t *larger = realloc(converter->bytes, capacity);
  if (!larger) return false;
  converter->bytes = larger;
  converter->capacity = capacity;
  return true;
}

/// UTF-16 to UTF-8, in which a pair may continue in the next piece: `high` is then its first half, else 0. False where
/// a surrogate stands alone: UTF-7 can say so, and some converters let it pass.
static bool encode(const UChar *text, size_t count, UChar *high, uint8_t *out, size_t *length) {
  size_t used = 0;
  for (size_t i = 0; i < count; i++) {
    uint32_t c = text[i];
    bool is_low = c >= 0xDC00 && c < 0xE000;
    if (is_low != (*high != 0)) return false;
    if (c >= 0xD800 && c < 0xDC00) {
      *high = (UChar)c;
      continue;
    }
    if (is_low) c = 0x10000 + ((uint32_t)(*high - 0xD800) << 10) + (c - 0xDC00);
    *high = 0;
    if (c < 0x80) {
      out[used++] = (uint8_t)c;
    } else if (c < 0x800) {
      out[used++] = (uint8_t)(0xC0 | c >> 6);
      out[used++] = (uint8_t)(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
      out[used++] = (uint8_t)(0xE0 | c >> 12);
      out[used++] = (uint8_t)(0x80 | (c >> 6 & 0x3F));
      out[used++] = (uint8_t)(0x80 | (c & 0x3F));
    } else {
      out[used++] = (uint8_t)(0xF0 | c >> 18);
      out[used++] = (uint8_t)(0x80 | (c >> 12 & 0x3F));
      out[used++] = (uint8_t)(0x80 | (c >> 6 & 0x3F));
      out[used++] = (uint8_t)(0x80 | (c & 0x3F));
    }
  }
  *length = used;
  return true;
}

int64_t warraq_converter_run(
  warraq_converter *converter, const void *source, size_t count, const uint8_t **result,
  size_t *offset) {
  const char *position = source;
  const char *end = position + count;
  UChar pivot[PIVOT];
  UChar high = 0;
  size_t used = 0;
  ucnv_resetToUnicode(converter->handle);
  for (;;) {
    // Where a surrogate stands alone, all before the piece is valid.
    *offset = (size_t)(position - (const char *)source);
    UErrorCode status = U_ZERO_ERROR;
    UChar *target = pivot;
    ucnv_toUnicode(
      converter->handle, &target, pivot + PIVOT, &position, end, NULL, true, &status);
    bool is_full = status == U_BUFFER_OVERFLOW_ERROR;
    if (U_FAILURE(status) && !is_full) {
      // The invalid bytes themselves were consumed; they are at most as many as one sequence.
      char invalid[32];
      int8_t length = sizeof invalid;
      UErrorCode ignored = U_ZERO_ERROR;
      ucnv_getInvalidChars(converter->handle, invalid, &length, &ignored);
      size_t read = (size_t)(position - (const char *)source);
      *offset = U_SUCCESS(ignored) && (size_t)length <= read ? read - (size_t)length : read;
      return -1;
    }
    size_t produced = (size_t)(target - pivot);
    if (!reserve(converter, used + 4 * produced + 4)) {
      *offset = 0;
      return -1;
    }
    size_t length = 0;
    if (!encode(pivot, produced, &high, converter->bytes + used, &length)) return -1;
    used += length;
    if (!is_full) break;
  }
  if (high) return -1;
  *result = converter->bytes;
  return (int64_t)used;
}
