import Testing
import struct WarraqTestKit.SplitMix

/// The kernels of every processor against those without vectors.
@Suite struct KernelTests {
  private static let pieces = [
    "a", "Z", " ", "  ", "0", ".", "\"", "\\", "\n", "é", "Ā", "Б", "я", "ا", "أ", "ة", "ى", "ک",
    "ی", "ٱ", "َ", "،", "؟", "«", "—", "“", "’", "\u{A0}", "\u{2003}", "\u{3000}", "中", "😀",
    "كتاب ", "word ", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefgh", "الحكومة والمعارضة في البرلمان",
  ]

  private static func text(_ seed: UInt64) -> [UInt8] {
    var numbers = SplitMix(seed)
    func random(_ limit: Int) -> Int { numbers.below(limit) }
    // Few kinds of pieces, so that long runs of one script occur.
    let first = random(pieces.count)
    let kinds = 1 + random(pieces.count)
    return (0..<random(80)).flatMap { _ in
      Array(pieces[(first + random(kinds)) % pieces.count].utf8)
    }
  }

  private func compare(_ kernels: Kernels, _ text: ArraySlice<UInt8>) {
    let (found, expected) = (kernels.results(text), Kernels.scalar.results(text))
    if found != expected {
      Issue.record("\(String(decoding: text, as: UTF8.self).debugDescription)")
    }
  }

  @Test(arguments: [Kernels.scalar] + Kernels.vectors)
  func `nothing is read before a text or behind it`(kernels: Kernels) {
    for seed in UInt64(0)..<300 {
      let all = Self.text(seed)
      var count = min(Int(seed), all.count)
      while count < all.count, all[count] & 0xC0 == 0x80 { count -= 1 }
      let text = all[..<count]
      withGuardedText(text) { #expect(kernels.results(of: $0) == kernels.results(text)) }
    }
    withGuardedText(Array(repeating: 0x41, count: 32)) { _ = kernels.results(of: $0) }
  }

  @Test(arguments: Kernels.vectors)
  func `vectors give what kernels without them give on random text`(kernels: Kernels) {
    for seed in UInt64(0)..<400 { compare(kernels, Self.text(seed)[...]) }
    var texts = RandomTexts(seed: 12)
    for _ in 0..<400 { compare(kernels, Array(texts.nextLong().utf8)[...]) }
  }

  @Test(arguments: Kernels.vectors)
  func `vectors give what kernels without them give on every code point that they know`(
    kernels: Kernels
  ) {
    for scalar in (UInt32(0)...0x3040).lazy.compactMap(Unicode.Scalar.init) {
      let text = Array("كلمة word \(scalar)\(scalar) word, كلمة كلمة كلمة كلمة".utf8)
      compare(kernels, text[...])
    }
  }

  @Test(arguments: Kernels.vectors)
  func `vectors give what kernels without them give on real text`(kernels: Kernels) throws {
    let sample = SharedData.packageRoot + "/Samples/news-sample.jsonl.zst"
    let files = [sample] + SharedData.newsFiles
    var compared = 0
    for file in files {
      // Some 40 KB from all over the file.
      let lines = try Command.output([
        "sh", "-c",
        "zstd -dcq '\(file)' | awk 'NR % 37 == 1 && total < 40000 { total += length; print }'",
      ])
      for line in lines.split(separator: 0x0A) {
        // The sample holds broken records too.
        guard String(validating: line, as: UTF8.self) != nil else { continue }
        compare(kernels, line)
        compared += line.count
      }
    }
    #expect(compared > 10_000)
  }

  @Test(arguments: UInt64(0)..<200)
  func `a string of JSON ends at the first sign that may not stand in it`(seed: UInt64) {
    let text = Self.text(seed)
    let expected = text.firstIndex { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C } ?? text.count
    #expect(Kernels.scalar.findStringSpecial(text, text.count) == expected)
  }
}
