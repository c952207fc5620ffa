import Testing
import WarraqCore

@testable import WarraqRun

@Suite struct TallyTests {
  @Test func `a duplicate that a later stage takes out stands in the books once`() {
    let batch = DocumentBatch()
    var tally = Tally(stages: [Tally.reader, "dedupe", "command"])
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
    tally.counts.kept = batch.documents.count { $0.isKept }

    #expect(tally.counts.isBalanced)
    #expect(tally.counts.duplicate == 3)
    #expect(tally.counts.rejected == 1)
    #expect(tally.counts.quarantined == 0 && lost == [])
    #expect(tally.counts.stages[2].read == 1)
    #expect(batch.documents.map(\.isActive) == [false, false, false, true])
  }
}
