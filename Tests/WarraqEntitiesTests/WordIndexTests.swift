import Testing

@testable import WarraqEntities

/// Indexes by hashes: of words that were read, and of what a file holds.
@Suite struct WordIndexTests {
  /// Hashes that are the same everywhere.
  private struct Hashes {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = FeatureKey.mix(state &+ 0x9E37_79B9_7F4A_7C15)
      return state
    }
  }

  @Test func `words are found by their keys, many of which are alike, after others were forgotten`()
  {
    var hashes = Hashes(state: 7)
    var index = WordIndex()
    var keys: [UInt64] = []
    func isEachFound() -> Bool {
      keys.enumerated().allSatisfy { number, key in index.find(key) { keys[$0] == key } == number }
    }
    for round in 0..<3 {
      while keys.count < 10_000 {
        // A third have the place, and the bits beside the number, of others.
        let key =
          keys.count % 3 == 0
          ? hashes.next() & 0xFFFF_FFF0_0000_0000 | UInt64(keys.count) : hashes.next()
        if index.find(key, { keys[$0] == key }) != nil { continue }
        keys.append(key)
        index.insertLast(of: keys.count) { keys[$0] }
      }
      #expect(isEachFound())
      keys = keys.enumerated().filter { $0.offset % (round + 2) == 0 }.map(\.element)
      index.replace(by: keys.count) { keys[$0] }
      #expect(isEachFound())
    }
  }

  @Test(arguments: [0, 1, 8, 9, 20_000])
  func `a filter passes all hashes of its index, and few others`(count: Int) {
    var hashes = Hashes(state: UInt64(count))
    var set: Set<UInt32> = count > 2 ? [0, .max] : []
    while set.count < count { set.insert(UInt32(truncatingIfNeeded: hashes.next())) }
    let (keys, starts) = HashIndex.sections(of: set.sorted())
    keys.withUnsafeBufferPointer { keys in
      starts.withUnsafeBufferPointer { starts in
        let filter = HashFilter(HashIndex(keys: keys, starts: starts))
        #expect(keys.allSatisfy { filter.mayHold(UInt64($0) << 32 | hashes.next() >> 32) })
        #expect((0..<1000).count { _ in filter.mayHold(hashes.next()) } < 160)
      }
    }
  }
}

@Suite struct KeyNumbersTests {
  @Test func `keys are found again after others were forgotten, however many there were`() {
    var numbers = KeyNumbers(smallest: 16)
    for count in [5000, 3, 0, 40, 1, 2, 700, 5] {
      let keys = (0..<count).map { FeatureKey.mix(UInt64($0)) }
      for (number, key) in keys.enumerated() { numbers.insert(key, number) }
      #expect(keys.map { numbers.find($0) } == Array(0..<count))
      #expect(numbers.find(FeatureKey.mix(UInt64(count))) == nil)
      numbers.removeAll()
      #expect(keys.allSatisfy { numbers.find($0) == nil })
    }
    for _ in 0..<12 { numbers.removeAll() }
    #expect(numbers.capacity == 16)
  }
}
