import WarraqCore

/// Looks at one page after the other as the rules say: what learning and removing have in common. One
/// thread at a time.
final class PageReader {
  private let rules: ChromeRules
  private(set) var page = PageLines()
  /// Where the page was published; `nil` where that is not known.
  private(set) var source: String?
  private(set) var sourceHash: UInt64 = 0
  /// Places in the page of headlines that came before, ascending.
  private(set) var headlines: [Int] = []

  init(_ rules: ChromeRules) { self.rules = rules }

  func read(_ document: Document) {
    page.fill(from: document)
    source = document.publisher
    sourceHash = LineKey.source(source ?? "")
    guard rules.foldsHeadlines else { return }
    headlines = Headlines.repetitions(in: &page, of: document, edge: rules.edge)
      .filter { judge($0) != .stays }
  }

  /// What the lists say of a line.
  func judge(_ index: Int) -> LineVerdict {
    let line = page.lines[index]
    return line.range.isEmpty
      ? .stays : page.withBytes(of: line) { rules.verdict($0, hash: line.hash) }
  }

  /// Whether a line stands where lines are learnt, and go when they are.
  func isAtEdge(_ index: Int) -> Bool { page.lines[index].isAtEdge(rules.edge) }

  /// Whether a line that the lists leave open may be learnt here.
  func isLearnable(_ index: Int) -> Bool {
    let line = page.lines[index]
    return source != nil && isAtEdge(index)
      && page.withBytes(of: line) { rules.isLearnable($0, hash: line.hash) }
  }

  func key(of index: Int) -> LineKey {
    LineKey(source: sourceHash, line: page.lines[index].hash)
  }
}
