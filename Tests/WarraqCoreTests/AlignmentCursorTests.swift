import Testing
import WarraqCore
import struct WarraqTestKit.SplitMix

@Suite struct AlignmentCursorTests {
  /// Units that keep their length, shrink, grow or vanish, one behind the other.
  private static func sample(
    _ seed: UInt64
  ) -> (alignment: Alignment, normalized: Int, source: Int) {
    var builder = AlignmentBuilder()
    var (normalized, source) = (0, 0)
    var numbers = SplitMix(seed)
    func random(_ limit: Int) -> Int { numbers.below(limit) }
    for _ in 0..<random(40) {
      switch random(3) {
      case 0:
        builder.beginLinear(normalized: normalized, source: source)
        let count = 1 + random(9)
        normalized += count
        source += count
      case 1:
        builder.beginOpaque(normalized: normalized, source: source)
        normalized += 1 + random(4)
        source += 1 + random(4)
      default: source += 1 + random(3)
      }
    }
    var alignment = Alignment()
    builder.copy(into: &alignment)
    return (alignment, normalized, source)
  }

  @Test(arguments: UInt64(0)..<300)
  func `a cursor finds what a search finds, in any order of ranges`(seed: UInt64) {
    let (alignment, normalized, source) = Self.sample(seed)
    let offsets = Array(0...normalized)
    alignment.withCursor(normalizedCount: normalized, sourceCount: source) { cursor in
      var cursor = cursor
      for order in [offsets, offsets.reversed()] {
        for start in order {
          for end in start...min(normalized, start + 12) {
            let expected = alignment.source(
              of: start..<end, normalizedCount: normalized, sourceCount: source)
            #expect(cursor.source(of: start..<end) == expected)
          }
        }
      }
    }
  }
}
