import Testing
import WarraqCore

/// Pages of news, with the names that somebody reads in them.
@Suite struct NewsPageTests {
  @Test func `the names of the news page that the project began with are found`() throws {
    guard let page = SharedData.text("pages/ar-news-page.txt") else { return }
    let names = try Recognizing("ar").names(page, language: "ar")
    let found = Set(names.map(\.text))
    for name in [
      "خالد خوجة", "جون كيري", "بشار الأسد", "حسين دهقان", "واشنطن", "إيران", "جنيف", "طهران",
    ] {
      #expect(found.contains(name), "\(name)")
    }
    #expect(names.contains { $0.text == "خوجة" && $0.type == .person })
    #expect(names.contains { $0.text == "كيري" && $0.type == .person })
    #expect(names.contains { $0.text.hasPrefix("فهد جاسم") && $0.type == .person })
    #expect(names.contains { $0.text == "إرنا" && $0.type == .organisation })
  }

  @Test func `clitics do not belong to names, and stay in forms`() throws {
    guard let page = SharedData.text("pages/ar-news-page.txt") else { return }
    let names = try Recognizing("ar").names(page, language: "ar")
    #expect(names.contains { $0.text == "واشنطن" && $0.form == "بواشنطن" })
    #expect(!names.contains { $0.text == "بواشنطن" })
  }

  @Test(arguments: [
    ("وقال الرئيس المصري حسني مبارك إنه سيزور بيروت غدا.", "حسني مبارك", EntityType.person),
    ("وصل وزير الخارجية الفرنسي إلى لبنان وسوريا.", "سوريا", .place),
    ("أعلنت منظمة الصحة العالمية ارتفاع عدد المصابين في الصين.", "الصين", .place),
    ("عقد مجلس الأمن جلسة حول الأزمة في العراق.", "العراق", .place),
  ])
  func `names in single sentences are found`(
    text: String, name: String, type: EntityType
  ) throws {
    let names = try Recognizing("ar").names(text, language: "ar")
    #expect(names.contains { $0.text == name && $0.type == type }, "\(names)")
  }

  @Test func `a letter that belongs to a name is no clitic, though the rest is a name too`() throws
  {
    let text = "قال باراك أوباما إن بلاده تدعم العراق. وأضاف أن جوزيف بلاتر سيزور البيت الأبيض."
    let names = try Recognizing("ar").names(text, language: "ar").map(\.text)
    #expect(names.contains("باراك أوباما") && !names.contains { $0.hasPrefix("لاتر") }, "\(names)")
    let washington = try Recognizing("ar").names("وصل الوفد إلى بواشنطن.", language: "ar")
    #expect(washington.allSatisfy { $0.text == "واشنطن" })
  }

  @Test func `the same document gives the same names, whatever was read before`() throws {
    let text = "التقى الرئيس الأمريكي باراك أوباما الملك عبد الله في عمان."
    let fresh = try Recognizing("ar").names(text, language: "ar")
    let used = try Recognizing("ar")
    _ = used.names("قال محمد إن الرياض مدينة كبيرة. وقالت سارة.", language: "ar")
    #expect(used.names(text, language: "ar") == fresh)
  }

  @Test(arguments: ["", " ", "\n\n", "...", "،؛", "123"])
  func `texts without words have no names`(text: String) throws {
    #expect(try Recognizing("ar").names(text, language: "ar").isEmpty)
  }
}
