#pragma once
// What Linux and its C library have and the Glibc module of Swift leaves out.
#include <stdbool.h>
#include <stddef.h>
#ifdef __cplusplus
extern "C" {
#endif

/// Lets two paths change their names with each other, in one step. Gives false, and `errno`, where
/// one of them is not there or the file system cannot do it.
bool warraq_exchange(const char *one, const char *other);

/// The first place of some bytes among others; NULL where they are not.
const void *warraq_find(
  const void *bytes, size_t count, const void *wanted, size_t wanted_count);

#ifdef __cplusplus
}
#endif
