import Foundation
import Testing
import WarraqCore

@testable import WarraqEntities

@Suite struct GazetteerTests {
  @Test func `a name of several words is found word by word`() throws {
    var builder = GazetteerBuilder()
    builder.add(["new", "york"].map { Array($0.utf8) }, .bigCity)
    builder.add(["new", "york", "times"].map { Array($0.utf8) }, .organisation)
    let path = NSTemporaryDirectory() + "warraq-gazetteer-\(UUID().uuidString)"
    try Data(builder.bytes()).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let names = Gazetteer(try ModelFile(path: path))
    let first = WordHash.of("new")
    let second = WordHash.appending(WordHash.of("york"), to: first)
    let third = WordHash.appending(WordHash.of("times"), to: second)
    #expect(names.node(first) == .continues)
    #expect(names.node(second) == [.city, .bigCity, .continues])
    #expect(names.node(third) == .organisation)
    #expect(names.node(WordHash.of("york")) == [])
  }

  @Test func `a file that is no model is refused by name`() throws {
    let path = NSTemporaryDirectory() + "warraq-no-model-\(UUID().uuidString)"
    try Data("no model, but long enough to be one".utf8).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(throws: WarraqError.self) { try ModelFile(path: path) }
    #expect(throws: WarraqError.self) { try ModelFile(path: path + ".absent") }
  }
}
