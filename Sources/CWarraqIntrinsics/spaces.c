#include "kernels.h"
#include "vectors.h"

// White space that ends or follows a run, seen from its first byte and the one behind.
INLINE mask32 is_found(bytes32 byte, bytes32 next) {
  return between(byte, 0x09, 0x0D) |
    (equals(byte, 0x20) & equals(next, 0x20)) |
    (equals(byte, 0xC2) & (equals(next, 0x85) | equals(next, 0xA0))) |
    (equals(byte, 0xE1) & equals(next, 0x9A)) |
    (equals(byte, 0xE2) & between(next, 0x80, 0x81)) |
    (equals(byte, 0xE3) & equals(next, 0x80));
}

// Whether some byte may be found at all: in most texts few vectors hold one.
INLINE bool may_find(bytes32 byte, bytes32 next) {
  mask32 few = between(byte, 0x09, 0x0D) | (equals(byte, 0x20) & equals(next, 0x20)) |
    equals(byte, 0xC2) | between(byte, 0xE1, 0xE3);
  return bits_of(few) != 0;
}

size_t KERNEL(warraq_find_white_space)(const uint8_t *text, size_t count) {
  size_t position = 0;
  for (; position + 33 <= count; position += 32) {
    bytes32 byte = load32(text + position), next = load32(text + position + 1);
    if (!may_find(byte, next)) continue;
    uint32_t found = bits_of(is_found(byte, next));
    if (found != 0) return position + (size_t)__builtin_ctz(found);
  }
  // The rest, with letters behind it.
  uint8_t rest[64];
  memset(rest, 'a', sizeof(rest));
  memcpy(rest, text + position, count - position);
  uint32_t found = bits_of(is_found(load32(rest), load32(rest + 1)));
  return found != 0 ? position + (size_t)__builtin_ctz(found) : count;
}
