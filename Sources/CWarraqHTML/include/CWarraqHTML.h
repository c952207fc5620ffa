#pragma once
#include <stddef.h>

/// What the parser finds, in the order of the page. Every element that is opened is closed, also where
/// the page forgets to. Pointers live as long as the call that hands them over.
struct warraq_html_events {
  void *context;
  /// An element begins. `name` is in lower case; `attributes` holds names and values in turn and ends
  /// with a null pointer; it may be null itself, and so may values.
  void (*open)(void *context, const char *name, const char *const *attributes);
  /// Text with entities resolved, or the content of a script or style. Neighbouring text may come in
  /// pieces.
  void (*text)(void *context, const char *bytes, size_t count);
  /// The element that was opened last, of those that are open, ends.
  void (*close)(void *context);
};

enum warraq_html_result {
  warraq_html_whole = 0,
  /// Elements are nested deeper than was allowed: what comes after is not read.
  warraq_html_too_deep = 1,
  warraq_html_no_memory = 2,
};

/// Reads an HTML page in UTF-8, whatever encoding it names itself.
int warraq_html_parse(
    const void *bytes, size_t count, size_t maximum_depth, const struct warraq_html_events *events);
