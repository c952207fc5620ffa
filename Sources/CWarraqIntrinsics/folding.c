#include "CWarraqIntrinsics.h"
#include "vectors.h"

// One vector of text: what it becomes, and which second bytes of letters are known. Three ways to
// get it, cheapest first: nearly all vectors of a text go the same way.
typedef struct {
  bytes16 unfolded, folded;
  mask16 second;
} folding16;

// Replaces bytes of `value` where `mask` is set.
static inline bytes16 replace(bytes16 value, mask16 mask, uint8_t byte) {
  return (value & (bytes16)~mask) | ((bytes16)mask & (bytes16)byte);
}

static inline bytes16 small_ascii(bytes16 value) {
  return value | ((bytes16)between(value, 'A', 'Z') & (bytes16)(uint8_t)0x20);
}

// Bytes moved towards the start; the last one is zero.
static inline bytes16 next_bytes(bytes16 value) {
  return __builtin_shufflevector(
    value, (bytes16)(uint8_t)0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16);
}

static inline bytes16 previous_bytes(bytes16 value) {
  return __builtin_shufflevector(
    value, (bytes16)(uint8_t)0, 16, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14);
}

// U+0620-063F and U+0641-064A, of which Arabic consists, and U+061B, U+061F.
static inline folding16 fold_arabic(bytes16 value, bool folds) {
  bytes16 lead = previous_bytes(value);
  mask16 d8 = equals(lead, 0xD8), d9 = equals(lead, 0xD9);
  mask16 second = (d8 & (between(value, 0xA0, 0xBF) | equals(value, 0x9B) | equals(value, 0x9F))) |
    (d9 & between(value, 0x81, 0x8A));
  bytes16 unfolded = small_ascii(value), result = unfolded;
  if (folds) {
    // Step 4: U+0622, U+0623, U+0625 to U+0627; U+0649 to U+064A; U+0629 to U+0647.
    mask16 alef = d8 & (equals(value & (bytes16)(uint8_t)0xFE, 0xA2) | equals(value, 0xA5));
    mask16 teh_marbuta = d8 & equals(value, 0xA9);
    mask16 maksura = d9 & equals(value, 0x89);
    mask16 lead_of_teh = (mask16)next_bytes((bytes16)teh_marbuta);
    result = replace(result, alef, 0xA7);
    result = replace(result, teh_marbuta, 0x87);
    result = replace(result, maksura, 0x8A);
    result = replace(result, lead_of_teh, 0xD9);
  }
  return (folding16){.unfolded = unfolded, .folded = result, .second = second};
}

// Second bytes of most small letters of U+0100-017F, where small and capital letters alternate.
static inline mask16 is_small_extended(bytes16 lead, bytes16 byte) {
  mask16 is_odd = equals(byte & (bytes16)(uint8_t)1, 1);
  mask16 c4 = between(byte, 0x81, 0xB7) & is_odd & ~equals(byte, 0xB3);
  mask16 c5 = (between(byte, 0x8B, 0xB7) & is_odd) |
    ((between(byte, 0x82, 0x88) | between(byte, 0xBA, 0xBE)) & ~is_odd);
  return (equals(lead, 0xC4) & c4) | (equals(lead, 0xC5) & c5);
}

// And U+0671, U+0680-06D3 of other languages in Arabic script, U+00C0-00DE and U+0410-041F (small
// 0x20 further on), small letters of U+00E0-017F, U+0430-045F, U+00AB and U+00BB.
static inline folding16 fold_all(bytes16 value, bool folds) {
  bytes16 lead = previous_bytes(value);
  folding16 result = fold_arabic(value, folds);
  mask16 wasla = equals(lead, 0xD9) & equals(value, 0xB1);
  mask16 da = equals(lead, 0xDA), db = equals(lead, 0xDB), c3 = equals(lead, 0xC3);
  mask16 d0 = equals(lead, 0xD0);
  mask16 capital = (c3 & between(value, 0x80, 0x9E) & ~equals(value, 0x97)) |
    (d0 & between(value, 0x90, 0x9F));
  result.second |= wasla | (da & between(value, 0x80, 0xBF)) | (db & between(value, 0x80, 0x93)) |
    capital | (c3 & between(value, 0xA0, 0xBF)) |
    is_small_extended(lead, value) |
    (d0 & between(value, 0xB0, 0xBF)) |
    (equals(lead, 0xD1) & between(value, 0x80, 0x9F)) |
    (equals(lead, 0xC2) & (equals(value, 0xAB) | equals(value, 0xBB)));
  bytes16 smaller = (bytes16)capital & (bytes16)(uint8_t)0x20;
  result.unfolded |= smaller;
  result.folded |= smaller;
  if (folds) {
    // Step 4: U+0671 to U+0627; U+06CC to U+064A; U+06A9 to U+0643.
    mask16 yeh = db & equals(value, 0x8C), keheh = da & equals(value, 0xA9);
    bytes16 folded = replace(result.folded, wasla, 0xA7);
    folded = replace(folded, (mask16)next_bytes((bytes16)wasla), 0xD8);
    folded = replace(folded, yeh, 0x8A);
    folded = replace(folded, keheh, 0x83);
    result.folded = replace(folded, (mask16)next_bytes((bytes16)(yeh | keheh)), 0xD9);
  }
  return result;
}

size_t warraq_fold_run(
  const uint8_t *text, size_t count, uint8_t *unfolded, uint8_t *folded, bool folds_arabic
) {
  size_t position = 0;
  while (position + 16 <= count) {
    bytes16 value = load16(text + position);
    uint32_t high = bits_of((mask16)(value >= (bytes16)(uint8_t)0x80));
    if (high == 0) {
      bytes16 small = small_ascii(value);
      store16(unfolded + position, small);
      store16(folded + position, small);
      position += 16;
      continue;
    }
    // A vector begins with a whole code point. Where it ends with a first byte, that is left.
    uint32_t length = text[position + 15] >= 0xC0 ? 15 : 16;
    folding16 result = fold_arabic(value, folds_arabic);
    uint32_t second = bits_of(result.second);
    uint32_t dirty = high & ~(second | second >> 1) & ((1u << length) - 1);
    if (dirty != 0) {
      result = fold_all(value, folds_arabic);
      second = bits_of(result.second);
      dirty = high & ~(second | second >> 1) & ((1u << length) - 1);
    }
    store16(unfolded + position, result.unfolded);
    store16(folded + position, result.folded);
    if (dirty != 0) return position + (size_t)__builtin_ctz(dirty);
    position += length;
  }
  return position;
}
