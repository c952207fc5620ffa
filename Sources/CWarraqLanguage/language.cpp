#include "CWarraqLanguage.h"
#include <cstdio> // which the next header leaves out
#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

extern "C" const char *warraq_language(const char *text, int count) {
  CLD2::CLDHints hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  CLD2::Language languages[3];
  int percents[3];
  double scores[3];
  int bytes;
  bool is_reliable;
  CLD2::ExtDetectLanguageSummary(text, count, true, &hints, 0, languages, percents, scores, nullptr,
                                 &bytes, &is_reliable);
  // The first guess, also where the library would rather not say: it is nearly always right.
  bool is_known = bytes > 0 && languages[0] != CLD2::UNKNOWN_LANGUAGE && languages[0] != CLD2::TG_UNKNOWN_LANGUAGE;
  return is_known ? CLD2::LanguageCode(languages[0]) : nullptr;
}
