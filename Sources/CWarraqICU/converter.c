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

/// The first half of a pair that waits for the other one, 0 where there is none, and where it stands in the source.
struct half {
  UChar unit;
  size_t at;
};

/// Where a unit of a piece that begins at `start` comes from, where the converter says so.
static size_t place(size_t start, const int32_t *offsets, size_t unit) {
  return start + (offsets && offsets[unit] > 0 ? (size_t)offsets[unit] : 0);
}

/// UTF-16 to UTF-8, in which a pair may continue in the next piece. Returns how many bytes that is; -1 where a half
/// stands alone (UTF-7 and CESU-8 can say so), and then `half` is that one.
static int64_t encode(
  const UChar *text, size_t count, size_t start, const int32_t *offsets, struct half *half, uint8_t *out) {
  size_t used = 0;
  for (size_t i = 0; i < count; i++) {
    uint32_t c = text[i];
    bool is_low = c >= 0xDC00 && c < 0xE000;
    if (is_low != (half->unit != 0)) {
      if (is_low) *half = (struct half){(UChar)c, place(start, offsets, i)};
      return -1;
    }
    if (c >= 0xD800 && c < 0xDC00) {
      *half = (struct half){(UChar)c, place(start, offsets, i)};
      continue;
    }
    if (is_low) c = 0x10000 + ((uint32_t)(half->unit - 0xD800) << 10) + (c - 0xDC00);
    half->unit = 0;
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
  return (int64_t)used;
}

enum { INVALID = -1, LONE_HALF = -2 };

/// Converts all of a source. `offsets`, for as many units as a piece has, are for saying where a half stands alone;
/// without them, conversion is faster.
static int64_t convert(
  warraq_converter *converter, const char *source, size_t count, int32_t *offsets, size_t *offset) {
  const char *position = source;
  UChar pivot[PIVOT];
  struct half half = {0, 0};
  size_t used = 0;
  ucnv_resetToUnicode(converter->handle);
  for (;;) {
    size_t start = (size_t)(position - source);
    UErrorCode status = U_ZERO_ERROR;
    UChar *target = pivot;
    ucnv_toUnicode(
      converter->handle, &target, pivot + PIVOT, &position, source + count, offsets, true, &status);
    bool is_full = status == U_BUFFER_OVERFLOW_ERROR;
    size_t produced = (size_t)(target - pivot);
    if (!reserve(converter, used + 4 * produced + 4)) {
      *offset = 0;
      return INVALID;
    }
    int64_t length = encode(pivot, produced, start, offsets, &half, converter->bytes + used);
    if (length < 0) {
      *offset = half.at;
      return LONE_HALF;
    }
    used += (size_t)length;
    if (U_FAILURE(status) && !is_full) {
      if (half.unit) break;
      // The invalid bytes themselves were consumed; they are at most as many as one sequence.
      char invalid[32];
      int8_t size = sizeof invalid;
      UErrorCode ignored = U_ZERO_ERROR;
      ucnv_getInvalidChars(converter->handle, invalid, &size, &ignored);
      size_t read = (size_t)(position - source);
      *offset = U_SUCCESS(ignored) && (size_t)size <= read ? read - (size_t)size : read;
      return INVALID;
    }
    if (!is_full) break;
  }
  if (half.unit) {
    *offset = half.at;
    return LONE_HALF;
  }
  return (int64_t)used;
}

int64_t warraq_converter_run(
  warraq_converter *converter, const void *source, size_t count, const uint8_t **result,
  size_t *offset) {
  int64_t length = convert(converter, source, count, NULL, offset);
  if (length == LONE_HALF) {
    int32_t offsets[PIVOT];
    convert(converter, source, count, offsets, offset);
  }
  if (length < 0) return -1;
  *result = converter->bytes;
  return length;
}
