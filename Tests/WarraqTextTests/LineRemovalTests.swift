import Testing
import WarraqCore
import WarraqText

/// Lines taken out of a normalised text leave what normalising the rest would give.
@Suite struct LineRemovalTests {
  private let normalizer = Normalizer(arabic: .always, needs: [.alignment, .unfolded])

  /// What lines are made of: letters that keep their length, grow, shrink, compose with what stands before
  /// them or vanish.
  private static let pieces = [
    "a", "B", "ي", "ى", "ـ", "ً", "é", "e\u{301}", "\u{301}", "\u{315}\u{300}", "ﷺ", "İ", "’",
    "x’y",
    "가", "\u{1100}", "\u{1161}", "…", "\u{200B}", "\u{2028}", "\r", "\t", " ", " ", "1", "٣", "中",
    "©",
  ]

  private static func sample(_ seed: UInt64) -> (lines: [String], removed: [Int]) {
    var state = seed &* 0x9E37_79B9_7F4A_7C15
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(limit))
    }
    let lines = (0..<1 + random(7)).map { _ in
      let start = random(4) == 0 ? "" : "x"
      return start + (0..<random(6)).map { _ in pieces[random(pieces.count)] }.joined()
    }
    return (lines, lines.indices.filter { _ in random(3) == 0 })
  }

  private func normalized(_ lines: [String]) -> Document {
    let document = Document()
    document.replaceText { $0 = lines.map { Array($0.utf8) }.joined(separator: [0x0A]).map { $0 } }
    var analysis = Analysis()
    document.text.withUnsafeBytes { normalizer.normalize($0, language: nil, into: &analysis) }
    document.analysis = analysis
    return document
  }

  @Test func `what is left is what normalising it would give`() {
    var renewed = 0
    for seed in UInt64(0)..<20_000 {
      let (lines, removed) = Self.sample(seed)
      let expected = normalized(
        lines.indices.filter { !removed.contains($0) }.map { lines[$0] })
      let document = normalized(lines)
      document.removeLines(removed)
      #expect(document.text == expected.text, "\(lines) \(removed)")
      // Where a mark joins a line feed, the text must be normalised anew.
      guard document.analysis.isNormalized else {
        renewed += 1
        continue
      }
      #expect(document.analysis.normalized == expected.analysis.normalized, "\(lines) \(removed)")
      #expect(document.analysis.unfolded == expected.analysis.unfolded, "\(lines) \(removed)")
      #expect(Self.places(document) == Self.places(expected), "\(lines) \(removed)")
    }
    #expect(renewed > 0 && renewed < 310)
  }

  @Test func `ordinary texts are not normalised anew`() {
    let document = normalized(["اقرأ المزيد", "Café, “quoted” …", "Share ©", "end…"])
    document.removeLines([0, 2])
    #expect(document.analysis.isNormalized)
    #expect(
      String(decoding: document.analysis.normalized, as: UTF8.self) == "café, “quoted” ...\nend...")
    document.removeLines([1])
    #expect(document.analysis.isNormalized)
    document.removeLines([0])
    #expect(document.analysis.normalized.isEmpty && document.text.isEmpty)
  }

  /// The places in the text of every character of the normalised text.
  private static func places(_ document: Document) -> [Range<Int>] {
    let normalized = document.analysis.normalized
    let starts = normalized.indices.filter { normalized[$0] & 0xC0 != 0x80 } + [normalized.count]
    return zip(starts, starts.dropFirst()).map { start, end in
      document.analysis.alignment.source(
        of: start..<end, normalizedCount: normalized.count, sourceCount: document.text.count)
    }
  }
}
