// The kernels once more, for processors with AVX-512 that do not slow down when it is used: from Ice
// Lake and Zen 4 on.
#if defined(__x86_64__)
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <immintrin.h>
#include "kernels.h"

#define KERNEL(NAME) NAME##_avx512
#define KERNEL_AVX512
#define FEATURES "avx2,bmi,bmi2,avx512f,avx512bw,avx512dq,avx512vl"
#pragma clang attribute push(__attribute__((target(FEATURES))), apply_to = function)
#include "folding.c"
#include "scores.c"
#include "spaces.c"
#include "strings.c"
#include "words.c"
#pragma clang attribute pop
#endif
