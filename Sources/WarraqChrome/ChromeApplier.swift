import WarraqCore

/// Takes furniture out of the pages of one shard.
final class ChromeApplier: DocumentWorker {
  private var learnt: Set<LineKey> = []
  /// Turns lines away that are learnt of no source.
  private var filter = BitFilter(count: 1)
  private let reader: PageReader

  init(_ rules: ChromeRules, _ decision: ShardMessages) {
    reader = PageReader(rules)
    decision.forEach { message in
      let key = LineKey(message)
      learnt.insert(key)
      filter.insert(key.line, in: 0)
    }
  }

  func process(_ batch: DocumentBatch) {
    batch.forEachActive { document in
      let removed = furniture(of: document)
      if !removed.isEmpty { document.removeLines(removed) }
    }
  }

  /// The numbers of the lines that go, ascending.
  private func furniture(of document: Document) -> [Int] {
    reader.read(document)
    var headlines = reader.headlines[...]
    var numbers: [Int] = []
    for (index, line) in reader.page.lines.enumerated() {
      let isHeadline = headlines.first == index
      if isHeadline { headlines.removeFirst() }
      if isHeadline || goes(line, reader.verdicts[index]) { numbers.append(line.number) }
    }
    return numbers
  }

  private func goes(_ line: PageLines.Line, _ verdict: LineVerdict) -> Bool {
    switch verdict {
    case .goes: true
    case .stays: false
    case .open:
      filter.test(line.hash, in: 0) != 0 && reader.isAtEdge(line)
        && learnt.contains(reader.key(of: line))
    }
  }
}
