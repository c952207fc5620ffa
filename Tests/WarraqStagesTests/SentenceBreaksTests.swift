import Testing
import WarraqTestKit

@testable import WarraqStatistics

@Suite struct SentenceBreaksTests {
  /// What is said of ends of sentences, code point by code point.
  private func ends(_ text: [Unicode.Scalar], _ index: Int) -> Bool {
    switch text[index] {
    case "\n", "!", "?", "؟", "۔", "。": return true
    case ".":
      let next = index + 1 < text.count ? text[index + 1] : " "
      guard " \n\r\"".unicodeScalars.contains(next) || next.value >= 0x80 else { return false }
      let word = text[..<index].reversed().prefix { !" .\n".unicodeScalars.contains($0) }
      return word.count > 2
    default: return false
    }
  }

  @Test(arguments: UInt64(1)...40)
  func `sentences end where each code point says so, however many bytes are looked at at once`(
    seed: UInt64
  ) {
    var random = SplitMix(seed)
    let signs = Array(".!?؟۔。\n \"\r".unicodeScalars)
    let letters = Array("abcقشٟٔé中ंぁĀ".unicodeScalars)
    for _ in 0..<50 {
      let scalars = (0..<Int.random(in: 1...60, using: &random)).map { _ in
        Int.random(in: 0..<12, using: &random) == 0
          ? signs[Int.random(in: 0..<signs.count, using: &random)]
          : letters[Int.random(in: 0..<letters.count, using: &random)]
      }
      let places = scalars.reduce(into: [0]) { $0.append($0[$0.count - 1] + UTF8.width($1)) }
      var string = String.UnicodeScalarView()
      string.append(contentsOf: scalars)
      let bytes = Array(String(string).utf8)
      let start = Int.random(in: 0..<scalars.count, using: &random)
      let end = Int.random(in: start...scalars.count, using: &random)
      let found = bytes.withUnsafeBytes {
        SentenceBreaks.contains(places[start]..<places[end], in: $0)
      }
      #expect(found == (start..<end).contains { ends(scalars, $0) }, "\(scalars) \(start)..<\(end)")
    }
  }
}
