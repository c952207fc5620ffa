/// What a page says of itself: by Open Graph, in its head, and in JSON-LD (schema.org).
struct PageMetadata {
  var title: String?
  /// As written: by ISO 8601 on nearly all pages.
  var date: String?
  var language: String?
  /// The whole text of the article, where JSON-LD holds it.
  var articleBody: [UInt8] = []

  /// The title of the browser's window: often with the site's name. What others say of the title counts
  /// more.
  var windowTitle: String?

  /// Takes a `meta` element in. The first of a kind counts.
  mutating func readMeta(property: String?, content: String?) {
    guard let content, !content.isEmpty else { return }
    switch property {
    case "og:title": title = title ?? content
    case "article:published_time", "datePublished", "og:article:published_time":
      date = date ?? content
    default: break
    }
  }

  /// Takes a JSON-LD script in.
  mutating func read(jsonLD bytes: [UInt8]) {
    JSONStrings.forEach(in: bytes) { key, value in
      switch key {
      case "articleBody":
        if value.utf8.count > articleBody.count { articleBody = Array(value.utf8) }
      case "datePublished": date = date ?? value
      case "headline": title = title ?? value
      default: break
      }
    }
  }
}
