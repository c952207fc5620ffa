// The kernels once more without vectors, code point by code point: what the others are compared
// with, and what WARRAQ_KERNELS=scalar runs on.
#include "kernels.h"

// A code point below U+0800, at its two bytes.
static inline uint32_t two_bytes(const uint8_t *text) {
  return (uint32_t)(text[0] & 0x1F) << 6 | (text[1] & 0x3F);
}

static inline void write_two(uint8_t *output, uint32_t code_point) {
  output[0] = (uint8_t)(0xC0 | code_point >> 6);
  output[1] = (uint8_t)(0x80 | (code_point & 0x3F));
}

// Which code points folding knows. Where capital and small letters alternate, the small ones.
enum { EVEN = 1, ODD = 2, ALL = EVEN | ODD, CAPITAL = ALL | 0x20 };
static const uint8_t known[0x800] = {
  [0xAB] = ALL, [0xBB] = ALL, [0xC0 ... 0xD6] = CAPITAL, [0xD8 ... 0xDE] = CAPITAL,
  [0xE0 ... 0xFF] = ALL, [0x101 ... 0x132] = ODD, [0x134 ... 0x137] = ODD,
  [0x142 ... 0x148] = EVEN, [0x14B ... 0x177] = ODD, [0x17A ... 0x17E] = EVEN,
  [0x410 ... 0x41F] = CAPITAL, [0x430 ... 0x45F] = ALL, [0x61B] = ALL, [0x61F ... 0x63F] = ALL,
  [0x641 ... 0x64A] = ALL, [0x671] = ALL, [0x680 ... 0x6D3] = ALL,
};
// What step 4 makes of Arabic letters.
static const uint16_t merged[0x800] = {
  [0x622 ... 0x623] = 0x627, [0x625] = 0x627, [0x671] = 0x627, [0x629] = 0x647, [0x649] = 0x64A,
  [0x6CC] = 0x64A, [0x6A9] = 0x643,
};

size_t warraq_fold_run_scalar(
  const uint8_t *text, size_t count, uint8_t *unfolded, uint8_t *folded, bool folds_arabic
) {
  size_t position = 0;
  // Vectors stop where less than one is left, and each begins at a whole code point.
  while (position + 32 <= count) {
    size_t last = position + 31;
    while (position < last || (position == last && text[position] < 0x80)) {
      uint8_t byte = text[position];
      if (byte < 0x80) {
        unfolded[position] = byte - 'A' < 26u ? byte | 0x20 : byte;
        folded[position] = unfolded[position];
        position++;
        continue;
      }
      if (byte >= 0xE0) return position;
      uint32_t code_point = two_bytes(text + position);
      uint8_t kind = known[code_point];
      if ((kind >> (code_point & 1) & 1) == 0) return position;
      uint32_t small = code_point + (kind & 0x20);
      write_two(unfolded + position, small);
      bool merges = folds_arabic && merged[code_point] != 0;
      write_two(folded + position, merges ? merged[code_point] : small);
      position += 2;
    }
  }
  return position;
}

enum { LOOK, LETTER, DIGIT, PLAIN, JOINER };
static const uint8_t classes[0x800] = {
  [0 ... '!'] = PLAIN, ['#' ... '&'] = PLAIN, ['(' ... '+'] = PLAIN, [','] = JOINER,
  ['-'] = PLAIN, ['.'] = JOINER, ['/'] = PLAIN, ['0' ... '9'] = DIGIT, [':'] = PLAIN,
  [';'] = JOINER, ['<' ... '?'] = PLAIN, ['A' ... 'Z'] = LETTER, ['[' ... '^'] = PLAIN,
  ['`'] = PLAIN, ['a' ... 'z'] = LETTER, ['{' ... 0x7F] = PLAIN, [0xAB] = PLAIN, [0xBB] = PLAIN,
  [0xC0 ... 0xD6] = LETTER, [0xD8 ... 0xF6] = LETTER, [0xF8 ... 0x27F] = LETTER,
  [0x400 ... 0x47F] = LETTER, [0x4C0 ... 0x4FF] = LETTER, [0x61B] = PLAIN, [0x61F] = PLAIN,
  [0x620 ... 0x63F] = LETTER, [0x641 ... 0x64A] = LETTER, [0x671 ... 0x6D3] = LETTER,
};

// The class of a code point. Of those with three bytes two dashes and two quotation marks separate.
static uint8_t class_at(const uint8_t *text) {
  if (text[0] < 0x80) return classes[text[0]];
  if (text[0] < 0xE0) return classes[two_bytes(text)];
  if (text[0] != 0xE2 || text[1] != 0x80) return LOOK;
  bool is_dash = text[2] == 0x93 || text[2] == 0x94, is_quote = text[2] == 0x9C || text[2] == 0x9D;
  return is_dash || is_quote ? PLAIN : LOOK;
}

void warraq_classify_words_scalar(const uint8_t *text, size_t count, warraq_word_bits *bits) {
  uint8_t here = PLAIN;
  for (size_t start = 0; start < count; start += 64) {
    warraq_word_bits block = {0};
    for (size_t i = start; i < count && i < start + 64; i++) {
      // A byte inside a code point is of its class.
      if (text[i] < 0x80 || text[i] >= 0xC0) here = class_at(text + i);
      if (here == JOINER) {
        bool is_apart = i + 1 == count || class_at(text + i + 1) == PLAIN;
        here = is_apart ? PLAIN : LOOK;
      }
      block.inner |= (uint64_t)(here != PLAIN) << (i - start);
      block.odd |= (uint64_t)(here == LOOK) << (i - start);
      block.letter |= (uint64_t)(here == LETTER) << (i - start);
    }
    bits[start / 64] = block;
  }
}

// Bytes that may begin white space, but for U+0020, and bytes that end strings.
enum { SPACE = 1, STOP = 2 };
static const uint8_t signs[0x100] = {
  [0 ... 0x08] = STOP, [0x09 ... 0x0D] = SPACE | STOP, [0x0E ... 0x1F] = STOP, ['"'] = STOP,
  ['\\'] = STOP, [0xC2] = SPACE, [0xE1 ... 0xE3] = SPACE,
};

static bool begins_white_space(uint8_t byte, uint8_t next) {
  switch (byte) {
    case 0xC2: return next == 0x85 || next == 0xA0;
    case 0xE1: return next == 0x9A;
    case 0xE2: return next == 0x80 || next == 0x81;
    case 0xE3: return next == 0x80;
    default: return true;
  }
}

size_t warraq_find_white_space_scalar(const uint8_t *text, size_t count) {
  for (size_t i = 0; i < count; i++) {
    uint8_t byte = text[i], next = i + 1 < count ? text[i + 1] : 'a';
    // Single spaces are too many to branch on.
    if ((byte == 0x20) & (next == 0x20)) return i;
    if ((signs[byte] & SPACE) != 0 && begins_white_space(byte, next)) return i;
  }
  return count;
}

size_t warraq_find_string_special_scalar(const uint8_t *text, size_t count) {
  size_t position = 0;
  while (position < count && (signs[text[position]] & STOP) == 0) position++;
  return position;
}
