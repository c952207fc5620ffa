import WarraqCore

/// Finds headlines that come again inside their page: scraped pages often carry theirs above the text,
/// in a banner, and under it.
enum Headlines {
  /// The places, in `page.lines`, of the copies: all but the first one.
  ///
  /// With a title it is the lines that say the same. Without, it is a line that comes again as a line of
  /// its own and looks like a headline: of four words or more, not ending like a sentence, first near the
  /// top of the page, and above a text that is not made of such lines, as verses with a refrain are.
  static func repetitions(in page: inout PageLines, of document: Document, edge: Int) -> [Int] {
    guard !page.repetitions.isEmpty else { return [] }
    return document.withBytes(of: .title) { title in
      title.isEmpty
        ? page.repetitions.filter { looksLikeHeadline(page, $0, edge) }
        : page.repetitions(of: title)
    }
  }

  /// A headline is among so many lines at the top.
  private static let top = 5

  private static func looksLikeHeadline(_ page: PageLines, _ index: Int, _ edge: Int) -> Bool {
    let line = page.lines[index]
    guard let first = line.firstOfItsKind else { return false }
    let words = page.withBytes(of: line) { LineWords($0).reduce(0) { count, _ in count + 1 } }
    let isSentence = page.bytes[line.range.upperBound...].first == UInt8(ascii: ".")
    return words >= 4 && !isSentence && page.lines[first].before < min(edge, top)
      && page.longest >= 3 * line.range.count
  }
}
