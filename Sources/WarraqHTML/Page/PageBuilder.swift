/// Builds a ``Page`` from elements and text in the order of the page.
final class PageBuilder {
  var page = Page()
  /// The tags of all open elements.
  private var open: [Tag] = []
  /// Those of them that are in the page.
  var elements: [Int] = []
  /// How many open elements are silent or inside one that is; so for links and preformatted text.
  var silent = 0
  var links = 0
  var preformatted = 0
  /// The text of a title or script, while one is open that is of use.
  var collected: [UInt8]?
  var isInBlock = false
  /// White space that is due before the next character of the block: 0 for none.
  var gap: UInt8 = 0

  init() {
    page.elements.append(.init(tag: .html, parent: -1, end: 0, blocks: 0..<0))
    elements.append(0)
  }

  func open(_ tag: Tag, _ attributes: UnsafePointer<UnsafePointer<CChar>?>?) {
    read(tag, attributes)
    open.append(tag)
    guard silent == 0, !tag.isSilent else {
      silent += 1
      return
    }
    let found = ElementAttributes(attributes)
    if found.isHidden { silent += 1 }
    if tag == .br { endLine() }
    if tag == .a { links += 1 }
    if tag == .pre { preformatted += 1 }
    guard tag.isBlock else { return }
    endBlock()
    let start = page.blocks.count
    page.elements.append(
      .init(
        tag: tag, parent: elements.last ?? 0, end: 0, blocks: start..<start, name: found.name,
        isArticleBody: found.isArticleBody))
    elements.append(page.elements.count - 1)
  }

  func close() {
    guard let tag = open.popLast() else { return }
    if let text = collected, tag == .title || tag == .script {
      take(text, of: tag)
      collected = nil
    }
    if silent > 0 {
      silent -= 1
      // An element that was hidden by its style is in the books like one that is not.
      guard silent == 0, !tag.isSilent else { return }
    }
    if tag == .a { links -= 1 }
    if tag == .pre { preformatted -= 1 }
    guard tag.isBlock, elements.count > 1 else { return }
    endElement()
  }

  func finish() -> Page {
    endElement()
    return page
  }

  private func endElement() {
    endBlock()
    guard let element = elements.popLast() else { return }
    page.elements[element].end = page.elements.count
    page.elements[element].blocks =
      page.elements[element].blocks.lowerBound..<page.blocks.count
  }
}
