#include "kernels.h"
#include "vectors.h"

// The classes below are those of ICU 72's word.txt. Tests compare them with ICU's for every code
// point.

typedef struct {
  // ASCII letters, and second bytes of letters.
  uint32_t letter;
  uint32_t digit;
  // Separators: ASCII ones, second bytes and third bytes.
  uint32_t plain, plain2, plain3;
  // Signs that join only what stands on both sides of them: . , ;
  uint32_t joiner;
  // Second bytes of letters.
  uint32_t letter2;
} classes32;

// U+0620-063F, U+0641-064A, U+0671-067F.
INLINE mask32 is_second_of_arabic(bytes32 lead, bytes32 byte) {
  return (equals(lead, 0xD8) & between(byte, 0xA0, 0xBF)) |
    (equals(lead, 0xD9) & (between(byte, 0x81, 0x8A) | between(byte, 0xB1, 0xBF)));
}

// U+00C0-00D6, U+00D8-00F6, U+00F8-027F, U+0400-047F, U+04C0-04FF, U+0680-06D3.
INLINE mask32 is_second_of_other(bytes32 lead, bytes32 byte) {
  mask32 latin = between(lead, 0xC4, 0xC9) |
    (equals(lead, 0xC3) & ~equals(byte, 0x97) & ~equals(byte, 0xB7));
  mask32 cyrillic = between(lead, 0xD0, 0xD1) | equals(lead, 0xD3);
  mask32 arabic = equals(lead, 0xDA) | (equals(lead, 0xDB) & between(byte, 0x80, 0x93));
  return (latin | cyrillic | arabic) & between(byte, 0x80, 0xBF);
}

// U+00AB, U+00BB, U+061B, U+061F.
INLINE mask32 is_second_of_plain(bytes32 lead, bytes32 byte) {
  return (equals(lead, 0xC2) & (equals(byte, 0xAB) | equals(byte, 0xBB))) |
    (equals(lead, 0xD8) & (equals(byte, 0x9B) | equals(byte, 0x9F)));
}

// U+2013, U+2014, U+201C, U+201D.
INLINE mask32 is_third_of_plain(bytes32 first, bytes32 lead, bytes32 byte) {
  return equals(first, 0xE2) & equals(lead, 0x80) &
    (between(byte, 0x93, 0x94) | between(byte, 0x9C, 0x9D));
}

// Reads two bytes before `text` as well.
INLINE classes32 classify32(const uint8_t *text) {
  bytes32 byte = load32(text);
  mask32 alpha = between(byte | (bytes32)(uint8_t)0x20, 'a', 'z');
  mask32 digit = between(byte, '0', '9');
  mask32 high = (mask32)(byte >= (bytes32)(uint8_t)0x80);
  mask32 joiner = equals(byte, '.') | equals(byte, ',') | equals(byte, ';');
  mask32 odd = joiner | equals(byte, '\'') | equals(byte, '"') | equals(byte, '_') |
    equals(byte, '@');
  classes32 result = {
    .letter = bits_of(alpha),
    .digit = bits_of(digit),
    .plain = bits_of(~(alpha | digit | high | odd)),
    .joiner = bits_of(joiner),
  };
  if (bits_of(high) == 0) return result;
  bytes32 lead = load32(text - 1);
  mask32 second = is_second_of_arabic(lead, byte);
  // Most texts hold nothing else, or little.
  if (bits_of(between(byte, 0x80, 0xBF) & ~second) != 0) {
    second |= is_second_of_other(lead, byte);
    result.plain2 = bits_of(is_second_of_plain(lead, byte));
    result.plain3 = bits_of(is_third_of_plain(load32(text - 2), lead, byte));
  }
  result.letter2 = bits_of(second);
  result.letter |= result.letter2;
  return result;
}

typedef struct {
  uint64_t letter, digit, plain, plain2, plain3, joiner, letter2;
} classes64;

INLINE classes64 classify64(const uint8_t *text) {
  classes64 all = {0};
  for (int i = 0; i < 2; i++) {
    classes32 part = classify32(text + 32 * i);
    all.letter |= (uint64_t)part.letter << (32 * i);
    all.digit |= (uint64_t)part.digit << (32 * i);
    all.plain |= (uint64_t)part.plain << (32 * i);
    all.plain2 |= (uint64_t)part.plain2 << (32 * i);
    all.plain3 |= (uint64_t)part.plain3 << (32 * i);
    all.joiner |= (uint64_t)part.joiner << (32 * i);
    all.letter2 |= (uint64_t)part.letter2 << (32 * i);
  }
  return all;
}

// Bits moved `count` bytes back; the next block's come in at the end.
INLINE uint64_t back(uint64_t bits, uint64_t next, int count) {
  return bits >> count | next << (64 - count);
}

// All bytes of the separators of a block: what is known of the last bytes goes to the first ones.
INLINE uint64_t separators(const classes64 *here, const classes64 *next) {
  return here->plain | here->plain2 | back(here->plain2, next->plain2, 1) |
    here->plain3 | back(here->plain3, next->plain3, 1) | back(here->plain3, next->plain3, 2);
}

INLINE warraq_word_bits finish(
  const classes64 *here, const classes64 *next, uint64_t plain, uint64_t next_plain
) {
  uint64_t letter = here->letter | back(here->letter2, next->letter2, 1);
  // Nothing is joined where a separator follows.
  plain |= here->joiner & back(plain, next_plain, 1);
  return (warraq_word_bits){
    .inner = ~plain, .odd = ~(plain | letter | here->digit), .letter = letter};
}

enum { BLOCK = 64, BEFORE = 32 };

// Copies what there is of a block between spaces, so that it can be read from two bytes before.
static void copy_edge(const uint8_t *text, size_t count, size_t start, uint8_t *copy) {
  memset(copy, ' ', BEFORE + BLOCK);
  if (start >= count) return;
  size_t before = start < 2 ? start : 2;
  size_t length = count - start < BLOCK ? count - start : BLOCK;
  memcpy(copy + BEFORE - before, text + start - before, before + length);
}

void KERNEL(warraq_classify_words)(const uint8_t *text, size_t count, warraq_word_bits *bits) {
  size_t blocks = (count + BLOCK - 1) / BLOCK;
  uint8_t copy[BEFORE + BLOCK];
  // Whether a byte separates is known one block later, and what it joins yet another one.
  classes64 here = {0}, next = {0};
  uint64_t plain = 0;
  for (size_t block = 0; block < blocks + 2; block++) {
    size_t start = block * BLOCK;
    bool is_inside = start >= 2 && start + BLOCK <= count;
    if (!is_inside) copy_edge(text, count, start, copy);
    classes64 after = classify64(is_inside ? text + start : copy + BEFORE);
    uint64_t next_plain = separators(&next, &after);
    if (block >= 2) bits[block - 2] = finish(&here, &next, plain, next_plain);
    here = next;
    next = after;
    plain = next_plain;
  }
}
