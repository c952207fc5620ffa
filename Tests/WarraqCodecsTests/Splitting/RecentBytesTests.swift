import Testing

@testable import WarraqCodecs
import struct WarraqTestKit.SplitMix

@Suite struct RecentBytesTests {
  @Test func `the last bytes are those that were added, however the ring wraps`() {
    var random = SplitMix(1)
    var recent = RecentBytes(capacity: 100)
    var all: [UInt8] = []
    for _ in 0..<2000 {
      if random.next() % 50 == 0 {
        recent.removeAll()
        all = []
      }
      let added = (0..<Int.random(in: 0...130, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      added.withUnsafeBytes { recent.append($0) }
      all = (all + added).suffix(100)
      let later = Int.random(in: 0...60, using: &random)
      let wanted = Int.random(in: 0...60, using: &random)
      var found: [UInt8] = [7]
      let isThere = recent.append(wanted, endingBefore: later, to: &found)
      #expect(isThere == (wanted + later <= all.count))
      #expect(found == [7] + (isThere ? all.dropLast(later).suffix(wanted) : []))
    }
  }
}
