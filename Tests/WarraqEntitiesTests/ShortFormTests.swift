import Testing
import WarraqCore

@testable import WarraqEntities

/// Short forms within a document, one rule a test.
@Suite struct ShortFormTests {
  @Test func `a last name is the longer name of the document`() {
    let text = LinkedText("[p:Barack Obama] spoke. [p:Obama] left.")
    #expect(text.entities == ["barack obama", "barack obama"])
    #expect(text.links == [.full, .document])
  }

  @Test func `a short form may come before the longer name`() {
    #expect(
      LinkedText("[p:كيري] في واشنطن، قال [p:جون كيري]").entities == ["جون كيري", "جون كيري"])
  }

  @Test func `a first name is the longer name of the document`() {
    #expect(
      LinkedText("[p:Hillary Clinton] and [p:Hillary]").entities
        == ["hillary clinton", "hillary clinton"])
  }

  @Test func `the middle of a name is nobody's short form`() {
    #expect(
      LinkedText("[p:رجب طيب أردوغان] و [p:طيب]").links == [.full, .full])
  }

  @Test func `a form that fits two longer names stands for itself`() {
    let text = LinkedText("[p:Bill Clinton], [p:Hillary Clinton]; [p:Clinton] said")
    #expect(text.entities == ["bill clinton", "hillary clinton", "clinton"])
    #expect(text.links == [.full, .full, .ambiguous])
  }

  @Test func `a form that is short for a short form goes the whole way`() {
    let text = LinkedText(
      "[p:محمد جواد ظريف]، [p:جواد ظريف]، [p:ظريف]")
    #expect(text.entities == [String](repeating: "محمد جواد ظريف", count: 3))
  }

  @Test func `first and last name together are short for the whole name of a person`() {
    #expect(
      LinkedText("[p:خالد بن محمد العطية] و[p:خالد العطية]").links == [.full, .document])
    #expect(LinkedText("[o:Bank of Green Park] and [o:Bank Park]").links == [.full, .full])
  }

  @Test func `a father's name is not the son`() {
    let text = LinkedText("[p:محمد بن سلمان] يلتقي الملك [p:سلمان]")
    #expect(text.links == [.full, .full])
    #expect(LinkedText("[p:محمد بن أحمد آل سعود] و[p:آل سعود]").links == [.full, .full])
  }

  @Test func `an article before a last name is part of it or not`() {
    let text = LinkedText("[p:Bashar al-Assad], [p:al-Assad], [p:Assad], [p:Al Assad]")
    #expect(Set(text.entities) == ["bashar al assad"])
  }

  @Test func `types must agree`() {
    #expect(LinkedText("[p:بشار الأسد] و[o:الأسد]").links == [.full, .full])
    #expect(LinkedText("[p:George Washington] in [l:Washington]").links == [.full, .full])
  }

  @Test func `a short form whose type is not sure goes to the longer name`() {
    #expect(LinkedText("[p:بشار الأسد] و[?:الأسد]").links == [.full, .document])
  }

  @Test func `a name whose type is not sure is the one whose type is`() {
    let text = LinkedText("[?:Paris], [l:Paris]")
    #expect(text.links == [.full, .full] && text.entities == ["paris", "paris"])
  }

  @Test func `a place at the end of a longer one is another place`() {
    #expect(LinkedText("[l:نهر الأردن] في [l:الأردن]").links == [.full, .full])
    #expect(LinkedText("[l:المدينة الصناعية] و[l:المدينة]").links == [.full, .document])
  }

  @Test func `a direction makes another name`() {
    #expect(LinkedText("[l:أفريقيا الوسطى] و[l:آسيا] و[l:أفريقيا]").links[2] == .full)
    #expect(LinkedText("[l:Korea] and [l:Korea North]").links == [.full, .full])
  }

  @Test func `a trap is merged in a document that holds the longer name`() {
    #expect(LinkedText("[l:المسجد الأقصى]. [l:الأقصى]").links == [.full, .full])
    #expect(LinkedText("[o:المسجد الأقصى]. [o:الأقصى]").links == [.full, .document])
    #expect(LinkedText("[p:أوغلو] قال").links == [.full])
  }

  @Test(arguments: ["[o:Conservative Party], [o:Party]", "[o:الهيئة السعودية] و[o:الهيئة]"])
  func `a word for a kind of body is short for nothing`(text: String) {
    #expect(LinkedText(text).links == [.full, .full])
  }

  @Test func `whom an institution is named after it is not`() {
    #expect(LinkedText("[o:جامعة أكسفورد] و[o:أكسفورد]").links == [.full, .full])
    #expect(LinkedText("[o:University of Oxford] and [o:Oxford]").links == [.full, .full])
    #expect(LinkedText("[o:جبهة النصرة] و[o:النصرة]").links == [.full, .document])
  }

  @Test func `a place or body that the lists know is itself`() {
    #expect(
      LinkedText("[o:الاتحاد الأوروبي لكرة القدم] و[o:الاتحاد الأوروبي]").entities[1]
        == "الاتحاد الاوروبي")
  }

  @Test func `a place or body goes to a longer name only where that is no rarer`() {
    let text = LinkedText("[l:كوباني]، [l:كوباني]، [l:كوباني عدنان]")
    #expect(text.links == [.ambiguous, .ambiguous, .full])
    #expect(LinkedText("[l:الخليج]، [l:الخليج]، [l:الخليج العربي]").links[0] == .document)
    #expect(LinkedText("[o:بايرن ميونيخ]، [o:بايرن]").links == [.full, .document])
  }

  @Test func `a king or a prophet is nobody's first name`() {
    #expect(LinkedText("دارة الملك [p:عبدالعزيز]، [p:عبدالعزيز الحسيني]").links[0] == .ambiguous)
    #expect(LinkedText("الملك [p:فيصل]، الملك [p:فيصل بن عبدالعزيز]").links[0] == .document)
    #expect(LinkedText("[p:محمد بن سلمان]، [p:محمد] صلى الله عليه وسلم").links[1] == .ambiguous)
  }

  @Test func `what stands behind a mother's or a family's word is nobody's last name`() {
    #expect(LinkedText("[p:محمد ثفيد]، آل [p:ثفيد]").links[1] == .ambiguous)
    #expect(LinkedText("[p:أم محمد]، [p:محمد]").links == [.full, .full])
    #expect(LinkedText("[p:صلاح الدين]، [p:الدين]").links == [.full, .full])
  }

  @Test func `a first name that goes on is another person's`() {
    #expect(LinkedText("[p:صالح السويلم]، المواطن [p:صالح] العصفور").links[1] == .ambiguous)
  }

  @Test func `two names in a row are no longer name`() {
    let text = LinkedText("[p:عادل الجبير]، [p:عادل الجبير]، [p:سيرغي لافروف عادل الجبير]")
    #expect(text.links[0] == .ambiguous)
  }

  @Test func `of several longer names it is the one that the lists have`() {
    let text = LinkedText("[p:باراك أوباما]، [p:ميشال أوباما]، [p:أوباما]")
    #expect(text.entities[2] == "باراك اوباما")
  }
}
