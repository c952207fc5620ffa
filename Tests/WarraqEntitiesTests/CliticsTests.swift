import Testing

@testable import WarraqEntities

@Suite struct CliticsTests {
  private func rests(_ word: String) -> [String] {
    let bytes = Array(word.utf8)
    return bytes.withUnsafeBytes { word in
      Clitics.readings(of: word).map { String(decoding: word[$0.withoutArticle...], as: UTF8.self) }
    }
  }

  @Test(arguments: [
    ("بواشنطن", "واشنطن"), ("والاسد", "اسد"), ("للمملكه", "مملكه"), ("وبالرياض", "رياض"),
    ("فقال", "قال"), ("كالقاهره", "قاهره"), ("القاهره", "قاهره"),
  ])
  func `a word may be read without its clitics`(word: String, rest: String) {
    #expect(rests(word).contains(rest))
  }

  @Test(arguments: ["من", "في", "washington", "2011", "سوريا"])
  func `words that can have none have no readings`(word: String) { #expect(rests(word).isEmpty) }
}
