#include "CWordBreak.h"
#include <unicode/ubrk.h>

long word_break_count(const char *text, size_t count) {
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator *words = ubrk_open(UBRK_WORD, "", NULL, 0, &status);
  UText *source = utext_openUTF8(NULL, text, (int64_t)count, &status);
  ubrk_setUText(words, source, &status);
  long found = 0;
  if (U_SUCCESS(status)) {
    while (ubrk_next(words) != UBRK_DONE) found += ubrk_getRuleStatus(words) >= UBRK_WORD_NUMBER;
  }
  utext_close(source);
  ubrk_close(words);
  return U_SUCCESS(status) ? found : -1;
}
