#pragma once
#include <stdbool.h>
#include <stddef.h>
#ifdef __cplusplus
extern "C" {
#endif

/// Whether `count` bytes are valid UTF-8. Uses the widest vectors that the processor has.
bool warraq_utf8_is_valid(const void *bytes, size_t count);

#ifdef __cplusplus
}
#endif
