import Testing
import WarraqCore

@testable import WarraqEntities

@Suite struct TriggerTests {
  @Test func `trigger words stand in the lists as they stand in normalised text`() {
    for (_, words) in Trigger.arabic + Trigger.english + Trigger.french + Trigger.german {
      for word in words.split(separator: " ") {
        let normalized = Recognizing.document(String(word), language: "ar").analysis.normalized
        #expect(String(decoding: normalized, as: UTF8.self) == word)
      }
    }
  }
}
