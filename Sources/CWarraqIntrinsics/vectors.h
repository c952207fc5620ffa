#pragma once
// 32 bytes at a time in Clang's portable vectors: two vectors of SSE2 or NEON, or one of AVX2.
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

// Everything here is inlined, and so takes the instructions of the kernel that it ends up in; no
// vector is handed from function to function.
#pragma clang diagnostic ignored "-Wpsabi"
#define INLINE static inline __attribute__((always_inline))

#ifndef KERNEL
#define KERNEL(NAME) NAME##_baseline
#endif

typedef uint8_t bytes32 __attribute__((ext_vector_type(32)));
typedef int8_t mask32 __attribute__((ext_vector_type(32)));
typedef bool bools32 __attribute__((ext_vector_type(32)));

INLINE bytes32 load32(const uint8_t *address) {
  bytes32 result;
  memcpy(&result, address, sizeof(result));
  return result;
}

INLINE void store32(uint8_t *address, bytes32 value) {
  memcpy(address, &value, sizeof(value));
}

/// A bit for each byte of a comparison.
INLINE uint32_t bits_of(mask32 mask) {
  bools32 bools = __builtin_convertvector(mask, bools32);
  uint32_t bits;
  memcpy(&bits, &bools, sizeof(bits));
  return bits;
}

INLINE mask32 equals(bytes32 value, uint8_t byte) {
  return (mask32)(value == (bytes32)byte);
}

INLINE mask32 between(bytes32 value, uint8_t low, uint8_t high) {
  return (mask32)((value - (bytes32)low) <= (bytes32)(uint8_t)(high - low));
}
