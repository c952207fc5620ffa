import Testing
import WarraqCore

@testable import WarraqEntities

/// The sample page of the project, its names given.
@Suite struct LinkedPageTests {
  @Test func `one person is one entity on the page, whatever title or part of the name is there`() {
    let page = LinkedText(
      """
      دعا [p:الدكتور خالد خوجة]، رئيس [o:الائتلاف الوطني السوري] المعارض [l:واشنطن] إلى المساعدة في إقامة مناطق آمنة \
      داخل [l:سوريا]، وشكر وزير الخارجية الأميركي [p:جون كيري] في مبنى الخارجية الأميركية [l:ب|واشنطن]، \
      [l:الولايات المتحدة] لتقديمها أكثر من 3 مليارات دولار. أصدر الرئيس [p:بشار الأسد] الخميس مرسوما.
      وقال [p:خوجة] في [l:واشنطن] إنه اطلع [p:كيري] على آخر التطورات. ومن جهته، إن [p:الأسد] «فاقد الشرعية».
      التقى [p:خالد خوجة] مبعوث [o:الأمم المتحدة] [p:ستيفان دي ميستورا]، ووزير الدفاع [p:فهد جاسم الفريج]. وقال \
      [p:الفريج] إن وكالة [o:إرنا] قالت.
      """, language: "ar")
    func entities(_ forms: String...) -> Set<String> {
      Set(page.mentions.filter { forms.contains($0.form) }.map(\.entity))
    }
    #expect(entities("الدكتور خالد خوجة", "خوجة", "خالد خوجة") == ["خالد خوجه"])
    #expect(entities("جون كيري", "كيري") == ["جون كيري"])
    #expect(entities("بشار الأسد", "الأسد") == ["بشار الاسد"])
    #expect(entities("بواشنطن", "واشنطن") == ["واشنطن"])
    #expect(entities("فهد جاسم الفريج", "الفريج") == ["فهد جاسم الفريج"])
  }

  @Test func `one name of two types is not two names that have a clitic before the same rest`() {
    let page = LinkedText("قال [p:باراك أوباما] ثم قال [o:باراك أوباما] إنه سيعود", language: "ar")
    #expect(Set(page.mentions.map(\.entity)) == ["باراك اوباما"])
  }
}
