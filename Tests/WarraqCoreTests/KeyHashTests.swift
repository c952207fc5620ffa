import Testing
import WarraqCore

@Suite struct KeyHashTests {
  @Test func `no bytes have one hash, with a pointer and without`() {
    let none = UnsafeRawBufferPointer(start: nil, count: 0)
    let empty = [UInt8](repeating: 7, count: 1).withUnsafeBytes {
      KeyHash.hash(UnsafeRawBufferPointer(rebasing: $0[0..<0]))
    }
    #expect(KeyHash.hash(none) == empty)
  }

  @Test func `the hash is part of the file format and stays what it is`() {
    func hash(_ text: String) -> UInt64 { Array(text.utf8).withUnsafeBytes { KeyHash.hash($0) } }
    let words = ["", "a", "abcd", "warraq", "12345678", "كتاب", "a key of more than sixteen bytes"]
    #expect(words.map(hash) == KeyHashTests.known)
  }

  @Test func `keys that differ in one byte have different hashes, at every length`() {
    for length in 1...40 {
      let key = [UInt8](repeating: 0x61, count: length)
      let hashes = (0..<length).map { index in
        var other = key
        other[index] ^= 1
        return other.withUnsafeBytes { KeyHash.hash($0) }
      }
      #expect(Set(hashes + [key.withUnsafeBytes { KeyHash.hash($0) }]).count == length + 1)
    }
  }

  @Test func `partitions are ranges of hashes in order`() {
    #expect(KeyHash.partition(of: 0, count: 3) == 0)
    #expect(KeyHash.partition(of: .max / 3 + 2, count: 3) == 1)
    #expect(KeyHash.partition(of: .max, count: 3) == 2)
  }

  private static let known: [UInt64] = [
    0x1FF5C2923A788D2C, 0xEE582096533D01D2, 0xA70309D179F235D2,
    0x5E0D4CCED3EDAE64, 0x5220507EDA5BC8D9, 0xC845C5FBA95D1D48,
    0xFB2DB30289DA22DB,
  ]
}
