import WarraqCore

/// Looks at one page after the other as the rules say: what learning and removing have in common. One
/// thread at a time.
final class PageReader {
  private let rules: ChromeRules
  private(set) var page = PageLines()
  /// Who published the page; empty where that is not known.
  private(set) var source: [UInt8] = []
  private(set) var sourceHash: UInt64 = 0
  /// What the lists say of each line of the page.
  private(set) var verdicts: [LineVerdict] = []
  /// Places in the page of headlines that came before, ascending.
  private(set) var headlines: [Int] = []

  init(_ rules: ChromeRules) { self.rules = rules }

  func read(_ document: Document) {
    page.fill(from: document)
    judge()
    source.removeAll(keepingCapacity: true)
    document.withPublisher { source.append(contentsOf: $0) }
    sourceHash = source.withUnsafeBytes { KeyHash.hash($0) }
    guard rules.foldsHeadlines else { return }
    headlines = Headlines.repetitions(in: &page, of: document, edge: rules.edge)
      .filter { verdicts[$0] != .stays }
  }

  private func judge() {
    verdicts.removeAll(keepingCapacity: true)
    page.bytes.withUnsafeBytes { bytes in
      for line in page.lines {
        let isLine = !line.range.isEmpty
        let text = UnsafeRawBufferPointer(rebasing: bytes[line.range])
        verdicts.append(isLine ? rules.verdict(text, hash: line.hash) : .stays)
      }
    }
  }

  /// Whether a line stands where lines are learnt, and go when they are.
  func isAtEdge(_ line: PageLines.Line) -> Bool { line.isAtEdge(rules.edge) }

  /// Whether a line that the lists leave open may be learnt here.
  func isLearnable(_ line: PageLines.Line) -> Bool {
    guard !source.isEmpty, isAtEdge(line) else { return false }
    return page.bytes.withUnsafeBytes {
      rules.isLearnable(UnsafeRawBufferPointer(rebasing: $0[line.range]), hash: line.hash)
    }
  }

  func key(of line: PageLines.Line) -> LineKey { LineKey(source: sourceHash, line: line.hash) }
}
