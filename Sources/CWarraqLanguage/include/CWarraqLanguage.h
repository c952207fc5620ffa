#pragma once
#include <stddef.h>
#ifdef __cplusplus
extern "C" {
#endif

/// The language that `count` bytes of valid UTF-8 are most likely in, as a code of Compact Language
/// Detector 2 (`ar`, `zh-Hant`), valid for ever; a null pointer where it cannot tell.
const char *warraq_language(const char *text, int count);

#ifdef __cplusplus
}
#endif
