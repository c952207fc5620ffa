import Testing
import WarraqCore
import WarraqText

/// One tiny test for each letter rule of normalisation.
@Suite struct LetterRuleTests {
  struct Rule: CustomTestStringConvertible, Sendable {
    var name: String
    var text: String
    var expected: String
    var testDescription: String { name }

    init(_ name: String, _ text: String, _ expected: String) {
      self.name = name
      self.text = text
      self.expected = expected
    }
  }

  static let separators = [
    Rule("zero-width space", "ا\u{200B}ب", "ا ب"),
    Rule("byte order mark", "\u{FEFF}ا", " ا"),
    Rule("end of ayah", "ا\u{06DD}ب", "ا ب"),
    Rule("start of rub el hizb", "ا\u{06DE}ب", "ا ب"),
    Rule("place of sajdah", "ا\u{06E9}ب", "ا ب"),
    Rule("Arabic comma", "1\u{060C}2", "1 2"),
    Rule("Arabic decimal separator", "1\u{066B}5", "1.5"),
    Rule("Arabic thousands separator", "1\u{066C}500", "1,500"),
    Rule("right quotation mark between letters", "l\u{2019}eau", "l'eau"),
    Rule("right quotation mark at the end", "eaux\u{2019} 5", "eaux\u{2019} 5"),
    Rule("right quotation mark between digits", "5\u{2019}3", "5\u{2019}3"),
    Rule("honorific phrase", "ا\u{FDFA}ب", "ا صلي الله عليه وسلم ب"),
    Rule("praise phrase", "\u{FDFB}ا", " جل جلاله ا"),
  ]

  static let caseFolding = [
    Rule("capitals", "AÉΣЖ", "aéσж"),
    Rule("sharp s", "Straße", "strasse"),
    Rule("final sigma", "ΟΔΟΣ οδος", "οδοσ οδοσ"),
    Rule("dotted capital i", "İstanbul", "istanbul"),
    Rule("dotted i with dot above", "i\u{0307}", "i"),
    Rule("capital i with dot above", "I\u{0307}", "i"),
    Rule("i, a mark below and dot above", "i\u{0323}\u{0307}", "\u{1ECB}\u{0307}"),
    Rule("dotless i", "ı", "ı"),
    Rule("ligature fi", "ﬁn", "fin"),
    Rule("full width", "Ａ１", "a1"),
    Rule("decomposed letter", "e\u{0301}", "é"),
    Rule("combining marks out of order", "a\u{0301}\u{0316}", "\u{E1}\u{0316}"),
    Rule("Hangul letters", "\u{1112}\u{1161}\u{11AB}", "한"),
    Rule("lam alef", "\u{FEFB}", "لا"),
    Rule("medial presentation form", "\u{FEE4}", "م"),
    Rule("soft hyphen", "co\u{AD}op", "coop"),
    Rule("zero-width non-joiner", "می\u{200C}خواهم", "ميخواهم"),
    Rule("right-to-left mark", "ا\u{200F}ب", "اب"),
  ]

  static let marks =
    [
      Rule("tatweel", "كـــتاب", "كتاب"),
      Rule("vowels", "كِتَابٌ", "كتاب"),
      Rule("shadda", "مُحَمَّد", "محمد"),
      Rule("superscript alef", "هٰذا", "هذا"),
      Rule("combining madda", "ا\u{0653}", "ا"),
      Rule("combining hamza behind a vowel", "ا\u{064E}\u{0654}", "ا"),
    ]
    + [
      0x0610, 0x061A, 0x064B, 0x0652, 0x0657, 0x065F, 0x0670, 0x06D6, 0x06DC, 0x06DF, 0x06E8,
      0x06EA, 0x06ED, 0x0898, 0x089F, 0x08CA, 0x08E1, 0x08E3, 0x08FF,
    ].compactMap { Unicode.Scalar($0) }.map {
      Rule("mark U+0\(String($0.value, radix: 16))", "ب\($0)ت", "بت")
    }

  static let letters = [
    Rule("alef with madda", "آ", "ا"), Rule("alef with hamza above", "أ", "ا"),
    Rule("alef with hamza below", "إ", "ا"), Rule("alef wasla", "ٱ", "ا"),
    Rule("alef maksura", "على", "علي"), Rule("Farsi yeh", "فارسی", "فارسي"),
    Rule("keheh", "کتاب", "كتاب"), Rule("teh marbuta", "مدرسة", "مدرسه"),
    Rule("waw with hamza stays", "ؤ", "ؤ"), Rule("yeh with hamza stays", "ئ", "ئ"),
    Rule("composed from alef and hamza", "ا\u{0654}", "ا"),
  ]

  static let digits = [
    Rule("Arabic digits", "٠١٢٣٤٥٦٧٨٩", "0123456789"),
    Rule("extended Arabic digits", "۰۱۲۳۴۵۶۷۸۹", "0123456789"),
    Rule("Devanagari digits stay", "१", "१"),
  ]

  @Test(arguments: separators + caseFolding + marks + letters + digits)
  func `a letter rule holds`(rule: Rule) {
    #expect(normalized(rule.text) == escaped(rule.expected))
  }

  @Test(arguments: ["ps", "ug", "ks", "sd", "ckb", "pus", "uig", "kas", "snd", "ckb-IQ", "SD_pk"])
  func `marks and letters stay in languages that tell them apart`(language: String) {
    #expect(normalized("أَیکة ٣", language: language) == escaped("أَیکة 3"))
    #expect(normalized("أَیکة ٣", arabic: .always, language: language) == escaped("ايكه 3"))
  }

  @Test(arguments: ["ar", "fa", "ur", "", "sdx", nil])
  func `marks go and letters merge in all other languages`(language: String?) {
    #expect(normalized("أَیکة", language: language) == escaped("ايكه"))
    #expect(normalized("أَیکة", arabic: .never, language: language) == escaped("أَیکة"))
  }

  @Test func `stop words are matched before letters merge`() {
    let analyzing = Analyzing()
    analyzing.analyze("ذهب علي إلى عَلَى ٣")
    #expect(escaped(analyzing.unfolded) == escaped("ذهب علي إلى على 3"))
    #expect(escaped(analyzing.normalized) == escaped("ذهب علي الي علي 3"))
    #expect(
      analyzing.document.analysis.unfolded.count == analyzing.document.analysis.normalized.count)
  }

  @Test func `marks keep to canonical order where they stay`() {
    // Fatha has class 30, shadda 33.
    #expect(normalized("ب\u{0651}\u{064E}", arabic: .never) == escaped("ب\u{064E}\u{0651}"))
    #expect(normalized("ب\u{064E}\u{0651}", arabic: .never) == escaped("ب\u{064E}\u{0651}"))
  }

  @Test func `a long run of marks is one unit`() {
    let text = "a" + String(repeating: "\u{0301}\u{0316}", count: 20_000)
    let expected =
      "á" + String(repeating: "\u{0316}", count: 20_000)
      + String(repeating: "\u{0301}", count: 19_999)
    #expect(normalized(text) == escaped(expected))
  }

  @Test func `an empty text stays empty`() {
    #expect(normalized("") == "")
    #expect(tokens("") == [])
  }
}
