#include "kernels.h"
#include "vectors.h"

// One vector of text: what it becomes, and which second bytes of letters are known. Three ways to
// get it, cheapest first: nearly all vectors of a text go the same way.
typedef struct {
  bytes32 unfolded, folded;
  mask32 second;
} folding32;

// Replaces bytes of `value` where `mask` is set.
INLINE bytes32 replace(bytes32 value, mask32 mask, uint8_t byte) {
  return (value & (bytes32)~mask) | ((bytes32)mask & (bytes32)byte);
}

INLINE bytes32 small_ascii(bytes32 value) {
  return value | ((bytes32)between(value, 'A', 'Z') & (bytes32)(uint8_t)0x20);
}

// Bytes moved towards the start; the last one is zero.
INLINE bytes32 next_bytes(bytes32 value) {
  return __builtin_shufflevector(
    value, (bytes32)(uint8_t)0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20,
    21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32);
}

INLINE bytes32 previous_bytes(bytes32 value) {
  return __builtin_shufflevector(
    value, (bytes32)(uint8_t)0, 32, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18,
    19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30);
}

// U+0620-063F and U+0641-064A, of which Arabic consists, and U+061B, U+061F.
INLINE folding32 fold_arabic(bytes32 value, bool folds) {
  bytes32 lead = previous_bytes(value);
  mask32 d8 = equals(lead, 0xD8), d9 = equals(lead, 0xD9);
  mask32 second = (d8 & (between(value, 0xA0, 0xBF) | equals(value, 0x9B) | equals(value, 0x9F))) |
    (d9 & between(value, 0x81, 0x8A));
  bytes32 unfolded = small_ascii(value), result = unfolded;
  if (folds) {
    // Step 4: U+0622, U+0623, U+0625 to U+0627; U+0649 to U+064A; U+0629 to U+0647.
    mask32 alef = d8 & (equals(value & (bytes32)(uint8_t)0xFE, 0xA2) | equals(value, 0xA5));
    mask32 teh_marbuta = d8 & equals(value, 0xA9);
    mask32 maksura = d9 & equals(value, 0x89);
    mask32 lead_of_teh = (mask32)next_bytes((bytes32)teh_marbuta);
    result = replace(result, alef, 0xA7);
    result = replace(result, teh_marbuta, 0x87);
    result = replace(result, maksura, 0x8A);
    result = replace(result, lead_of_teh, 0xD9);
  }
  return (folding32){.unfolded = unfolded, .folded = result, .second = second};
}

// Second bytes of most small letters of U+0100-017F, where small and capital letters alternate.
INLINE mask32 is_small_extended(bytes32 lead, bytes32 byte) {
  mask32 is_odd = equals(byte & (bytes32)(uint8_t)1, 1);
  mask32 c4 = between(byte, 0x81, 0xB7) & is_odd & ~equals(byte, 0xB3);
  mask32 c5 = (between(byte, 0x8B, 0xB7) & is_odd) |
    ((between(byte, 0x82, 0x88) | between(byte, 0xBA, 0xBE)) & ~is_odd);
  return (equals(lead, 0xC4) & c4) | (equals(lead, 0xC5) & c5);
}

// And U+0671, U+0680-06D3 of other languages in Arabic script, U+00C0-00DE and U+0410-041F (small
// 0x20 further on), small letters of U+00E0-017F, U+0430-045F, U+00AB and U+00BB.
INLINE folding32 fold_all(bytes32 value, bool folds) {
  bytes32 lead = previous_bytes(value);
  folding32 result = fold_arabic(value, folds);
  mask32 wasla = equals(lead, 0xD9) & equals(value, 0xB1);
  mask32 da = equals(lead, 0xDA), db = equals(lead, 0xDB), c3 = equals(lead, 0xC3);
  mask32 d0 = equals(lead, 0xD0);
  mask32 capital = (c3 & between(value, 0x80, 0x9E) & ~equals(value, 0x97)) |
    (d0 & between(value, 0x90, 0x9F));
  result.second |= wasla | (da & between(value, 0x80, 0xBF)) | (db & between(value, 0x80, 0x93)) |
    capital | (c3 & between(value, 0xA0, 0xBF)) |
    is_small_extended(lead, value) |
    (d0 & between(value, 0xB0, 0xBF)) |
    (equals(lead, 0xD1) & between(value, 0x80, 0x9F)) |
    (equals(lead, 0xC2) & (equals(value, 0xAB) | equals(value, 0xBB)));
  bytes32 smaller = (bytes32)capital & (bytes32)(uint8_t)0x20;
  result.unfolded |= smaller;
  result.folded |= smaller;
  if (folds) {
    // Step 4: U+0671 to U+0627; U+06CC to U+064A; U+06A9 to U+0643.
    mask32 yeh = db & equals(value, 0x8C), keheh = da & equals(value, 0xA9);
    bytes32 folded = replace(result.folded, wasla, 0xA7);
    folded = replace(folded, (mask32)next_bytes((bytes32)wasla), 0xD8);
    folded = replace(folded, yeh, 0x8A);
    folded = replace(folded, keheh, 0x83);
    result.folded = replace(folded, (mask32)next_bytes((bytes32)(yeh | keheh)), 0xD9);
  }
  return result;
}

// Whether U+060C stands here, in Arabic the most frequent code point of those that no vector folds: the bytes
// before it are done. A first byte at the end of a vector is not asked about: its second one may not be there.
INLINE bool is_arabic_comma(const uint8_t *text) { return text[0] == 0xD8 && text[1] == 0x8C; }

size_t KERNEL(warraq_fold_run)(
  const uint8_t *text, size_t count, uint8_t *unfolded, uint8_t *folded, bool folds_arabic
) {
  size_t position = 0;
  while (position + 32 <= count) {
    bytes32 value = load32(text + position);
    uint32_t high = bits_of((mask32)(value >= (bytes32)(uint8_t)0x80));
    if (high == 0) {
      bytes32 small = small_ascii(value);
      store32(unfolded + position, small);
      store32(folded + position, small);
      position += 32;
      continue;
    }
    // A vector begins with a whole code point. Where it ends with a first byte, that is left.
    uint32_t length = text[position + 31] >= 0xC0 ? 31 : 32;
    folding32 result = fold_arabic(value, folds_arabic);
    uint32_t whole = ~0u >> (32 - length);
    uint32_t second = bits_of(result.second);
    uint32_t dirty = high & ~(second | second >> 1) & whole;
    if (dirty != 0 && !is_arabic_comma(text + position + __builtin_ctz(dirty))) {
      result = fold_all(value, folds_arabic);
      second = bits_of(result.second);
      dirty = high & ~(second | second >> 1) & whole;
    }
    store32(unfolded + position, result.unfolded);
    store32(folded + position, result.folded);
    if (dirty != 0) return position + (size_t)__builtin_ctz(dirty);
    position += length;
  }
  return position;
}
