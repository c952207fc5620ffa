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
  func endLine() {
    guard isInBlock else { return }
    if gap == 0x0A { endBlock() } else { gap = 0x0A }
  }

  func endBlock() {
    guard isInBlock else { return }
    (isInBlock, gap) = (false, 0)
    let last = page.blocks.count - 1
    let text = page.blocks[last].text.lowerBound..<page.text.count
    page.blocks[last].text = text
    page.blocks[last].endsSentence = SentenceEnd.ends(page.text[text])
  }
}
