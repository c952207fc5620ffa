import Testing
import WarraqCore

@Suite struct ShardMessagesTests {
  /// For each ordinal some messages: its number, and one that tells them apart.
  private static func inbox(_ counts: [(ordinal: Int, count: Int)]) -> ShardMessages {
    var inbox = ShardMessages()
    for (ordinal, count) in counts {
      for number in 0..<count {
        var message = RowEncoder()
        message.ordinal(ordinal)
        message.ordinal(number)
        message.raw(repeatElement(0, count: number % 200))
        message.bytes.withUnsafeBytes { inbox.append($0) }
      }
    }
    return inbox
  }

  @Test(arguments: [1, 2, 63, 64, 65, 1000])
  func `the messages of a document are found in order, and no others`(count: Int) {
    let ordinals = Array(stride(from: 3, to: 300, by: 3))
    let inbox = Self.inbox(ordinals.map { ($0, $0 % 2 == 0 ? 1 : count) })
    for ordinal in 0..<310 {
      var found: [Int] = []
      inbox.forEach(of: ordinal) { message in
        var decoder = RowDecoder(message)
        #expect(decoder.ordinal() == ordinal)
        found.append(decoder.ordinal())
      }
      let expected = ordinals.contains(ordinal) ? ordinal % 2 == 0 ? 1 : count : 0
      #expect(found == Array(0..<expected))
      #expect(inbox.contains(ordinal) == (expected > 0))
    }
  }

  @Test func `all messages come as they are`() {
    let messages = (0..<500).map { [UInt8](repeating: 7, count: $0) }
    var inbox = ShardMessages()
    for message in messages { message.withUnsafeBytes { inbox.append($0) } }
    var found: [[UInt8]] = []
    inbox.forEach { found.append(Array($0)) }
    #expect(found == messages)
    #expect(inbox.count == messages.count)
  }

  @Test func `an empty inbox holds nothing`() {
    let inbox = ShardMessages()
    #expect(!inbox.contains(0))
    inbox.forEach { _ in Issue.record("a message out of nowhere") }
    inbox.forEach(of: 0) { _ in Issue.record("a message out of nowhere") }
  }

  @Test func `a message costs a byte beside its own, and a place in the index now and then`() {
    #expect(Self.inbox([(1, 100)]).size < 100 * 18 + (0..<100).reduce(0, +))
  }
}
