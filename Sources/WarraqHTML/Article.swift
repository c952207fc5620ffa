/// The article of an HTML page: its text, and what the page says of it.
public struct Article: Equatable, Sendable {
  /// UTF-8, a paragraph a line.
  public var text: [UInt8] = []
  public var title: String?
  /// As the page writes it, by ISO 8601 if at all.
  public var date: String?
  /// A language tag.
  public var language: String?

  /// Finds the article of a page in UTF-8, in time and memory in proportion to the page.
  ///
  /// - Throws: ``PageProblem`` when there is none.
  public init(page bytes: UnsafeRawBufferPointer) throws(PageProblem) {
    let page = try PageParser.parse(bytes)
    text = ContentChoice(page).text
    let metadata = page.metadata
    // Where scripts fill the page, the text may stand in its JSON-LD alone.
    if text.count * 2 < metadata.articleBody.count {
      text = try Self.lines(metadata.articleBody)
    }
    guard !text.isEmpty else { throw .noArticle }
    title = Self.words(metadata.title ?? metadata.windowTitle)
    date = metadata.date
    language = Self.words(metadata.language)
  }

  /// The lines of an article body, which is plain text in some places and HTML in others.
  private static func lines(_ body: [UInt8]) throws(PageProblem) -> [UInt8] {
    guard body.contains(UInt8(ascii: "<")) else {
      return Array(body.split(separator: 0x0A).joined(separator: [0x0A]))
    }
    let page = body.withUnsafeBytes { bytes in
      Result { () throws(PageProblem) in try PageParser.parse(bytes) }
    }
    return try page.map { $0.lines(of: $0.blocks.indices) }.get()
  }

  /// A text without white space around it; nothing where nothing is left.
  private static func words(_ text: String?) -> String? {
    let words = text?.split(whereSeparator: \.isWhitespace).joined(separator: " ") ?? ""
    return words.isEmpty ? nil : words
  }
}

extension Page {
  /// The text of blocks, each on a line of its own.
  func lines(of indices: some Sequence<Int>) -> [UInt8] {
    var lines: [UInt8] = []
    for index in indices {
      if !lines.isEmpty { lines.append(0x0A) }
      lines += text[blocks[index].text]
    }
    return lines
  }
}
