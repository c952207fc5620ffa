import WarraqCore

/// Takes furniture out of the pages of one shard.
final class ChromeApplier: DocumentWorker {
  /// The sources that a learnt line goes from, by the hash of the line.
  private var learnt = SparseTable<Set<UInt64>>()
  private let reader: PageReader

  init(_ rules: ChromeRules, _ decision: ShardMessages) {
    reader = PageReader(rules)
    decision.forEach { message in
      let key = LineKey(message)
      learnt[key.line] = (learnt[key.line] ?? []).union([key.source])
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
      reader.isAtEdge(line) && learnt[line.hash]?.contains(reader.sourceHash) == true
    }
  }
}
