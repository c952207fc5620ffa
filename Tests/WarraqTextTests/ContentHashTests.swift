import CWarraqICU
import Testing
import WarraqCore
import WarraqText

@Suite struct ContentHashTests {
  private func hash(_ text: String) -> ContentHash {
    Array(text.utf8).withUnsafeBytes { contentHash(of: $0) }
  }

  @Test func `the hash is XXH3-128 with seed 0`() {
    // The canonical value for no bytes, as xxhsum -H2 prints it.
    #expect(hash("") == ContentHash(high: 0x99AA_06D3_0147_98D8, low: 0x6001_C324_468D_497F))
  }

  @Test(arguments: [
    "a b", " a b", "a b ", "a  b", "a \n b", "\r\na\tb\u{0B}", "a\u{A0}b", "a\u{2003}\u{2028}b",
    "\u{3000}a\u{3000}b\u{3000}", "a\u{85}b", "a\u{1680}b\n", "a \u{205F} b",
  ])
  func `white space is collapsed and trimmed`(text: String) {
    #expect(hash(text) == hash("a b"))
  }

  @Test(arguments: ["ab", "a b c", "a\u{200B}b", "a\u{180E}b", "A b", "a\u{9A}b"])
  func `other texts have other hashes`(text: String) {
    #expect(hash(text) != hash("a b"))
  }

  @Test func `texts of white space hash as nothing`() {
    #expect(hash(" \n\u{2029} ") == hash(""))
  }

  @Test func `white space is found wherever it stands`() {
    let letters = "كتاب abc 中文 "
    for length in 1..<70 {
      let head = String(String(repeating: letters, count: 9).prefix(length))
      #expect(hash(head + "\n\n" + letters) == hash(head + " " + letters))
      #expect(hash(head + "x \u{2003}\n") == hash(head + "x"))
    }
  }

  @Test func `exactly the code points of White_Space are collapsed`() {
    for value in UInt32(0)..<0x3100 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let isCollapsed = hash("a\(scalar) \(scalar)b") == hash("a b")
      #expect(isCollapsed == warraq_icu_is_white_space(Int32(value)), "U+\(hex(value))")
    }
  }
}
