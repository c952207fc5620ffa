/// Why a page gives no article.
public enum PageProblem: String, Error, Sendable {
  /// Nothing on it reads like the text of a page.
  case noArticle = "no-article"
  /// Elements stand inside elements deeper than any page needs.
  case tooDeep = "html-too-deep"
  /// The parser gave up.
  case unreadable = "html-unreadable"
}
