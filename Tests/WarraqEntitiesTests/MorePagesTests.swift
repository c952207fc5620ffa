import Testing
import WarraqCore

@testable import WarraqEntities

/// Pages in the manner of news, written for this: what a reader finds in them, under which names.
@Suite struct MorePagesTests {
  @Test func `the page that the project began with, as the stage reads it`() throws {
    guard let text = SharedData.text("pages/ar-news-page.txt") else { return }
    let page = try ReadPage(text, "ar")
    #expect(page.entities("خالد خوجة", "خوجة") == ["خالد خوجه"])
    #expect(page.entities("جون كيري", "كيري") == ["جون كيري"] && page.count("كيري") == 2)
    #expect(page.entities("بشار الأسد", "الأسد") == ["بشار الاسد"] && page.count("الأسد") == 2)
    #expect(page.entities("بواشنطن", "واشنطن") == ["واشنطن"])
    #expect(page.entities("فهد جاسم الفريج", "الفريج") == ["فهد جاسم الفريج"])
    #expect(page.entities("حسين دهقان") == ["حسين دهقان"])
    #expect(page.entities("سانا", "إرنا") == ["سانا", "ارنا"])
    #expect(page.entities("الائتلاف السوري") == ["الائتلاف الوطني السوري"])
    #expect(page.count("دولار") == 0)
  }

  @Test func `ministers by their names, their last names and their titles`() throws {
    let page = try ReadPage(
      """
      استقبل رئيس الوزراء العراقي حيدر العبادي في بغداد أمس وزير الخارجية الفرنسي لوران فابيوس، وبحثا الحرب على \
      تنظيم داعش. وقال العبادي في مؤتمر صحافي إن بلاده تحتاج إلى دعم باريس، وأكد فابيوس أن فرنسا تقف مع العراق. \
      وأضاف الوزير فابيوس أن القوات العراقية والحوثيين في اليمن ملفان مختلفان.
      وغادر فابيوس بغداد إلى أربيل حيث التقى مسعود بارزاني. وشدد بارزاني على أهمية الدعم الفرنسي للعراق.
      """, "ar")
    #expect(page.entities("حيدر العبادي", "العبادي") == ["حيدر العبادي"])
    #expect(page.entities("لوران فابيوس", "فابيوس") == ["لوران فابيوس"])
    #expect(page.count("فابيوس") == 3)
    #expect(page.entities("مسعود بارزاني", "بارزاني") == ["مسعود بارزاني"])
    #expect(page.entities("العراق", "للعراق") == ["العراق"])
    #expect(page.entities("والحوثيين") == ["جماعه الحوثي"])
  }

  @Test func `a name that is an adjective too, and a king by his title`() throws {
    let page = try ReadPage(
      """
      أعلن المتحدث الأمني اللواء منصور التركي في الرياض أن الجهات الأمنية قبضت على خلية في المملكة. واتصل خادم \
      الحرمين الشريفين الملك سلمان بن عبدالعزيز بأمير الكويت الشيخ صباح الأحمد الجابر الصباح. وبعث خادم الحرمين \
      الشريفين رسالة إلى الرئيس التركي رجب طيب أردوغان، ورحب أردوغان بالرسالة.
      """, "ar")
    #expect(page.entities("منصور التركي") == ["منصور التركي"] && page.count("التركي") == 0)
    #expect(
      page.entities("خادم الحرمين الشريفين", "سلمان بن عبدالعزيز")
        == ["سلمان بن عبدالعزيز ال سعود"])
    #expect(page.entities("رجب طيب أردوغان", "أردوغان") == ["رجب طيب اردوغان"])
    #expect(page.entities("المملكة") == ["المملكه العربيه السعوديه"])
  }

  @Test func `names of which two have the same end, and names that are common words`() throws {
    let page = try ReadPage(
      """
      فاز الفريق بهدفين سجلهما ناصر الشمراني وسلمان الفرج. وقال الشمراني بعد المباراة إن الفريق حسن أداءه كثيرا، \
      وشكر المدرب جورجيوس دونيس. وأكد دونيس أن الحارس حسن العتيبي جاهز. ودعا صندوق النقد الدولي اليونان إلى \
      الإصلاح، وطلبت أثينا 5 مليارات دولار. وقال سعيد الغامدي إنه تحدث مع خالد الغامدي، وأضاف الغامدي أن لصالح الفريق \
      فرصة.
      """, "ar")
    #expect(page.entities("ناصر الشمراني", "الشمراني") == ["ناصر الشمراني"])
    #expect(page.entities("جورجيوس دونيس", "دونيس") == ["جورجيوس دونيس"])
    #expect(page.entities("الغامدي") == ["الغامدي"])
    #expect(page.entities("صندوق النقد الدولي") == ["صندوق النقد الدولي"])
    #expect(page.count("حسن") == 0 && page.count("لصالح") == 0 && page.count("دولار") == 0)
  }

  @Test func `an English page`() throws {
    let page = try ReadPage(
      """
      Philip Hammond met John Kerry in London on Tuesday. The United States and Britain would act together, Kerry said. \
      Mr Kerry thanked Hammond before he flew to Paris. Bill Clinton and Hillary Clinton did not comment; Clinton was in \
      New York. Gordon Brown wore a brown coat.
      """, "en")
    #expect(page.entities("John Kerry", "Kerry", "Mr Kerry").contains("john kerry"))
    #expect(page.entities("Clinton") == ["clinton"])
    #expect(
      page.entities("Bill Clinton", "Hillary Clinton") == ["bill clinton", "hillary clinton"])
    #expect(page.entities("Britain") == ["united kingdom"] && page.count("brown") == 0)
  }

  @Test func `a French page`() throws {
    let page = try ReadPage(
      """
      Laurent Fabius a rencontré John Kerry à Paris. Fabius a déclaré que la France soutiendrait l'accord. Puis M. Kerry \
      a quitté Paris, et la France.
      """, "fr")
    #expect(page.entities("Laurent Fabius", "Fabius") == ["laurent fabius"])
    #expect(page.entities("John Kerry", "Kerry") == ["john kerry"])
    #expect(page.entities("Paris", "France") == ["paris", "france"])
  }

  @Test func `a German page, whose common nouns have capitals`() throws {
    let page = try ReadPage(
      """
      Bundeskanzlerin Angela Merkel traf am Dienstag in Berlin den amerikanischen Präsidenten Barack Obama. Merkel \
      sagte, Deutschland und Frankreich würden zusammenarbeiten. Obama dankte Merkel für das Gespräch. Außenminister \
      Frank-Walter Steinmeier reist nach Paris, und Steinmeier trifft dort einen Koch und einen Schneider.
      """, "de")
    #expect(page.entities("Angela Merkel", "Merkel") == ["angela merkel"])
    #expect(page.entities("Barack Obama", "Obama") == ["barack obama"])
    #expect(page.entities("Frank-Walter Steinmeier", "Steinmeier") == ["frank walter steinmeier"])
    #expect(page.count("Koch") == 0 && page.count("Schneider") == 0)
  }
}
