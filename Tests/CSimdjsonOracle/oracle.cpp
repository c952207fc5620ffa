#include "CSimdjsonOracle.h"
#include <simdjson.h>

static thread_local simdjson::dom::parser parser;
static thread_local simdjson::dom::element root;

extern "C" int32_t simdjson_oracle_check(const void *bytes, size_t count) {
  auto error = parser.parse(static_cast<const char *>(bytes), count, true).get(root);
  if (error == simdjson::NUMBER_ERROR) return 3;
  if (error) return 0;
  return root.is_object() ? 2 : 1;
}

extern "C" int64_t simdjson_oracle_string(const char *name, const uint8_t **result) {
  simdjson::dom::object object;
  if (root.get(object)) return -1;
  int64_t length = -1;
  for (auto field : object) {
    if (field.key != name) continue;
    std::string_view text;
    length = -1;
    if (field.value.get(text)) continue;
    *result = reinterpret_cast<const uint8_t *>(text.data());
    length = static_cast<int64_t>(text.size());
  }
  return length;
}
