/// Builds a ``Page`` from elements and text in the order of the page.
final class PageBuilder {
  private var page = Page()
  /// The tags of all open elements.
  private var open: [Tag] = []
  /// Those of them that are in the page.
  private var elements: [Int] = []
  /// How many open elements are silent or inside one that is; so for links and preformatted text.
  private var silent = 0
  private var links = 0
  private var preformatted = 0
  /// The text of a title or script, while one is open that is of use.
  private var collected: [UInt8]?
  private var isInBlock = false
  /// White space that is due before the next character of the block: 0 for none.
  private var gap: UInt8 = 0

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

// Text.
extension PageBuilder {
  func add(_ bytes: UnsafeRawBufferPointer) {
    collected?.append(contentsOf: bytes)
    guard silent == 0 else { return }
    var position = 0
    while position < bytes.count {
      let space = Self.space(bytes, at: position)
      if space == 0 {
        append(bytes[position])
        position += 1
      } else {
        let isLine = preformatted > 0 && bytes[position] == 0x0A
        if isLine || gap == 0 { gap = isLine ? 0x0A : 0x20 }
        position += space
      }
    }
  }

  /// The number of bytes of the white space at `position`: that of HTML, no-break spaces, and marks
  /// that have no width and no meaning.
  private static func space(_ bytes: UnsafeRawBufferPointer, at position: Int) -> Int {
    switch bytes[position] {
    case 0...0x20: return 1
    case 0xC2: return position + 1 < bytes.count && bytes[position + 1] == 0xA0 ? 2 : 0
    case 0xE2, 0xEF:
      guard position + 2 < bytes.count else { return 0 }
      let rest = (bytes[position], bytes[position + 1], bytes[position + 2])
      return rest == (0xE2, 0x80, 0x8B) || rest == (0xEF, 0xBB, 0xBF) ? 3 : 0
    default: return 0
    }
  }

  private func append(_ byte: UInt8) {
    if !isInBlock {
      let start = page.text.count
      page.blocks.append(.init(element: elements.last ?? 0, text: start..<start))
      isInBlock = true
    } else if gap != 0 {
      page.text.append(gap)
    }
    gap = 0
    page.text.append(byte)
    guard byte & 0xC0 != 0x80 else { return }
    page.blocks[page.blocks.count - 1].length += 1
    if links > 0 { page.blocks[page.blocks.count - 1].linked += 1 }
  }

  /// One `br` ends a line, two in a row a paragraph.
  private func endLine() {
    guard isInBlock else { return }
    if gap == 0x0A { endBlock() } else { gap = 0x0A }
  }

  private func endBlock() {
    guard isInBlock else { return }
    (isInBlock, gap) = (false, 0)
    let last = page.blocks.count - 1
    let text = page.blocks[last].text.lowerBound..<page.text.count
    page.blocks[last].text = text
    page.blocks[last].endsSentence = SentenceEnd.ends(page.text[text])
  }
}

// What the page says of itself.
extension PageBuilder {
  private func read(_ tag: Tag, _ attributes: UnsafePointer<UnsafePointer<CChar>?>?) {
    switch tag {
    case .html:
      let found = ElementAttributes.values(attributes, of: "lang", "xml:lang")
      page.metadata.language = page.metadata.language ?? found[0] ?? found[1]
    case .meta:
      let found = ElementAttributes.values(
        attributes, of: "property", "name", "itemprop", "content")
      page.metadata.readMeta(property: found[0] ?? found[1] ?? found[2], content: found[3])
    case .script:
      let type = ElementAttributes.values(attributes, of: "type")[0]
      if type == "application/ld+json" { collected = [] }
    case .title: if silent == 0, page.metadata.windowTitle == nil { collected = [] }
    default: break
    }
  }

  private func take(_ text: [UInt8], of tag: Tag) {
    if tag == .script {
      page.metadata.read(jsonLD: text)
    } else {
      page.metadata.windowTitle = String(decoding: text, as: UTF8.self)
    }
  }
}
