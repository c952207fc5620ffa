import CWarraqICU
import Testing
import WarraqCore
import WarraqText

@Suite struct TokenizerTests {
  @Test(arguments: [
    ("قال الرئيس، أمس: نعم!", ["قال", "الرييس", "امس", "نعم"]),
    ("don't stop-motion 3.14 1,000", ["don't", "stop", "motion", "3.14", "1,000"]),
    ("snake_case _ __ a1", ["snake_case", "__", "a1"]),
    ("www.example.com me@example.com", ["www.example.com", "me@example.com"]),
    ("10:30 a:b", ["10", "30", "a", "b"]),
    ("한국어 사전 2022년", ["한국어", "사전", "2022", "년"]),
    ("צה\"ל ג'ירפה", ["צה\"ל", "ג'ירפה"]),
    ("中文分词 abc", ["中文", "分词", "abc"]),
    ("ภาษาไทย", ["ภาษา", "ไทย"]),
  ])
  func `words and numbers come out as the word break rules say`(text: String, words: [String]) {
    // The yeh with hamza stays a letter of its own.
    #expect(tokens(text) == words.map { $0 == "الرييس" ? "الرئيس" : $0 })
  }

  @Test(arguments: [
    ("الرياض.وقال", ["الرياض", "وقال"]),
    ("ا.ف.ب", ["ا.ف.ب"]),
    ("ا.ف.بيان", ["ا", "ف", "بيان"]),
    ("جدة.abc", ["جده.abc"]),
    ("abc.def", ["abc.def"]),
    ("слово.слово", ["слово.слово"]),
    ("قال.1", ["قال", "1"]),
    ("د.محمد", ["د", "محمد"]),
  ])
  func `full stops between letters of other scripts split`(text: String, words: [String]) {
    #expect(tokens(text) == words)
  }

  @Test func `a token without a letter is a number`() {
    let analyzing = Analyzing()
    analyzing.analyze("٢٠١٥ م3 __ @ عام")
    #expect(
      analyzing.document.analysis.tokens.map(\.hasLetter) == [false, true, false, false, true])
  }

  @Test(arguments: ["12 ab 3", "é 5 ب", "12 ab ", "abcdefghijklmnopqrstuvwxyz0123456789 9 z"])
  func `tokens are the same wherever they stand`(text: String) throws {
    let tokenizer = Tokenizer()
    func tokenize(_ text: String) -> [Token] {
      var tokens: [Token] = []
      Array(text.utf8).withUnsafeBytes { tokenizer.tokenize($0, into: &tokens) }
      return tokens
    }
    let here = tokenize(text)
    for count in 1...130 {
      let there = tokenize(String(repeating: " ", count: count) + text)
      try #require(
        there.map(\.range) == here.map { $0.range.lowerBound + count..<$0.range.upperBound + count }
      )
      try #require(there.map(\.hasLetter) == here.map(\.hasLetter))
    }
  }

  /// ICU's iterator cuts at U+30FC, or not, by whether it has met an ideograph.
  @Test(arguments: ["゛゛", "ー", "abc", "ไทย"])
  func `what was read before does not matter`(before: String) {
    func tokens(_ texts: [String]) -> [Token] {
      let tokenizer = Tokenizer()
      var tokens: [Token] = []
      for text in texts {
        Array(text.utf8).withUnsafeBytes { tokenizer.tokenize($0, into: &tokens) }
      }
      return tokens
    }
    for text in ["ー中国_", "ー中国", "ーー_a"] {
      #expect(tokens([before, text]) == tokens([text]))
      #expect(tokens(["中中", text]) == tokens([text]))
    }
  }

  @Test(arguments: [
    ("", false), (" \n\t", false), ("...!؟،", false), ("_", false), (" ... ا", true), ("5", true),
    ("😀", false), ("😀 中", true), ("。", false),
  ])
  func `a text has a token or not`(text: String, expected: Bool) {
    let has = Array(text.utf8).withUnsafeBytes { Tokenizer().hasToken($0) }
    #expect(has == expected)
  }

  /// Code points one by one, in the contexts that the rules tell apart. Nothing here is normalised,
  /// so that code points which normalisation removes are tried too.
  @Test func `every code point is treated as ICU treats it`() {
    let contexts: [(String, String)] = [
      ("a", "a"), ("1", "1"), ("a ", " a"), ("_", "_"), ("\u{05D0}", "\u{05D0}"), ("a.", ".a"),
      ("\u{0301}", "\u{0301}"), ("가", "가"), ("مم", "مم"),
      ("中", "国"), ("カ", "タ"),
    ]
    var compared = TokenizerComparison()
    // All of the scripts in common use; of the rest, which are mostly ideographs, a sample.
    for value in UInt32(1)..<0xE_0200
    where 0x16FE0..<0x17002 ~= value || value < 0x3200 || value % 61 == 0 || SharedData.isLong {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = contexts.map { $0.0 + String(scalar) + $0.1 }.joined(separator: " ")
      if !compared.compare(text) { return }
    }
  }

  @Test func `random strings are cut as ICU cuts them`() {
    var random = RandomTexts(seed: 3)
    var compared = TokenizerComparison()
    for round in 0..<(SharedData.isLong ? 500_000 : 5_000) {
      // Alone, and amid separators and words at every offset from the kernel's blocks.
      let text = random.next()
      let padded = String(repeating: "، ab. ", count: round % 23) + text + random.next()
      if !compared.compare(text) || !compared.compare(padded) { return }
    }
  }
}

/// Compares ``Tokenizer`` with ICU's own iterator and the full-stop rule written out plainly.
struct TokenizerComparison {
  private let tokenizer: Tokenizer
  private let iterator = warraq_word_iterator_open()
  private var tokens: [Token] = []

  init(_ tokenizer: Tokenizer = Tokenizer()) { self.tokenizer = tokenizer }

  /// Whether both agree; records an issue where they do not.
  mutating func compare(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    bytes.withUnsafeBytes { tokenizer.tokenize($0, into: &tokens) }
    let ours = tokens.map(\.range)
    let expected = words(bytes).flatMap { split(bytes, $0) }
    let letters = expected.map { range in
      string(bytes[range]).unicodeScalars.contains { warraq_icu_is_letter(Int32($0.value)) }
    }
    let hasToken = bytes.withUnsafeBytes { tokenizer.hasToken($0) }
    if ours == expected, tokens.map(\.hasLetter) == letters, hasToken == !expected.isEmpty {
      return true
    }
    Issue.record("\(escaped(text)): ours \(ours), ICU \(expected)")
    return false
  }

  private func words(_ bytes: [UInt8]) -> [Range<Int>] {
    guard warraq_word_iterator_set_text(iterator, bytes, bytes.count) else { return [] }
    var result: [Range<Int>] = []
    var start = 0
    var status: Int32 = 0
    while true {
      let end = Int(warraq_word_iterator_next(iterator, &status))
      if end < 0 { return result }
      if status >= 100 { result.append(start..<end) }
      start = end
    }
  }

  private func split(_ bytes: [UInt8], _ range: Range<Int>) -> [Range<Int>] {
    let scalars = Array(string(bytes[range]).unicodeScalars)
    let foreign = scalars.map {
      warraq_icu_is_letter(Int32($0.value)) && !warraq_icu_is_latin_greek_cyrillic(Int32($0.value))
    }
    let stops = scalars.indices.filter {
      scalars[$0] == "." && $0 > 0 && $0 + 1 < scalars.count && foreign[$0 - 1] && foreign[$0 + 1]
    }
    guard !stops.isEmpty else { return [range] }
    let parts = zip([0] + stops.map { $0 + 1 }, stops + [scalars.count]).map { $0..<$1 }
    let letters = parts.map { part in
      scalars[part].filter { warraq_icu_is_letter(Int32($0.value)) }.count
    }
    guard letters.contains(where: { $0 > 2 }) else { return [range] }
    return parts.map { part in
      let start =
        range.lowerBound + String(String.UnicodeScalarView(scalars[..<part.lowerBound])).utf8.count
      return start..<start + String(String.UnicodeScalarView(scalars[part])).utf8.count
    }
  }
}
