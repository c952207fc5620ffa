#include "CWarraqICU.h"
#include <stdlib.h>
#include <unicode/ucharstrie.h>
#include <unicode/udata.h>

using icu::UCharsTrie;

namespace {

// A step of the trie that was taken lately. Its nodes have up to thousands of branches, and texts take the same steps
// over and over: most are found here instead of being searched for. No state is 0, and so no place that is empty
// looks like a step.
struct step {
  uint64_t from;
  uint64_t to;
  int32_t cost;
  uint16_t unit;
  bool is_word;
  bool goes_on;
};

const int step_bits = 15;

// The format of ICU's dictionaries: eight numbers, of which the first one says where the trie begins and the fifth
// one what kind it is; then the trie (dictionarydata.h of ICU's source).
extern "C" UBool U_CALLCONV is_dictionary(void *, const char *, const char *, const UDataInfo *info) {
  static const uint8_t name[] = {'D', 'i', 'c', 't'};
  for (int index = 0; index < 4; index++) {
    if (info->dataFormat[index] != name[index]) return false;
  }
  return info->formatVersion[0] == 1 && info->isBigEndian == U_IS_BIG_ENDIAN;
}

const int32_t kind_of_units = 1;
const int32_t kind_mask = 7;

}  // namespace

struct warraq_dictionary {
  UDataMemory *file;
  UCharsTrie *trie;
  uint64_t root;
  step *steps;
};

warraq_dictionary *warraq_dictionary_open(void) {
  warraq_dictionary *dictionary = static_cast<warraq_dictionary *>(calloc(1, sizeof(warraq_dictionary)));
  if (dictionary == nullptr) return nullptr;
  UErrorCode status = U_ZERO_ERROR;
  dictionary->file = udata_openChoice(U_ICUDATA_NAME "-brkitr", "dict", "cjdict", is_dictionary, nullptr, &status);
  if (U_SUCCESS(status)) {
    const int32_t *numbers = static_cast<const int32_t *>(udata_getMemory(dictionary->file));
    if ((numbers[4] & kind_mask) == kind_of_units) {
      const char *start = reinterpret_cast<const char *>(numbers) + numbers[0];
      dictionary->trie = new UCharsTrie(reinterpret_cast<const char16_t *>(start));
      dictionary->steps = static_cast<step *>(calloc(size_t(1) << step_bits, sizeof(step)));
      if (dictionary->trie != nullptr && dictionary->steps != nullptr) {
        dictionary->root = dictionary->trie->getState64();
        return dictionary;
      }
    }
  }
  warraq_dictionary_close(dictionary);
  return nullptr;
}

void warraq_dictionary_close(warraq_dictionary *dictionary) {
  if (dictionary == nullptr) return;
  delete dictionary->trie;
  if (dictionary->file != nullptr) udata_close(dictionary->file);
  free(dictionary->steps);
  free(dictionary);
}

// The step from a state of the trie by a unit.
static const step &take(warraq_dictionary *dictionary, uint64_t from, uint16_t unit) {
  uint64_t hash = (from ^ uint64_t(unit) << 40) * UINT64_C(0x9E3779B97F4A7C15);
  step &found = dictionary->steps[hash >> (64 - step_bits)];
  if (found.from == from && found.unit == unit) return found;
  UCharsTrie &trie = dictionary->trie->resetToState64(from);
  UStringTrieResult result = trie.next(unit);
  found = {from, 0, 0, unit, bool(USTRINGTRIE_HAS_VALUE(result)), bool(USTRINGTRIE_HAS_NEXT(result))};
  if (found.is_word) found.cost = trie.getValue();
  if (found.goes_on) found.to = trie.getState64();
  return found;
}

int32_t warraq_dictionary_words(
  warraq_dictionary *dictionary, const uint16_t *units, int32_t count, warraq_dictionary_word *words
) {
  int32_t found = 0;
  uint64_t state = dictionary->root;
  for (int32_t length = 1; length <= count && length <= WARRAQ_DICTIONARY_LENGTH; length++) {
    const step &next = take(dictionary, state, units[length - 1]);
    if (next.is_word) words[found++] = {length, next.cost};
    if (!next.goes_on) break;
    state = next.to;
  }
  return found;
}
