import WarraqCore

/// Takes furniture out of the pages of one shard.
final class ChromeApplier: DocumentWorker {
  private var learnt: Set<LineKey> = []
  private let reader: PageReader

  init(_ rules: ChromeRules, _ decision: ShardMessages) {
    reader = PageReader(rules)
    decision.forEach { learnt.insert(LineKey($0)) }
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
    for index in reader.page.lines.indices {
      let isHeadline = headlines.first == index
      if isHeadline { headlines.removeFirst() }
      if isHeadline || goes(index) { numbers.append(reader.page.lines[index].number) }
    }
    return numbers
  }

  private func goes(_ index: Int) -> Bool {
    switch reader.judge(index) {
    case .goes: true
    case .stays: false
    case .open:
      !learnt.isEmpty && reader.isAtEdge(index) && learnt.contains(reader.key(of: index))
    }
  }
}
