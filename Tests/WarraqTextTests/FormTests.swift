import Testing

/// Which bytes of the source a token stands for.
@Suite struct FormTests {
  @Test(arguments: [
    ("مُحَمَّدٌ قال", ["مُحَمَّدٌ", "قال"]),
    ("سنة ٢٠١٥، شهر", ["سنة", "٢٠١٥", "شهر"]),
    ("\u{FEFF}Straße ﬁn", ["Straße", "ﬁn"]),
    ("\u{FDFA}", ["\u{FDFA}", "\u{FDFA}", "\u{FDFA}", "\u{FDFA}"]),
    ("l\u{2019}Été", ["l\u{2019}Été"]),
    ("e\u{0301}a ca\u{AD} b", ["e\u{0301}a", "ca\u{AD}", "b"]),
    ("(⑺)", ["⑺"]),
    ("\u{202B}كتاب\u{202C} x", ["كتاب", "x"]),
    ("M\u{16FF1}", ["M\u{16FF1}"]),
    ("الرياضُ.وقال", ["الرياضُ", "وقال"]),
  ])
  func `a form is the source of the units that made the token`(text: String, forms: [String]) {
    let analyzing = Analyzing()
    analyzing.analyze(text)
    #expect(analyzing.forms.map(escaped) == forms.map(escaped))
  }
}
