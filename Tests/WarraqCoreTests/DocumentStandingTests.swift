import Testing
import WarraqCore

@Suite struct DocumentStandingTests {
  @Test func `a duplicate is shown on until a later stage takes it out`() {
    for takeOut in [{ $0.reject("advertisement") }, { $0.quarantine("command-crash") }]
      as [(Document) -> Void]
    {
      let document = Document()
      document.markDuplicate()
      #expect(document.isActive && !document.isKept)
      takeOut(document)
      #expect(!document.isActive && !document.isKept)
      // The books have it as a duplicate, once.
      #expect(document.standing == .duplicate)
    }
  }

  @Test func `a duplicate that is marked again stays one`() {
    let document = Document()
    document.markDuplicate()
    document.markDuplicate()
    #expect(document.isActive && document.standing == .duplicate)
  }

  @Test func `a document that is out stays where it is`() {
    let document = Document()
    document.reject("empty")
    document.markDuplicate()
    document.quarantine("command-crash")
    #expect(!document.isActive && document.standing == .rejected(reason: "empty"))
  }

  @Test func `a document that is used again is kept and shown`() {
    let document = Document()
    document.markDuplicate()
    document.reject("advertisement")
    document.reset(place: Place(ordinal: 1, offset: 10))
    #expect(document.isActive && document.isKept)
    document.markDuplicate()
    #expect(document.isActive)
  }
}
