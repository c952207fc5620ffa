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

  @Test func `words are the same where more can be read and where nothing can`() {
    let bytes = (0..<64).map { UInt8(truncatingIfNeeded: 37 * $0 + 11) }
    bytes.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      for start in 0..<40 {
        for count in 0...KeyWords.limit {
          let safe = KeyWords(base + start, count: count)
          #expect(safe == KeyWords(readable: base + start, count: count))
          var copy = safe
          let content = withUnsafeBytes(of: &copy) { Array($0) }
          #expect(content.prefix(count).elementsEqual(bytes[start..<start + count]))
          #expect(content.dropFirst(count).allSatisfy { $0 == 0 })
        }
      }
    }
  }

  @Test func `partitions are ranges of hashes in order`() {
    #expect(KeyHash.partition(of: 0, count: 3) == 0)
    #expect(KeyHash.partition(of: .max / 3 + 2, count: 3) == 1)
    #expect(KeyHash.partition(of: .max, count: 3) == 2)
  }

  private static let known: [UInt64] = [
    0xA5506FF52926AC13, 0x2151C7C16C116283, 0xF007A996D3B573D2,
    0x860F1C8C7353E91C, 0x9A7A308A3841A015, 0xD9C1D3E2E4162773,
    0x9C78241D969F0B93,
  ]
}
