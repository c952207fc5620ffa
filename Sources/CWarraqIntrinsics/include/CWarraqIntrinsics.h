#pragma once
#include "kernels.h"
#include "score_kernels.h"
#include "text_kernels.h"

/// Asks the processor to load the cache line of `address`, which is about to be written.
static inline void warraq_prefetch(const void *address) { __builtin_prefetch(address, 1, 3); }
