import Testing
import WarraqCore

@Suite struct EmptyKeyTests {
  @Test func `an empty key has one hash, with or without memory behind it`() {
    let nowhere = KeyHash.hash(UnsafeRawBufferPointer(start: nil, count: 0))
    let somewhere = [UInt8(1), 2, 3].withUnsafeBytes {
      KeyHash.hash(UnsafeRawBufferPointer(rebasing: $0[1..<1]))
    }
    #expect(nowhere == somewhere)
  }
}
