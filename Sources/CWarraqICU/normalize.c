#include "CWarraqICU.h"
#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

// ICU owns the instance and makes it once, for all threads.
static const UNormalizer2 *casefold(void) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *instance = unorm2_getNFKCCasefoldInstance(&status);
  return U_SUCCESS(status) ? instance : NULL;
}

bool warraq_icu_has_boundary_before(int32_t code_point) {
  const UNormalizer2 *instance = casefold();
  return instance != NULL && unorm2_hasBoundaryBefore(instance, code_point);
}

int32_t warraq_icu_inert_mark_class(int32_t code_point) {
  const UNormalizer2 *instance = casefold();
  UErrorCode status = U_ZERO_ERROR;
  UChar text[2];
  int32_t count = 0;
  U16_APPEND_UNSAFE(text, count, code_point);
  if (instance == NULL) return -1;
  // "Maybe" is what composes with something before it.
  UNormalizationCheckResult check = unorm2_quickCheck(instance, text, count, &status);
  if (U_FAILURE(status) || check != UNORM_YES) return -1;
  return u_getCombiningClass(code_point);
}

enum { LOCAL = 256 };

static int64_t casefold_utf16(
  const UChar *text, int32_t count, UChar *folded, int32_t room, uint8_t *out, size_t capacity
) {
  UErrorCode status = U_ZERO_ERROR;
  int32_t length = unorm2_normalize(casefold(), text, count, folded, room, &status);
  if (U_FAILURE(status)) return -1;
  int32_t bytes = 0;
  u_strToUTF8((char *)out, (int32_t)capacity, &bytes, folded, length, &status);
  if (status == U_BUFFER_OVERFLOW_ERROR) return bytes;
  return U_SUCCESS(status) ? bytes : -1;
}

int64_t warraq_icu_casefold(
  const uint8_t *text, size_t count, uint8_t *out, size_t capacity
) {
  if (casefold() == NULL || count > INT32_MAX / 32 || capacity > INT32_MAX) return -1;
  UErrorCode status = U_ZERO_ERROR;
  UChar local[LOCAL + LOCAL * 18];
  int32_t units = 0;
  // No code point of UTF-8 becomes more UTF-16 units than bytes, nor more than 18 by folding.
  bool fits = count <= LOCAL;
  UChar *buffer = fits ? local : malloc(sizeof(UChar) * count * 19);
  if (buffer == NULL) return -1;
  u_strFromUTF8(buffer, (int32_t)count, &units, (const char *)text, (int32_t)count, &status);
  int64_t result = -1;
  if (U_SUCCESS(status)) {
    result = casefold_utf16(buffer, units, buffer + count, (int32_t)count * 18, out, capacity);
  }
  if (!fits) free(buffer);
  return result;
}
