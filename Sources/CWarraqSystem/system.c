#define _GNU_SOURCE
#include "CWarraqSystem.h"
#include <fcntl.h>
#include <stdio.h>
#include <string.h>

bool warraq_exchange(const char *one, const char *other) {
  return renameat2(AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE) == 0;
}

const void *warraq_find(
  const void *bytes, size_t count, const void *wanted, size_t wanted_count
) {
  return memmem(bytes, count, wanted, wanted_count);
}
