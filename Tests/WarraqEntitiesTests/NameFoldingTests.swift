import Testing
import WarraqCore

@testable import WarraqEntities

/// What of a name is compared: spellings, clitics, titles, lists.
@Suite struct NameFoldingTests {
  @Test func `a name that was folded before is folded the same, by its type and language`() {
    let rules = LinkingRules.shipped
    let folder = NameFolder(spellings: rules.spellings, titles: rules.titles, kept: 4)
    let long = Array(repeating: "الدكتور أحمد", count: 30).joined(separator: " ")
    let names = ["الرئيس باراك أوباما", "الدكتور", "ISTANBUL", "عبد الله", "", "...", long]
    func folded(_ name: String, _ type: EntityType, _ language: String?, _ folder: NameFolder)
      -> String
    {
      var name = name
      name.withUTF8 { folder.fold(UnsafeRawBufferPointer($0), type: type, language: language) }
      return
        "\(folder.words.bytes) \(folder.keyRange) \(folder.keySource) \(folder.titleCount) \(folder.isTitle)"
    }
    for _ in 0..<2 {
      for name in names {
        for type in [EntityType.person, .place, .other] {
          for language in ["ar", "tr", nil] {
            let fresh = NameFolder(spellings: rules.spellings, titles: rules.titles)
            let expected = folded(name, type, language, fresh)
            for _ in 0..<2 { #expect(folded(name, type, language, folder) == expected) }
          }
        }
      }
    }
    // Titles go from persons alone.
    #expect(
      folded(names[0], .person, "ar", folder) != folded(names[0], .place, "ar", folder))
  }

  @Test func `names of any length, type and language are folded as if for the first time`() {
    let rules = LinkingRules.shipped
    let folder = NameFolder(spellings: rules.spellings, titles: rules.titles, kept: 16)
    let fresh = NameFolder(spellings: rules.spellings, titles: rules.titles)
    for number in 0..<4000 {
      // Turkish folds I otherwise, Kurdish another letter of Arabic; of the others there are too many to know.
      let languages = ["ar", "tr", "ckb", "x\(number % 300)"]
      let types = [EntityType.person, .place]
      // One is just as long as what is kept, the next a byte longer.
      let long = String(repeating: "a", count: 58 + number % 4)
      var name = ["الرئيس أحمد كلك", "ISTANBUL", long, "رئيس"][number % 7 % 4]
      name.withUTF8 { name in
        let name = UnsafeRawBufferPointer(name)
        for folder in [folder, folder, fresh] {
          folder.fold(name, type: types[number % 5 % 2], language: languages[number % 11 % 4])
        }
      }
      #expect(folder.words.bytes == fresh.words.bytes && folder.words.starts == fresh.words.starts)
      #expect(folder.words.sources == fresh.words.sources && folder.keyRange == fresh.keyRange)
      #expect(folder.isTitle == fresh.isTitle && folder.titleCount == fresh.titleCount)
    }
  }

  @Test func `spellings of Arabic letters fold`() {
    #expect(Set(LinkedText("[p:أحمد] [p:احمد] [p:أَحْمَد]").entities) == ["احمد"])
  }

  @Test func `names that are written together or apart are one`() {
    #expect(
      Set(LinkedText("[p:عبد الفتاح السيسي] [p:عبدالفتاح السيسي]").entities).count == 1)
    #expect(Set(LinkedText("[l:أبو ظبي] [l:أبوظبي]").entities).count == 1)
  }

  @Test func `spellings of one foreign name fold`() {
    #expect(Set(LinkedText("[p:سيرغي لافروف] [p:سيرجي لافروف]").entities).count == 1)
    #expect(Set(LinkedText("[p:حسن علي] [p:حسين علي]").entities).count == 2)
  }

  @Test func `case and full stops fold`() {
    #expect(Set(LinkedText("[o:NASA] [o:Nasa] [o:N.A.S.A.]").entities) == ["nasa"])
  }

  @Test func `a clitic that the recogniser tells apart is no part of the name`() {
    let text = LinkedText("[l:ب|دمشق]، [l:دمشق]")
    #expect(text.entities == ["دمشق", "دمشق"])
    #expect(text.mentions[0].form == "بدمشق")
    #expect(text.spelled == ["دمشق", "دمشق"])
  }

  @Test func `a clitic that it does not tell apart goes where the document holds the name`() {
    let text = LinkedText("[l:وقطر]، [l:قطر]، [l:للمغرب]، [l:المغرب]، [l:باريس]")
    #expect(text.entities == ["قطر", "قطر", "المغرب", "المغرب", "باريس"])
    #expect(text.spelled == ["", "قطر", "", "المغرب", "باريس"])
  }

  @Test func `the letter that is left of an article is one where the rest is known`() {
    #expect(
      LinkedText("[o:ل|لجامعة العربية] [l:ل|لبنان]").entities == ["جامعه الدول العربيه", "لبنان"])
  }

  @Test func `forms with clitics are read as what they come from`() {
    for word in ["قطر", "السعوديه", "وليد", "كيري"] {
      Array(word.utf8).withUnsafeBytes { bytes in
        NameClitics.forEachForm(of: bytes) { form, clitics in
          #expect(clitics == 0 || form.dropFirst(clitics).elementsEqual(bytes))
          guard !form.elementsEqual(bytes) else { return }
          #expect(NameClitics.forEachReading(of: form) { $0.elementsEqual(bytes) })
        }
      }
    }
  }

  @Test func `two clitics before one word are clitics`() {
    #expect(LinkedText("[l:وقطر]، [l:بقطر]").entities == ["قطر", "قطر"])
    #expect(
      Set(LinkedText("[l:بريطانيا]، [l:وبريطانيا]، [l:لبريطانيا]").entities) == ["بريطانيا"])
  }

  @Test func `a clitic goes before a short form too`() {
    #expect(
      LinkedText("[p:باراك أوباما] [p:لأوباما]").entities == ["باراك اوباما", "باراك اوباما"])
  }

  @Test func `titles go, in Arabic and in English`() {
    let text = LinkedText("[p:الدكتور خالد خوجة] [p:خالد خوجة] [p:الرئيس الدكتور خالد خوجة]")
    #expect(Set(text.entities) == ["خالد خوجه"])
    #expect(text.spelled == [String](repeating: "خالد خوجة", count: 3))
    #expect(
      Set(LinkedText("[p:President Barack Obama] [p:Mr. Barack Obama]").entities)
        == ["barack obama"])
    #expect(LinkedText("[p:للرئيس هادي]").entities == ["هادي"])
  }

  @Test func `titles of places and organisations go`() {
    #expect(Set(LinkedText("[l:دولة قطر] [l:قطر]").entities) == ["قطر"])
    #expect(Set(LinkedText("[o:حركة فتح] [o:فتح]").entities).count == 1)
  }

  @Test func `a name that is nothing but a title stays, and goes to who bears it`() {
    #expect(LinkedText("[p:الرئيس]").entities == ["الرئيس"])
    #expect(
      Set(
        LinkedText("[p:خادم الحرمين الشريفين الملك فهد] [p:خادم الحرمين الشريفين الملك]").entities)
        == ["فهد"])
  }

  @Test func `lists know other names`() {
    let text = LinkedText("[l:أمريكا] [l:لأمريكا] [o:فيفا] [l:USA]")
    #expect(
      text.entities == ["الولايات المتحده", "الولايات المتحده", "الفيفا", "united states"])
    #expect(Set(text.links) == [.alias])
  }

  @Test func `what is short for the name that a list has is that name`() {
    #expect(
      LinkedText("[p:سيب بلاتر] [p:بلاتر]").entities == ["جوزيف بلاتر", "جوزيف بلاتر"])
    #expect(
      LinkedText("[l:المملكة المتحدة] [l:المملكة]").entities
        == ["بريطانيا", "المملكه العربيه السعوديه"])
  }

  @Test func `a list may know a name by its title`() {
    let text = LinkedText("[p:الملك سلمان] [p:سلمان الدوسري] [p:الملك فهد]")
    #expect(text.links == [.alias, .full, .full])
    #expect(LinkedText("[p:الملك سلمان]").entities == ["سلمان بن عبدالعزيز ال سعود"])
    #expect(LinkedText("[p:سلمان]").links == [.full])
  }

  @Test func `a user's file goes before lists and document`() throws {
    let user = try #require(
      UserAliases(lines: ["أمريكا\tأميركا الشمالية", "Obama\tThe President", "!على"]))
    let text = LinkedText(
      "[l:أمريكا] [p:Barack Obama] [p:Obama] [p:على] [p:علي]", user: user)
    #expect(text.entities == ["امريكا الشماليه", "barack obama", "the president", "علي"])
    #expect(text.links == [.pinned, .full, .pinned, .full])
    #expect(text.excluded == 1)
  }

  @Test func `a file with another line is refused`() {
    #expect(UserAliases(lines: ["Obama"]) == nil)
    #expect(UserAliases(lines: ["a\tb\tc"]) == nil)
    #expect(UserAliases(lines: ["!"]) == nil)
  }
}
