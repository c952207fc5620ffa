#include "kernels.h"
#include "vectors.h"

INLINE uint32_t specials(bytes32 value) {
  return bits_of(
    (mask32)(value < (bytes32)(uint8_t)0x20) | equals(value, '"') | equals(value, '\\'));
}

size_t KERNEL(warraq_find_string_special)(const uint8_t *text, size_t count) {
  size_t position = 0;
  for (; position + 32 <= count; position += 32) {
    uint32_t found = specials(load32(text + position));
    if (found != 0) return position + (size_t)__builtin_ctz(found);
  }
  while (position < count && text[position] >= 0x20 && text[position] != '"' &&
         text[position] != '\\') {
    position++;
  }
  return position;
}
