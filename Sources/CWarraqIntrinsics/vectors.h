#pragma once
// Sixteen bytes at a time in Clang's portable vectors: SSE2 on x86-64, NEON on arm64.
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

typedef uint8_t bytes16 __attribute__((ext_vector_type(16)));
typedef int8_t mask16 __attribute__((ext_vector_type(16)));
typedef bool bools16 __attribute__((ext_vector_type(16)));

static inline bytes16 load16(const uint8_t *address) {
  bytes16 result;
  memcpy(&result, address, sizeof(result));
  return result;
}

static inline void store16(uint8_t *address, bytes16 value) {
  memcpy(address, &value, sizeof(value));
}

/// A bit for each byte of a comparison.
static inline uint32_t bits_of(mask16 mask) {
  bools16 bools = __builtin_convertvector(mask, bools16);
  uint16_t bits;
  memcpy(&bits, &bools, sizeof(bits));
  return bits;
}

static inline mask16 equals(bytes16 value, uint8_t byte) {
  return (mask16)(value == (bytes16)byte);
}

static inline mask16 between(bytes16 value, uint8_t low, uint8_t high) {
  return (mask16)((value - (bytes16)low) <= (bytes16)(uint8_t)(high - low));
}
