#include "CWarraqUTF8.h"
#include <simdjson.h>

extern "C" bool warraq_utf8_is_valid(const void *bytes, size_t count) {
  return simdjson::validate_utf8(static_cast<const char *>(bytes), count);
}
