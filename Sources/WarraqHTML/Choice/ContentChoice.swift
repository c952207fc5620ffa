/// Chooses the blocks of a page that are its article.
///
/// After Kohlschütter, Fankhauser and Nejdl, Boilerplate Detection using Shallow Text Features (WSDM
/// 2010): length and link density tell prose from furniture. After Readability (Arc90, 2009): prose
/// speaks for the elements around it, the less the farther they are; names of elements speak as well.
/// After Finn, Kushmerick and Smyth, Fact or Fiction (2001): the article is one part of the page, and
/// where it begins and ends matters more than any single block. What a page says itself in HTML5 and
/// schema.org counts more than all of these.
///
/// Everything is counted in whole numbers and looks at each element a bounded number of times.
struct ContentChoice {
  /// Characters of prose that make an element worth being believed when it calls itself the article.
  private static let leastArticle = 80

  private let page: Page
  private var isFurniture: [Bool]
  /// Prose before each block: what a range of blocks holds is a difference.
  private var prose: [Int] = []

  init(_ page: Page) {
    self.page = page
    isFurniture = Array(repeating: false, count: page.blocks.count)
    measure()
    removeFurniture()
    measure()
  }

  /// The article, a paragraph a line. Empty where there is none.
  var text: [UInt8] {
    let root: Int
    if let declared = declaredArticle {
      root = narrowed(declared)
    } else {
      let part = narrowed(0)
      root = widened(densest(in: part), within: part)
    }
    return page.lines(of: page.elements[root].blocks.lazy.filter { isText($0) })
  }

  /// Characters of a block that read like running text: long, or at least a sentence; not a link.
  private func prose(of block: Page.Block) -> Int {
    guard block.linked * 2 <= block.length else { return 0 }
    guard block.length >= 80 || block.length >= 25 && block.endsSentence else { return 0 }
    return block.length - block.linked
  }

  private mutating func measure() {
    prose = [0]
    var sum = 0
    for (index, block) in page.blocks.enumerated() {
      if !isFurniture[index] { sum += prose(of: block) }
      prose.append(sum)
    }
  }

  private func prose(in element: Int) -> Int {
    let blocks = page.elements[element].blocks
    return prose[blocks.upperBound] - prose[blocks.lowerBound]
  }

  /// Whether a block of the chosen part belongs to the text.
  private func isText(_ index: Int) -> Bool {
    guard !isFurniture[index] else { return false }
    let block = page.blocks[index]
    let tag = page.elements[block.element].tag
    // The headline is the title of the document.
    if tag == .h1 || tag == .figcaption { return false }
    guard block.linked * 2 > block.length else { return true }
    // Paragraphs can be mostly link; anything else that is, is a list of links.
    return (tag == .p || tag == .blockquote)
      && (block.length - block.linked >= 20 || block.endsSentence)
  }
}

// Furniture.
extension ContentChoice {
  /// Marks elements that are furniture by their kind or name. One that holds more than half of the
  /// page's prose is not, whatever it is called; nor is one around what the page calls the article.
  private mutating func removeFurniture() {
    let all = prose(in: 0)
    let holders = holdersOfArticle
    var index = 0
    while index < page.elements.count {
      let element = page.elements[index]
      let isNamed = element.name == .furniture || element.tag.isFurniture
      let isKept = element.tag == .article || element.tag == .main || element.tag == .body
      if isNamed, !isKept, !holders[index], prose(in: index) * 2 <= all {
        for block in element.blocks { isFurniture[block] = true }
        index = element.end
      } else {
        index += 1
      }
    }
  }

  /// The elements that the page calls the body of an article, and those around them.
  private var holdersOfArticle: [Bool] {
    var holders = Array(repeating: false, count: page.elements.count)
    for (index, element) in page.elements.enumerated().reversed() where index > 0 {
      if element.isArticleBody && prose(in: index) >= Self.leastArticle { holders[index] = true }
      if holders[index] { holders[element.parent] = true }
    }
    return holders
  }
}

// The part of the page that is the article.
extension ContentChoice {
  /// What the page itself calls the article: by schema.org, or the `article` element that holds half
  /// of the prose; a fifth is enough where there is only one.
  private var declaredArticle: Int? {
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
  private func narrowed(_ start: Int) -> Int {
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
  private func densest(in part: Int) -> Int {
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
  private func widened(_ element: Int, within part: Int) -> Int {
    var root = element
    while root > part {
      let parent = page.elements[root].parent
      if parent < part || prose(in: parent) > prose(in: root) * 2 { break }
      root = parent
    }
    return root
  }
}
