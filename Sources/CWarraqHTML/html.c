#include "CWarraqHTML.h"
#include <libxml/HTMLparser.h>
#include <limits.h>
#include <pthread.h>
#include <string.h>

struct reading {
  const struct warraq_html_events *events;
  size_t depth;
  size_t maximum_depth;
  int result;
};

// The parser hands itself to its handlers.
static struct reading *reading_of(void *parser) { return ((htmlParserCtxtPtr)parser)->_private; }

static void start_element(void *parser, const xmlChar *name, const xmlChar **attributes) {
  struct reading *reading = reading_of(parser);
  if (reading->result != warraq_html_whole) return;
  if (reading->depth == reading->maximum_depth) {
    reading->result = warraq_html_too_deep;
    xmlStopParser(parser);
    return;
  }
  reading->depth++;
  reading->events->open(
      reading->events->context, (const char *)name, (const char *const *)attributes);
}

static void end_element(void *parser, const xmlChar *name) {
  (void)name;
  struct reading *reading = reading_of(parser);
  if (reading->depth == 0) return;
  reading->depth--;
  reading->events->close(reading->events->context);
}

static void characters(void *parser, const xmlChar *bytes, int count) {
  struct reading *reading = reading_of(parser);
  if (reading->result != warraq_html_whole || count <= 0) return;
  reading->events->text(reading->events->context, (const char *)bytes, (size_t)count);
}

static void ignore_error(void *parser, xmlErrorPtr error) {
  (void)parser;
  (void)error;
}

static void initialize(void) { xmlInitParser(); }

int warraq_html_parse(
    const void *bytes, size_t count, size_t maximum_depth,
    const struct warraq_html_events *events) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, initialize);
  if (count == 0) return warraq_html_whole;
  if (count > INT_MAX) return warraq_html_no_memory;

  htmlParserCtxtPtr parser = htmlNewParserCtxt();
  if (parser == NULL) return warraq_html_no_memory;
  struct reading reading = {events, 0, maximum_depth, warraq_html_whole};
  parser->_private = &reading;
  // No tree is built: only what is wanted of the page becomes nodes, on the other side.
  memset(parser->sax, 0, sizeof *parser->sax);
  parser->sax->initialized = XML_SAX2_MAGIC;
  parser->sax->startElement = start_element;
  parser->sax->endElement = end_element;
  parser->sax->characters = characters;
  parser->sax->ignorableWhitespace = characters;
  parser->sax->cdataBlock = characters;
  parser->sax->serror = ignore_error;
  const int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING
                      | HTML_PARSE_NONET;
  htmlDocPtr document = htmlCtxtReadMemory(parser, bytes, (int)count, NULL, "UTF-8", options);
  if (document != NULL) xmlFreeDoc(document);
  // What stopping leaves open is closed, so that whoever listens sees a whole tree.
  while (reading.depth > 0) end_element(parser, NULL);
  htmlFreeParserCtxt(parser);
  return reading.result;
}
