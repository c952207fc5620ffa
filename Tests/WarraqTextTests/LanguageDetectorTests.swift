import Testing
import WarraqText

@Suite struct LanguageDetectorTests {
  private func language(_ text: String) -> String? {
    Array(text.utf8).withUnsafeBytes(LanguageDetector.language)
  }

  @Test(arguments: [
    ("ar", "دعا رئيس الائتلاف الوطني السوري المعارض واشنطن إلى المساعدة في إقامة مناطق آمنة"),
    ("fa", "رئیس جمهوری ایران امروز در نشست خبری گفت که این گفتگوها ادامه خواهد داشت"),
    ("ur", "وزیر اعظم نے آج اسلام آباد میں کہا کہ حکومت عوام کے مسائل حل کرے گی"),
    ("en", "The minister said on Thursday that talks would go on in Geneva next week"),
    ("de", "Der Minister sagte am Donnerstag, die Gespräche würden in Genf fortgesetzt"),
    ("fr", "Le ministre a déclaré jeudi que les pourparlers continueraient à Genève"),
    ("ru", "Министр заявил в четверг, что переговоры в Женеве будут продолжены"),
    ("he", "השר אמר ביום חמישי כי השיחות יימשכו בשבוע הבא"),
    ("zh", "部长星期四表示，日内瓦的会谈将继续进行，各方同意下周再次会面"),
  ])
  func `common languages are told by a sentence`(code: String, text: String) {
    #expect(language(text) == code)
  }

  @Test(arguments: ["", " ", "12.5 % 2015", "\u{2014}", "کلمهxyz"])
  func `of what says too little no language is named`(text: String) {
    #expect(language(text) == nil)
  }

  @Test func `a long text is cut between letters, and begins in its language`() {
    // Every offset of the cut within a letter of two, three and four bytes.
    for padding in 0..<4 {
      for letter in ["س", "中", "𐎠"] {
        let lead = String(repeating: "a", count: padding)
        _ = language(lead + String(repeating: letter, count: 1_200))
      }
    }
    let arabic = String(repeating: "قال وزير الخارجية إن المحادثات سوف تستمر. ", count: 40)
    #expect(language(arabic + String(repeating: "and then in English. ", count: 400)) == "ar")
  }
}
