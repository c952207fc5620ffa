#pragma once
#include "CWarraqICUConverter.h"
// Plain functions over ICU. This header includes no ICU header: ICU's own would clash with the copy
// inside Foundation.
#ifdef __cplusplus
extern "C" {
#endif

/// The ICU version, `72.1` for example, written into a buffer of at least 20 bytes.
void warraq_icu_version(char *out);
/// The Unicode version of ICU's data, `15.0`, written into a buffer of at least 20 bytes.
void warraq_icu_unicode_version(char *out);

#ifdef __cplusplus
}
#endif
