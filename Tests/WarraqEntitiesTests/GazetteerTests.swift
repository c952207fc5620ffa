import Foundation
import Testing
import WarraqCore

@testable import WarraqEntities

@Suite struct GazetteerTests {
  @Test func `three readings that lists know are looked at, and those kept that may begin a name`()
  {
    var starts = NameStarts()
    let nodes: [GazetteerNode] = [[], .personFirst, .continues, .personLast, .person]
    for (number, node) in nodes.enumerated() {
      starts.add(WordParts.Part(rest: UInt64(number), node: node))
    }
    #expect(starts.count == 1 && starts.hashes[0] == 2 && starts.nodes[0] == .continues)
  }

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

  @Test(arguments: [
    ([UInt32(0), 2], 2, true), ([0, 3], 2, false), ([0, 2], 1, false), ([0, 2, 1, 2, 2], 2, false),
    ([0, 1, 1, 2], 2, false),
  ])
  func `a damaged index is seen when its file is opened`(
    starts: [UInt32], nodes: Int, isComplete: Bool
  ) throws {
    var writer = ModelWriter()
    writer.add(.nameKeys, [UInt32(7), 9])
    writer.add(.nameStarts, starts)
    writer.add(.names, [UInt16](repeating: 1, count: nodes))
    let path = NSTemporaryDirectory() + "warraq-damaged-\(UUID().uuidString)"
    try Data(writer.bytes()).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(Gazetteer(try ModelFile(path: path)).isComplete == isComplete)
  }

  @Test func `a folder without models is refused`() throws {
    let folder = NSTemporaryDirectory() + "warraq-models-\(UUID().uuidString)"
    let files = FileManager.default
    try files.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? files.removeItem(atPath: folder) }
    let models = try ModelFolder().path
    try files.createSymbolicLink(
      atPath: folder + "/names.gazetteer", withDestinationPath: models + "/names.gazetteer")
    #expect(throws: WarraqError.self) { try ModelFolder(path: folder) }
    try files.createSymbolicLink(
      atPath: folder + "/any.model", withDestinationPath: models + "/any.model")
    #expect(try ModelFolder(path: folder).model(language: "ar") != nil)
  }
}
