#include "CWarraqIntrinsics.h"
#include "vectors.h"

// White space that ends or follows a run, seen from its first byte and the one behind.
static inline mask16 is_found(bytes16 byte, bytes16 next) {
  return between(byte, 0x09, 0x0D) |
    (equals(byte, 0x20) & equals(next, 0x20)) |
    (equals(byte, 0xC2) & (equals(next, 0x85) | equals(next, 0xA0))) |
    (equals(byte, 0xE1) & equals(next, 0x9A)) |
    (equals(byte, 0xE2) & between(next, 0x80, 0x81)) |
    (equals(byte, 0xE3) & equals(next, 0x80));
}

size_t warraq_find_white_space(const uint8_t *text, size_t count) {
  size_t position = 0;
  for (; position + 17 <= count; position += 16) {
    uint32_t found = bits_of(is_found(load16(text + position), load16(text + position + 1)));
    if (found != 0) return position + (size_t)__builtin_ctz(found);
  }
  // The rest, with letters behind it.
  uint8_t rest[32];
  memset(rest, 'a', sizeof(rest));
  memcpy(rest, text + position, count - position);
  uint32_t found = bits_of(is_found(load16(rest), load16(rest + 1)));
  return found != 0 ? position + (size_t)__builtin_ctz(found) : count;
}
