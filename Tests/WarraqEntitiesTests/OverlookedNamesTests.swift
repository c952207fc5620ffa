import Testing
import WarraqCore

@testable import WarraqEntities
import struct WarraqTestKit.SplitMix

/// What is added to the names that a recogniser found, and mended in them.
@Suite struct OverlookedNamesTests {
  /// The names of a text with marks, after mending.
  private static func names(
    _ marked: String, _ language: String = "ar", user: UserAliases = UserAliases()
  ) throws -> [String] {
    let marked = MarkedText(marked)
    let document = Recognizing.document(
      String(decoding: marked.text, as: UTF8.self), language: language)
    let models = try ModelFolder()
    let model = try #require(try models.model(language: language))
    let recognizer = EntityRecognizer(model)
    var found: [EntitySpan] = []
    recognizer.recognize(document, into: &found)
    var spans = marked.spans
    OverlookedNames(
      LinkingRules.with(user), model,
      knowsLanguage: language != "ur"
    ).add(to: &spans, of: document, recognizer)
    return spans.map { String(decoding: document.text[$0.name], as: UTF8.self) }
  }

  @Test func `the last name of a person is found wherever it stands, with clitics too`() throws {
    #expect(
      try Self.names("[p:بشار الأسد] في دمشق. إن الأسد قال، ولقاء وفد للأسد")
        == ["بشار الأسد", "الأسد", "للأسد"])
  }

  @Test(arguments: [
    "[p:أحمد المصري] قال إن الشعب المصري", "[p:علي حسن] قال إن حسن الأداء مهم",
    "[p:محمد سعيد] وهو سعيد بالفوز", "[p:بشار الأسد] في شارع الأسد",
    "[p:وائل الحربي] والقرار الحربي", "[p:ظافر الشهري]، ديوانية المثقفات الشهري",
  ])
  func `an ordinary word is no name, nor what a street is named after`(text: String) throws {
    #expect(try Self.names(text).count == 1)
  }

  @Test func `a word that a model cannot know is no name by itself`() throws {
    // The end of the name is wrong: it is a word as frequent as "of".
    #expect(
      try Self.names("[p:عمران خان کی] حکومت نے لاہور کی عدالت کی درخواست کی", "ur")
        == ["عمران خان کی"])
  }

  @Test func `a common last name is found behind a title or a verb of speech`() throws {
    #expect(try Self.names("[p:علي حسن]، وقال حسن إنه") == ["علي حسن", "حسن"])
  }

  @Test func `a whole name is found again`() throws {
    #expect(
      try Self.names("[p:فهد جاسم الفريج] وصل. لقاء مع فهد جاسم الفريج")
        == ["فهد جاسم الفريج", "فهد جاسم الفريج"])
  }

  @Test func `a name that was cut short goes on, where the text says so`() throws {
    #expect(
      try Self.names("[p:فهد جاسم] الفريج وصل. وقال الفريج إنه") == ["فهد جاسم الفريج", "الفريج"])
    #expect(try Self.names("[p:فهد جاسم] الوزير وصل. وقال الوزير إنه") == ["فهد جاسم"])
    #expect(try Self.names("أكد فواز [p:العنزي] ذلك") == ["فواز العنزي"])
  }

  @Test func `names of the lists are found`() throws {
    #expect(
      try Self.names("ميليشيا للحوثيين قرب العاصمة المقدسة، وأمر خادم الحرمين الشريفين")
        == ["للحوثيين", "العاصمة المقدسة", "خادم الحرمين الشريفين"])
    #expect(try Self.names("نزاهة القاعدة في فتح السوق").isEmpty)
  }

  @Test func `a name of the lists takes the place of parts of another type, or of a person`() throws
  {
    #expect(try Self.names("فوز [l:باريس] سان جيرمان") == ["باريس سان جيرمان"])
    #expect(try Self.names("قال علي [p:عبدالله صالح]") == ["علي عبدالله صالح"])
    #expect(try Self.names("في [l:مكة] المكرمة") == ["مكة"])
  }

  @Test func `names of the user's file are found`() throws {
    let user = try #require(UserAliases(lines: ["عين اليوم\tصحيفة عين اليوم"]))
    #expect(try Self.names("صرح لعين اليوم أمس", user: user) == ["عين اليوم"])
  }

  @Test func `capitals are as the lists have them, and nothing else stands beside them`() throws {
    #expect(try Self.names("the US told us, Google said", "en") == ["US", "Google"])
    #expect(try Self.names("der US-Präsident und die EU", "de") == ["EU"])
    #expect(try Self.names("New York Times", "en").isEmpty)
  }

  @Test(arguments: [
    ("[o:الاتحاد الأوروبي والسعودية]", ["الاتحاد الأوروبي", "السعودية"]),
    ("[p:ابن تيمية أو الغزالي]", ["ابن تيمية", "الغزالي"]),
    ("[p:فهد بن عبدالعزيز رحمه الله]", ["فهد بن عبدالعزيز"]),
    ("[o:وزارة التربية والتعليم]", ["وزارة التربية والتعليم"]),
    ("[p:وليد المعلم]", ["وليد المعلم"]),
    ("بلغت 3 مليارات [?:دولار] وقيمة 45 [o:ريال]", []), ("[p:أو] قال [p:الله]", []),
    ("[o:ريال] مدريد", ["ريال"]),
  ])
  func `two names are two, and what is no name goes`(text: String, names: [String]) throws {
    #expect(try Self.names(text) == names)
  }

  @Test(arguments: ["ar", "en"])
  func `spans stay in order and do not overlap, whatever the text is like`(
    language: String
  ) throws {
    var words =
      "بشار الأسد والأسد للأسد والحوثيين المملكة صندوق النقد الدولي ، . \n « قال الدكتور و أو"
      .split(separator: " ")
    words += "US - Apple New York Times president الله رحمه 5 مليار ريال كَلِمة ( é".split(
      separator: " ")
    let recognizer = DocumentRecognizer(
      try ModelFolder(), rules: LinkingRules.shipped, memory: 1 << 24)
    var random = SplitMix(7)
    for length in 0..<200 {
      let text = (0..<length % 40).map { _ in
        String(words[random.below(words.count)])
      }.joined(separator: length % 3 == 0 ? "" : " ")
      let document = Recognizing.document(text, language: language)
      try recognizer.recognize(document)
      var end = 0
      for span in document.entities ?? [] {
        #expect(span.form.lowerBound >= end && span.form.upperBound <= document.text.count)
        #expect(span.form.lowerBound <= span.name.lowerBound && !span.name.isEmpty)
        end = span.form.upperBound
      }
    }
  }

  @Test(arguments: [("و", "بشار الأسد"), ("وَ", "بشار الأسد"), ("ﻭ", "ﺑﺸﺎﺭ ﺍﻷﺳﺪ")])
  func `a whole name comes again behind letters of any length`(letter: String, name: String) throws
  {
    #expect(
      try Self.names("[p:بشار الأسد] في دمشق. إن \(letter)\(name) قال") == ["بشار الأسد", name])
    #expect(
      try Self.names("[p:\(letter)|\(name)] في دمشق. إن بشار الأسد قال") == [name, "بشار الأسد"])
  }
}
