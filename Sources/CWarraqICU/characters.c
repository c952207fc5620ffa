#include "CWarraqICU.h"
#include <unicode/uchar.h>
#include <unicode/uscript.h>

bool warraq_icu_is_letter(int32_t code_point) {
  return (U_GET_GC_MASK(code_point) & U_GC_L_MASK) != 0;
}

bool warraq_icu_is_white_space(int32_t code_point) {
  return u_hasBinaryProperty(code_point, UCHAR_WHITE_SPACE);
}

bool warraq_icu_is_latin_greek_cyrillic(int32_t code_point) {
  UErrorCode status = U_ZERO_ERROR;
  UScriptCode script = uscript_getScript(code_point, &status);
  return script == USCRIPT_LATIN || script == USCRIPT_GREEK || script == USCRIPT_CYRILLIC;
}

// What ICU's dictionaries or its rules for East Asian text look at, besides Word_Break.
static bool is_complex(int32_t code_point) {
  if (u_getIntPropertyValue(code_point, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT) return true;
  if (u_hasBinaryProperty(code_point, UCHAR_IDEOGRAPHIC)) return true;
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(code_point, &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
      return true;
    default:
      return false;
  }
}

// Of the blocks of CJK and kana those that have three bytes in UTF-8, stay as they are in NFKC alone and beside each
// other, and are in the set that ICU's dictionary is for.
static bool is_ideograph(int32_t code_point) {
  if (code_point >= 0x4E00 && code_point <= 0x9FFF) return true;
  if (code_point >= 0x3400 && code_point <= 0x4DBF) return true;
  if (code_point >= 0x3041 && code_point <= 0x3096) return true;
  if (code_point >= 0x30A1 && code_point <= 0x30FA) return true;
  switch (code_point) {
    case 0x3005: case 0x3007: case 0x309D: case 0x309E: case 0x30FC: case 0x30FD: case 0x30FE: return true;
    default: return false;
  }
}

// The classes of ICU 72's word.txt, which differ from the property Word_Break in a few code points.
int32_t warraq_icu_word_class(int32_t code_point) {
  switch (code_point) {
    case '@': return WARRAQ_WORD_LETTER;
    case ':': case 0xFE55: case 0xFF1A: return WARRAQ_WORD_OTHER;
    default: break;
  }
  if (code_point >= 0xAC00 && code_point <= 0xD7A3) return WARRAQ_WORD_HANGUL;
  // U+16FE4 is an ideograph and Extend at once.
  bool extends = u_getIntPropertyValue(code_point, UCHAR_WORD_BREAK) == U_WB_EXTEND;
  if (extends && u_hasBinaryProperty(code_point, UCHAR_IDEOGRAPHIC)) return WARRAQ_WORD_UNBOUND;
  if (is_ideograph(code_point)) return WARRAQ_WORD_IDEOGRAPH;
  if (is_complex(code_point)) return WARRAQ_WORD_COMPLEX;
  switch (u_getIntPropertyValue(code_point, UCHAR_WORD_BREAK)) {
    case U_WB_CR: case U_WB_LF: case U_WB_NEWLINE: case U_WB_WSEGSPACE: return WARRAQ_WORD_SPACE;
    case U_WB_ALETTER: return WARRAQ_WORD_LETTER;
    case U_WB_HEBREW_LETTER: return WARRAQ_WORD_HEBREW;
    case U_WB_NUMERIC: return WARRAQ_WORD_NUMERIC;
    case U_WB_EXTEND: case U_WB_FORMAT: return WARRAQ_WORD_EXTEND;
    case U_WB_EXTENDNUMLET: return WARRAQ_WORD_EXTEND_NUM_LET;
    case U_WB_MIDLETTER: return WARRAQ_WORD_MID_LETTER;
    case U_WB_MIDNUM: return WARRAQ_WORD_MID_NUM;
    case U_WB_MIDNUMLET: case U_WB_SINGLE_QUOTE: return WARRAQ_WORD_MID_NUM_LET;
    // Joins Hebrew letters only.
    case U_WB_DOUBLE_QUOTE: return WARRAQ_WORD_OTHER;
    // They pair with each other, and the pair is no word.
    case U_WB_REGIONAL_INDICATOR: return WARRAQ_WORD_OTHER;
    case U_WB_OTHER: return WARRAQ_WORD_OTHER;
    default: return WARRAQ_WORD_COMPLEX;
  }
}
