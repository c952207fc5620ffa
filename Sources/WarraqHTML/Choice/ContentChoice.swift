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
  static let leastArticle = 80

  let page: Page
  private(set) var isFurniture: [Bool]
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
  func prose(of block: Page.Block) -> Int {
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

  func prose(in element: Int) -> Int {
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
