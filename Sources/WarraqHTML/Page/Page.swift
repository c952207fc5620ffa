/// An HTML page, reduced to what the choice of its text looks at: blocks of text in reading order, and
/// the elements around them. It is flat, so that no page is too deep to walk over.
struct Page {
  /// An element whose text stands in lines of its own. Elements stand in the order in which they open:
  /// those inside one follow it, up to `end`.
  struct Element {
    var tag: Tag
    /// Its place in ``Page/elements``; of the first element, -1.
    var parent: Int
    var end: Int
    /// The blocks inside.
    var blocks: Range<Int>
    var name = NameHint.none
    /// Whether the page's microdata call it the text of an article.
    var isArticleBody = false
  }

  /// A run of text between two places where a paragraph ends.
  struct Block {
    /// The innermost element.
    var element: Int
    /// Its bytes in ``Page/text``. White space is folded to single spaces and line feeds.
    var text: Range<Int>
    /// Code points without white space, and those of them inside links.
    var length = 0
    var linked = 0
    /// Whether it ends as a sentence does.
    var endsSentence = false
  }

  var elements: [Element] = []
  var blocks: [Block] = []
  var text: [UInt8] = []
  var metadata = PageMetadata()
}
