#include "CWarraqICU.h"
#include <unicode/uchar.h>
#include <unicode/uversion.h>

void warraq_icu_version(char *out) {
  UVersionInfo version;
  u_getVersion(version);
  u_versionToString(version, out);
}

void warraq_icu_unicode_version(char *out) {
  UVersionInfo version;
  u_getUnicodeVersion(version);
  u_versionToString(version, out);
}
