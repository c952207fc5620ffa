// The kernels once more without vectors, by code points or eight bytes of a word: what the others are
// compared with, and what WARRAQ_KERNELS=scalar runs on. For processors that store the lowest byte first.
#include <string.h>
#include "kernels.h"

// A code point below U+0800, at its two bytes.
static inline uint32_t two_bytes(const uint8_t *text) {
  return (uint32_t)(text[0] & 0x1F) << 6 | (text[1] & 0x3F);
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

// What a code point becomes as the bytes of two texts, lower half unfolded, upper half folded; of ASCII the
// second byte of each is zero. By whether the letters of Arabic are merged.
static uint32_t foldings[2][0x800];
static const uint32_t UNKNOWN = UINT32_MAX;

static inline uint32_t bytes_of(uint32_t code_point) {
  return code_point < 0x80 ? code_point : (0xC0 | code_point >> 6) | (0x80 | (code_point & 0x3F)) << 8;
}

// Before main, when there is one thread.
__attribute__((constructor)) static void fill_foldings(void) {
  for (uint32_t code_point = 0; code_point < 0x800; code_point++) {
    bool is_capital = code_point - 'A' < 26u;
    uint8_t kind = code_point < 0x80 ? ALL | (is_capital ? 0x20 : 0) : known[code_point];
    bool is_known = kind >> (code_point & 1) & 1;
    uint32_t small = bytes_of(code_point + (kind & 0x20));
    uint32_t merges = merged[code_point] != 0 ? bytes_of(merged[code_point]) : small;
    foldings[false][code_point] = is_known ? small | small << 16 : UNKNOWN;
    foldings[true][code_point] = is_known ? small | merges << 16 : UNKNOWN;
  }
}

static const uint64_t HIGH = 0x8080808080808080, ONES = 0x0101010101010101;

static inline uint64_t load8(const uint8_t *address) {
  uint64_t result;
  memcpy(&result, address, sizeof(result));
  return result;
}

// Small letters for the capitals among eight bytes of ASCII.
static inline uint64_t small_ascii(uint64_t bytes) {
  uint64_t from_a = bytes + (0x80 - 'A') * ONES, behind_z = bytes + (0x7F - 'Z') * ONES;
  return bytes | ((from_a ^ behind_z) & HIGH) >> 2;
}

size_t warraq_fold_run_scalar(
  const uint8_t *text, size_t count, uint8_t *unfolded, uint8_t *folded, bool folds_arabic
) {
  const uint32_t *table = foldings[folds_arabic];
  size_t position = 0;
  // Vectors stop where less than one is left, and each begins at a whole code point.
  while (position + 32 <= count) {
    size_t last = position + 31;
    while (position < last) {
      if (position + 8 <= last + 1 && (load8(text + position) & HIGH) == 0) {
        uint64_t small = small_ascii(load8(text + position));
        memcpy(unfolded + position, &small, 8);
        memcpy(folded + position, &small, 8);
        position += 8;
        continue;
      }
      // Words and spaces are too many to branch on: a second byte of ASCII is written over next.
      bool has_two = text[position] >= 0xC0;
      if (text[position] >= 0xE0) return position;
      uint32_t folding = table[has_two ? two_bytes(text + position) : text[position]];
      if (folding == UNKNOWN) return position;
      memcpy(unfolded + position, &folding, 2);
      folding >>= 16;
      memcpy(folded + position, &folding, 2);
      position += 1 + has_two;
    }
    if (position == last && text[position] < 0x80) {
      unfolded[position] = folded[position] = (uint8_t)table[text[position]];
      position++;
    }
  }
  return position;
}

enum { LOOK = 0, LETTER = 1, DIGIT = 2, PLAIN = 4, JOINER = 8 };
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

// The class of the code point that a byte is in.
static uint8_t class_around(const uint8_t *text, size_t place) {
  while (place > 0 && (text[place] & 0xC0) == 0x80) place--;
  return class_at(text + place);
}

// The classes of up to 64 bytes, one by one: of all of them, or of the last ones of a text.
static void classify_any(const uint8_t *text, size_t start, size_t count, uint8_t *found) {
  uint8_t here = class_around(text, start);
  for (size_t i = 0; i < count; i++) {
    if (text[start + i] < 0x80 || text[start + i] >= 0xC0) here = class_at(text + start + i);
    found[i] = here;
  }
}

// The same of 64 bytes, where neither these nor the three before begin a code point of three bytes. What a byte is does
// not wait for what the one before is.
static void classify_block(const uint8_t *text, uint8_t *found) {
  for (int word = 0; word < 64; word += 8) {
    if ((load8(text + word) & HIGH) == 0) {
      for (int i = word; i < word + 8; i++) found[i] = classes[text[i]];
      continue;
    }
    for (int i = word; i < word + 8; i++) {
      bool is_second = (text[i] & 0xC0) == 0x80;
      uint32_t two = two_bytes(text + i - is_second);
      found[i] = classes[text[i] < 0x80 ? text[i] : two];
    }
  }
}

// Whether one of 64 bytes, or of the three before, begins a code point of three bytes or more.
static bool has_three_bytes(const uint8_t *text) {
  uint64_t three = load8(text - 3);
  three &= three << 1 & three << 2;
  for (int word = 0; word < 64; word += 8) {
    uint64_t bytes = load8(text + word);
    three |= bytes & bytes << 1 & bytes << 2;
  }
  return (three & HIGH) != 0;
}

// A bit of each of eight bytes, together.
static inline uint64_t gather8(uint64_t bytes) { return (bytes & ONES) * 0x0102040810204080 >> 56; }

void warraq_classify_words_scalar(const uint8_t *text, size_t count, warraq_word_bits *bits) {
  for (size_t start = 0; start < count; start += 64) {
    uint8_t found[64];
    size_t length = count - start < 64 ? count - start : 64;
    memset(found, PLAIN, sizeof(found));
    // Three bytes before a block and one behind it are looked at as well.
    bool is_inside = start >= 3 && start + 64 < count;
    if (is_inside && !has_three_bytes(text + start)) {
      classify_block(text + start, found);
    } else {
      classify_any(text, start, length, found);
    }
    uint64_t letter = 0, digit = 0, plain = 0, joiner = 0;
    for (int word = 0; word < 64; word += 8) {
      uint64_t bytes = load8(found + word);
      letter |= gather8(bytes) << word;
      digit |= gather8(bytes >> 1) << word;
      plain |= gather8(bytes >> 2) << word;
      joiner |= gather8(bytes >> 3) << word;
    }
    for (; joiner != 0; joiner &= joiner - 1) {
      size_t next = start + (size_t)__builtin_ctzll(joiner) + 1;
      bool is_apart = next >= count || class_at(text + next) == PLAIN;
      plain |= (uint64_t)is_apart << (next - 1 - start);
    }
    uint64_t inside = ~0ull >> (64 - length);
    bits[start / 64] = (warraq_word_bits){
      .inner = ~plain & inside, .odd = ~(plain | letter | digit) & inside, .letter = letter & inside};
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

// The highest bit of each of eight bytes that is zero, and maybe of one behind it.
static inline uint64_t zeros(uint64_t bytes) { return (bytes - ONES) & ~bytes & HIGH; }

// Whether eight bytes, with the one behind, may hold what is looked for.
static inline bool may_hold_white_space(const uint8_t *text) {
  uint64_t bytes = load8(text), next = load8(text + 1);
  uint64_t spaces = (bytes ^ 0x20 * ONES) | (next ^ 0x20 * ONES);
  uint64_t controls = (bytes - 0x20 * ONES) & ~bytes & HIGH;
  return (controls | zeros(spaces) | zeros(bytes ^ 0xC2 * ONES) |
          zeros((bytes & 0xFC * ONES) ^ 0xE0 * ONES)) != 0;
}

size_t warraq_find_white_space_scalar(const uint8_t *text, size_t count) {
  size_t i = 0;
  while (i < count) {
    if (i + 9 <= count && !may_hold_white_space(text + i)) {
      i += 8;
      continue;
    }
    for (size_t end = i + 8; i < count && i < end; i++) {
      uint8_t byte = text[i], next = i + 1 < count ? text[i + 1] : 'a';
      if (byte == 0x20 && next == 0x20) return i;
      if ((signs[byte] & SPACE) != 0 && begins_white_space(byte, next)) return i;
    }
  }
  return count;
}

size_t warraq_find_string_special_scalar(const uint8_t *text, size_t count) {
  size_t position = 0;
  for (; position + 8 <= count; position += 8) {
    uint64_t bytes = load8(text + position);
    uint64_t controls = (bytes - 0x20 * ONES) & ~bytes & HIGH;
    if ((controls | zeros(bytes ^ '"' * ONES) | zeros(bytes ^ '\\' * ONES)) != 0) break;
  }
  while (position < count && (signs[text[position]] & STOP) == 0) position++;
  return position;
}
