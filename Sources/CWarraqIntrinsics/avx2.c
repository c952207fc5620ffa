// The kernels once more, for processors with AVX2.
#if defined(__x86_64__)
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <immintrin.h>
#include "kernels.h"

#define KERNEL(NAME) NAME##_avx2
#define KERNEL_AVX2
#pragma clang attribute push(__attribute__((target("avx2,bmi,bmi2"))), apply_to = function)
#include "folding.c"
#include "scores.c"
#include "spaces.c"
#include "strings.c"
#include "words.c"
#pragma clang attribute pop
#endif
