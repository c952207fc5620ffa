#pragma once
// System calls of Linux that the Glibc module of Swift leaves out.
#include <stdbool.h>
#ifdef __cplusplus
extern "C" {
#endif

/// Lets two paths change their names with each other, in one step. Gives false, and `errno`, where
/// one of them is not there or the file system cannot do it.
bool warraq_exchange(const char *one, const char *other);

#ifdef __cplusplus
}
#endif
