#pragma once
#include <stdint.h>
#include <stddef.h>
#ifdef __cplusplus
extern "C" {
#endif

/// Parses one JSON text with simdjson's DOM parser. 0: invalid. 1: valid, but no object. 2: an object.
/// 3: invalid because of a number that is out of range, which RFC 8259 allows.
int32_t simdjson_oracle_check(const void *bytes, size_t count);
/// The string that the last member `name` of the object of the check before holds: its length, or -1
/// when there is no such member or it is no string. Valid until the next check.
int64_t simdjson_oracle_string(const char *name, const uint8_t **result);

#ifdef __cplusplus
}
#endif
