// The part of the page that is the article.
extension ContentChoice {
  /// What the page itself calls the article: by schema.org, or the `article` element that holds half
  /// of the prose; a fifth is enough where there is only one.
  var declaredArticle: Int? {
    let bodies = page.elements.indices.filter { page.elements[$0].isArticleBody }
    if let body = most(of: bodies), prose(in: body) >= Self.leastArticle { return body }
    let articles = page.elements.indices.filter {
      page.elements[$0].tag == .article && prose(in: $0) > 0
    }
    guard let article = most(of: articles) else { return nil }
    let share = articles.count == 1 ? 5 : 2
    return prose(in: article) * share >= prose(in: 0) ? article : nil
  }

  /// The element with the most prose; the first of several.
  private func most(of elements: [Int]) -> Int? {
    elements.max { (prose(in: $0), $1) < (prose(in: $1), $0) }
  }

  /// The innermost element that still holds four fifths of the prose of each one around it, and is no
  /// paragraph itself: a short one beside it may belong to the text.
  func narrowed(_ start: Int) -> Int {
    var root = start
    var child = root + 1
    while child < page.elements[root].end {
      if !page.elements[child].tag.isParagraph, prose(in: child) * 10 > prose(in: root) * 8 {
        root = child
        child = root + 1
      } else {
        child = page.elements[child].end
      }
    }
    return root
  }

  /// The element whose paragraphs hold the most prose. Prose counts in full for the element that holds
  /// the paragraph, half for the one around that, and so on; double where its name speaks of content.
  func densest(in part: Int) -> Int {
    var scores = Array(repeating: 0, count: page.elements.count)
    for index in page.elements[part].blocks where !isFurniture[index] {
      let block = page.blocks[index]
      var element = block.element
      if page.elements[element].tag.isParagraph { element = page.elements[element].parent }
      var share = prose(of: block) * 16
      while element >= part, share > 0 {
        scores[element] += share
        element = page.elements[element].parent
        share /= 2
      }
    }
    for index in part..<page.elements[part].end where page.elements[index].name == .content {
      scores[index] *= 2
    }
    let best = (part..<page.elements[part].end).max { (scores[$0], $1) < (scores[$1], $0) }
    return best ?? part
  }

  /// The outermost element around `element` up to `part` that is reached without doubling the prose:
  /// articles that are cut into sections hold together, and other articles stay out.
  func widened(_ element: Int, within part: Int) -> Int {
    var root = element
    while root > part {
      let parent = page.elements[root].parent
      if parent < part || prose(in: parent) > prose(in: root) * 2 { break }
      root = parent
    }
    return root
  }
}
