import Testing
import WarraqCore

@testable import WarraqRun

@Suite struct TallyTests {
  @Test func `a duplicate that a later stage takes out stands in the books once`() {
    let batch = DocumentBatch()
    var tally = Tally(stages: [Tally.reader, "dedupe", "command"], looksForMarkup: false)
    for ordinal in 0..<4 {
      _ = batch.add(at: Place(ordinal: ordinal, offset: 0))
      tally.readOne()
    }
    tally.settleReading(documents: 4)
    var lost: [Int] = []
    func settle(_ account: Int) {
      tally.settle(batch, account: account) { index, _ in lost.append(index) }
    }
    for duplicate in 1...3 { batch[duplicate].markDuplicate() }
    settle(1)
    batch[0].reject("advertisement")
    batch[1].reject("advertisement")
    batch[2].quarantine("command-crash")
    settle(2)
    tally.settleKept(batch)

    #expect(tally.counts.isBalanced)
    #expect(tally.counts.duplicate == 3)
    #expect(tally.counts.rejected == 1)
    #expect(tally.counts.quarantined == 0 && lost == [])
    #expect(tally.counts.stages[2].read == 1)
    #expect(batch.documents.map(\.isActive) == [false, false, false, true])
  }

  @Test(arguments: [true, false])
  func `markup is counted in documents that are kept, where it is looked for`(looks: Bool) {
    let batch = DocumentBatch()
    var tally = Tally(stages: [Tally.reader], looksForMarkup: looks)
    for (ordinal, text) in ["<p>one</p>", "two", "three <br>", "four < five"].enumerated() {
      batch.add(at: Place(ordinal: ordinal, offset: 0)).replaceText { $0 = Array(text.utf8) }
    }
    batch[2].markDuplicate()
    tally.settleKept(batch)
    #expect(tally.counts.kept == 3 && tally.counts.marked == (looks ? 1 : 0))
  }
}
