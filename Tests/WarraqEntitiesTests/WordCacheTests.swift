import Testing
import WarraqCore

@testable import WarraqEntities

@Suite struct WordCacheTests {
  /// What a cache says of a word: what may begin names, and the rows for the tokens around it.
  private func known(_ word: String, _ cache: inout WordCache) -> [String] {
    var word = word
    return word.withUTF8 { bytes in
      let text = UnsafeRawBufferPointer(bytes)
      let key = WordCache.key(of: text, 0..<text.count, .lower)
      let number = cache.number(key, text, 0..<text.count, .lower)
      let record = cache.records[Int(number)]
      let starts = record.starts == 0 ? NameStarts() : cache.starts[Int(record.starts) - 1]
      let rows = record.rows.indices.map { place in
        "\(cache.rows.start[Int(record.rows[place])])"
      }
      return ["\(starts.count) \(starts.hashes[0]) \(starts.nodes[0])"] + rows
    }
  }

  @Test func `of words that stay all is as it was, and the others are read anew`() throws {
    let model = try #require(try ModelFolder().model(language: "en"))
    let words = "new table united los xqzt saudi paris walking san of abu said barack".split(
      separator: " "
    ).map(String.init)
    var fresh = WordCache(model, WordEvidence())
    let expected = words.map { known($0, &fresh) }
    #expect(Set(expected.map { $0[0] }).count > 4)
    var cache = WordCache(model, WordEvidence())
    let begins = words.map { word in
      _ = known(word, &cache)
      return cache.records[cache.records.count - 1].starts > 0
    }
    for step in 2...5 {
      let kept = words.indices.filter { $0 % step == 1 }
      // Some that begin names go before others that do.
      let firstKept = try #require(kept.first { begins[$0] })
      #expect(words.indices.contains { begins[$0] && !kept.contains($0) && $0 < firstKept })
      for index in kept { #expect(known(words[index], &cache) == expected[index]) }
      cache.forgetRare()
      #expect(cache.records.count == kept.count)
      for index in kept { #expect(known(words[index], &cache) == expected[index]) }
      #expect(cache.records.count == kept.count)
      cache.forget()
      #expect(cache.records.count == 0)
      #expect(words.map { known($0, &cache) } == expected)
    }
  }

  @Test func `a record is a line of the cache`() {
    #expect(MemoryLayout<WordRecord>.stride == 64)
  }

  @Test(arguments: [4, 1 << 22])
  func `a list keeps its values while it grows`(reserved: Int) {
    let list = PageList<Int>([-2, -1], reserved: reserved)
    for number in 0..<10_000 {
      list.reserve(1)
      list.append(number)
    }
    list[5] += 1000
    #expect(
      (0..<list.count).map { list[$0] } == [-2, -1] + (0..<10_000).map { $0 == 3 ? 1003 : $0 })
  }

  @Test func `memory that a list has not needed since it forgot goes back`() {
    let list = PageList<Int>(reserved: 1 << 21)
    for number in 1...1 << 21 { list.append(number) }
    list.removeAll(from: 3)
    // As many may come again.
    #expect(list.start[1 << 20] == 1 + 1 << 20)
    list.append(7)
    list.removeAll(from: 2)
    #expect(list.start[1 << 20] == 0)
    #expect(list.count == 2 && (0..<2).map { list[$0] } == [1, 2])
  }
}
