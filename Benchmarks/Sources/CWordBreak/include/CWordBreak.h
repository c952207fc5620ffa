#pragma once
#include <stddef.h>

/// Runs ICU's word break iterator of the root locale over a text in UTF-8, and nothing else. Returns the number of words
/// and numbers in it, or -1 where ICU fails.
long word_break_count(const char *text, size_t count);
