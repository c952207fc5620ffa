/// Marks the names of a gazetteer in a line: from left to right, the longest at each place. Clitics
/// may stand before the first word.
package enum GazetteerMatcher {
  /// Sets ``PlaceContext/match`` of the tokens of a line.
  @inline(__always) package static func mark(
    _ line: Range<Int>, _ names: Gazetteer, _ starts: [NameStarts],
    _ contexts: UnsafeMutablePointer<PlaceContext>, _ records: PlacedRecords
  ) {
    var index = line.lowerBound
    while index < line.upperBound {
      let word = records[index]
      guard word.pointee.starts > 0 else {
        index += 1
        continue
      }
      let found = longest(
        starts[Int(word.pointee.starts) - 1], from: index, in: line, names, records)
      let several: UInt8 = found.length > 1 ? 32 : 0
      for offset in 0..<found.length {
        contexts[index + offset].match = found.lists | several | (offset == 0 ? 16 : 0)
      }
      index += max(1, found.length)
    }
  }

  @inline(never) private static func longest(
    _ starts: NameStarts, from start: Int, in line: Range<Int>, _ names: Gazetteer,
    _ records: PlacedRecords
  ) -> (length: Int, lists: UInt8) {
    var best = (length: 0, lists: UInt8(0))
    for variant in 0..<Int(starts.count) {
      var sequence = starts.hashes[variant]
      var node = starts.nodes[variant]
      var end = start + 1
      while true {
        let lists = code(node)
        if lists != 0, end - start > best.length { best = (end - start, lists) }
        guard node.contains(.continues) else { break }
        while end < line.upperBound, isHyphen(records[end]) { end += 1 }
        guard end < line.upperBound else { break }
        sequence = WordHash.appending(records[end].pointee.hash, to: sequence)
        node = names.node(sequence)
        end += 1
      }
    }
    return best
  }

  private static func isHyphen(_ word: UnsafePointer<WordRecord>) -> Bool {
    word.pointee.hash == hyphen
  }

  private static let hyphen = WordHash.of("-")

  private static func code(_ node: GazetteerNode) -> UInt8 {
    (node.contains(.person) ? 1 : 0)
      | (node.isDisjoint(with: [.city, .country, .place]) ? 0 : 2)
      | (node.contains(.organisation) ? 4 : 0) | (node.contains(.language) ? 8 : 0)
  }
}
